"""A graph of any size, made by arithmetic alone: always the same for the same numbers."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Edge, Graph, Node

TYPES = ("Program", "Person", "Place", "Organization", "Document")
WORDS = ("党建", "引领", "先锋", "红色", "网格", "阵地", "服务", "堡垒", "双报到", "清风", "强基", "连心")


def generated_graph(nodes: int, relations: int) -> Graph:
    """`nodes` nodes, one in ten a speech, and `relations` relations, each with a quotation.

    Half of them are mentions; some entities are named in many talks and most in few, as in real texts.
    """
    talks = max(nodes // 10, 1)
    made = [_talk(number) for number in range(talks)] + [_entity(number) for number in range(talks, nodes)]
    edges: dict[tuple[str, str, str], Edge] = {}
    for edge in _edges(made[:talks], made[talks:]):
        edges[edge.source, edge.type, edge.target] = edge
        if len(edges) == relations:
            break
    ordered = sorted(edges.values(), key=lambda edge: (edge.source, edge.type, edge.target))
    return Graph(tuple(sorted(made, key=lambda node: node.id)), tuple(ordered))


def _talk(number: int) -> Node:
    title = f"在第{number}次会议上的讲话"
    return Node(f"speech-{number:07}", f"{title}，发言人{number % 997}", "Speech", title, {"family": f"f{number}"})


def _entity(number: int) -> Node:
    kind = TYPES[number % len(TYPES)]
    name = f"{WORDS[number % 12]}{WORDS[number // 12 % 12]}{kind}{number}"
    return Node(f"{kind.lower()}-{number:07}", name, kind, name, {"aliases": (f"{name}工程",), "mentions": number % 50})


def _edges(talks: list[Node], entities: list[Node]) -> Iterator[Edge]:
    number = 0
    while True:
        number += 1
        random = number * 2654435761 % 2**32  # Knuth's multiplier: well spread, and the same everywhere
        popular = (random % len(entities)) ** 2 // len(entities)
        first = entities[popular]
        if number % 2:
            source, kind = talks[number // 2 % len(talks)], "MENTIONS"
        else:
            other = entities[random // 7 % len(entities)]
            source, kind = other, "CO_OCCURS"
        if source.id != first.id:
            yield _edge(source.id, first.id, kind, number, talks[number % len(talks)].id, first.name)


def _edge(source: str, target: str, kind: str, number: int, talk: str, name: str) -> Edge:
    quotes = (f"第{number}句：要抓好“{name}”，把工作做到基层去。",)
    return Edge(source, target, kind, 1, 1, (talk,), quotes, (f"{number % 97}.txt:{number}-{number + 20}",), False)
