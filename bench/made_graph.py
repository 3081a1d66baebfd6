"""An output folder of any size, made by chance and always the same: what the explorer is measured on.

Talks of some two hundred mentions; names of all types made of words of jieba's dictionary; a few entities are in nearly
every talk and most in one or two, as in real collections (Zipf); every twenty-fifth talk is a copy. It has MENTIONS,
CO_OCCURS, CONTAINS, VERSION_OF, DELIVERED, CITES and the relations of statements. Held in memory: names, sentences,
texts, and a number for each piece of evidence.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import accumulate, combinations, groupby, islice
from pathlib import Path
from typing import Any

from kg.graph.assemble import CO_OCCURRING
from kg.graph.rows import SCHEMA, edge_row, node_row
from kg.model import Edge, Node, Value
from kg.sinks.files import digest, write_json, write_lines

SEED = 17
IN_A_TALK, COPIED, FLATTENED = 200, 25, 10
# Of a thousand entities, so many are of each type; and what their names end in.
_KINDS: dict[str, tuple[int, str]] = {
    "Concept": (20, "理论 思想 原则 路线"),
    "Date": (20, ""),
    "Document": (80, "意见 办法 条例 通知 方案"),
    "Event": (40, "会议 大会 座谈会 推进会"),
    "Organization": (250, "党委 党支部 委员会 办公室 合作社"),
    "Person": (200, ""),
    "Place": (200, "村 镇 乡 社区 县 市"),
    "Position": (40, "书记 主任 部长 局长"),
    "Program": (150, "工程 行动 创建 机制 活动"),
}
_STATED = {
    ("Program", "Place"): "IMPLEMENTED_IN", ("Program", "Organization"): "IMPLEMENTED_IN",
    ("Program", "Program"): "PART_OF", ("Person", "Program"): "LEADS", ("Person", "Organization"): "AFFILIATED",
    ("Person", "Position"): "HOLDS_POSITION", ("Document", "Organization"): "ISSUED_BY",
    ("Organization", "Place"): "LOCATED_IN", ("Place", "Place"): "LOCATED_IN",
}  # fmt: skip
_RELATIONS = sorted({"MENTIONS", "CO_OCCURS", "CONTAINS", "VERSION_OF", "DELIVERED", "CITES", *_STATED.values()})
_CODE = {relation: number for number, relation in enumerate(_RELATIONS)}
# One piece of evidence is one number: source, target, relation and sentence, so that sorting them sorts the edges.
_SOURCE, _TARGET, _RELATION = 1 << 44, 1 << 25, 1 << 21


@dataclass(frozen=True, slots=True)
class Made:
    """How much there is: nodes that are entities, mentions, talks, edges of all kinds."""

    entities: int
    mentions: int
    talks: int
    edges: int


@dataclass
class _Collection:
    """All that is gathered while talks are made. Nodes have numbers in the order of their ids: entities and files by
    type, talks last."""

    draw: random.Random
    ids: list[str]
    names: list[str]
    types: list[str]
    upto: list[float]
    words: list[str]
    said: list[int]
    talks: int
    files: int
    evidence: array[int] = field(default_factory=lambda: array("Q"))
    sentences: list[tuple[int, int, str]] = field(default_factory=list)  # talk, start, text
    speeches: list[Node] = field(default_factory=list)
    counts: dict[str, array[int]] = field(default_factory=dict)

    def file(self, talk: int) -> int:
        return self.files + talk

    def speech(self, talk: int) -> int:
        return len(self.ids) - self.talks + talk


def make(folder: Path, entities: int, mentions: int) -> Made:
    """Write an output folder with so many entities and about as many mentions as are asked for, more than entities."""
    folder.mkdir(parents=True, exist_ok=True)
    talks = -(-mentions // IN_A_TALK)
    made = _started(entities, talks)
    first = iter(_shuffled(made))
    texts: list[dict[str, Any]] = []
    total = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal total
        for talk in range(talks):
            owed = list(islice(first, -(-entities // talks)))
            found = list(_talk(made, talk, owed, texts))
            total += len(found)
            yield from found

    write_lines(folder / "mentions.jsonl", rows())
    write_lines(folder / "texts.jsonl", texts)
    texts.clear()
    write_lines(folder / "entities.jsonl", map(node_row, _nodes(made)))
    edges = 0

    def lines() -> Iterator[dict[str, Any]]:
        nonlocal edges
        for edge in _edges(made):
            edges += 1
            yield edge_row(edge)

    write_lines(folder / "edges.jsonl", lines())
    for name in ("fills", "alignments", "judgements", "inconsistencies"):
        write_lines(folder / f"{name}.jsonl", ())
    outputs = {path.name: digest(path) for path in sorted(folder.glob("*.jsonl"))}
    write_json(folder / "manifest.json", {"schema": SCHEMA, "kg": "made", "inputs": {}, "outputs": outputs})
    return Made(entities, total, talks, edges)


def _started(entities: int, talks: int) -> _Collection:
    draw = random.Random(SEED)
    words, said = _vocabulary()
    ids: list[str] = []
    names: list[str] = []
    types: list[str] = []
    for type_ in sorted([*_KINDS, "SourceFile"], key=lambda type_: "file" if type_ == "SourceFile" else type_.lower()):
        count = talks if type_ == "SourceFile" else max(1, entities * _KINDS[type_][0] // 1000)
        if type_ == "Program":  # the last of them: it makes the number even
            count = entities - sum(other != "SourceFile" for other in types)
        taken: set[str] = set()
        for number in range(count):
            name = f"{number:06}.txt" if type_ == "SourceFile" else _name(draw, type_, words, number, taken)
            ids.append(f"{'file' if type_ == 'SourceFile' else type_.lower()}-{number:012x}")
            names.append(name)
            types.append(type_)
    for talk in range(talks):
        ids.append(f"speech-{talk:012x}")
        names.append("")
        types.append("Speech")
    ranks = list(range(len(ids)))
    draw.shuffle(ranks)
    weights = [
        0.0 if type_ in ("SourceFile", "Speech") else 1 / (rank + FLATTENED)
        for type_, rank in zip(types, ranks, strict=True)
    ]
    upto, files_from = list(accumulate(weights)), types.index("SourceFile")
    made = _Collection(draw, ids, names, types, upto, words, said, talks, files_from)
    made.counts = {name: array("Q", [0] * len(ids)) for name in ("mentions", "speeches", "families", "first", "last")}
    return made


def _vocabulary() -> tuple[list[str], list[int]]:
    """The 20,000 most frequent words of two characters of jieba's dictionary, and how often one of those up to each
    is said."""
    rows = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    counted = sorted((-int(row.split(" ")[1]), row.split(" ")[0]) for row in rows)
    found = [(word, -count) for count, word in counted if len(word) == 2][:20_000]
    return [word for word, _ in found], list(accumulate(count for _, count in found))


def _name(draw: random.Random, type_: str, words: list[str], number: int, taken: set[str]) -> str:
    """A name that no other of the type has."""
    if type_ == "Date":
        return f"{1950 + number % 75}年{number // 75 % 12 + 1}月{number // 900 + 1}日"
    ends = _KINDS[type_][1].split()
    while True:
        if type_ == "Person":
            name = draw.choice("张王李赵陈刘杨黄周吴徐孙马朱胡郭何高林罗") + draw.choice(words)[: draw.randint(1, 2)]
            name = name if name not in taken else name[0] + draw.choice(words)[0] + draw.choice(words)[1]
        else:
            name = draw.choice(words) + (draw.choice(words) if draw.random() < 0.6 else "") + draw.choice(ends)
        if name not in taken:
            taken.add(name)
            return name


def _shuffled(made: _Collection) -> list[int]:
    """All entities, each once: every one is named somewhere."""
    found = [number for number, type_ in enumerate(made.types) if type_ not in ("SourceFile", "Speech")]
    made.draw.shuffle(found)
    return found


def _talk(made: _Collection, talk: int, owed: list[int], texts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The mentions of one talk, which is put down with its text and its evidence."""
    draw, speech = made.draw, made.speech(talk)
    drawn = draw.choices(range(len(made.ids)), cum_weights=made.upto, k=max(0, IN_A_TALK - len(owed)))
    named = owed + drawn
    draw.shuffle(named)
    year = 2000 + talk * 25 // made.talks
    date = f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    title = f"在{draw.choice(made.words)}{draw.choice(made.words)}会议上的讲话"
    path, text, length = made.names[made.file(talk)], [f"{title}\n"], len(title) + 1
    body, rest = length, iter(named)
    while group := list(islice(rest, draw.choice((1, 2, 2, 3, 4)))):
        pieces, spans, at = [], [], length
        for entity in group:
            pieces.append(_filler(made))
            at += len(pieces[-1])
            spans.append((entity, at, at + len(made.names[entity])))
            pieces.append(made.names[entity])
            at += len(pieces[-1])
        pieces.append(_filler(made) + "。")
        sentence = "".join(pieces)
        _put_down(made, speech, talk, group, length, sentence)
        for entity, start, end in spans:
            yield {
                "file": path, "start": start, "end": end, "text": made.names[entity], "type": made.types[entity],
                "entity": made.names[entity], "entity_id": made.ids[entity], "redacted": False,
                "speech": made.ids[speech], "method": "pattern", "score": 0.8, "props": {},
            }  # fmt: skip
        text.append(sentence)
        length += len(sentence)
    place: dict[str, Value] = {"file": path, "start": 0, "end": length}
    texts.append({**place, "body": body, "speech": made.ids[speech], "text": "".join(text)})
    copy = talk % COPIED == COPIED - 1
    family = made.ids[speech - 1] if copy else made.ids[speech]
    persons = [entity for entity in named if made.types[entity] == "Person"]
    props: dict[str, Value] = {
        "date": date, "date_precision": "day", "speaker": made.names[persons[0]] if persons else None, "position": None,
        "place": None, **place, "family": family, "version_of": family if copy else None,
        "kind": "edited" if copy else None,
    }  # fmt: skip
    made.speeches.append(Node(made.ids[speech], f"{title}（{date}）", "Speech", title, props))
    _tell(made, named, year, copy)
    heading = len(made.sentences)
    made.sentences.append((talk, 0, title))
    _add(made, made.file(talk), speech, "CONTAINS", heading)
    if copy:
        _add(made, speech, speech - 1, "VERSION_OF", heading)
    if persons:
        _add(made, persons[0], speech, "DELIVERED", heading)


def _filler(made: _Collection) -> str:
    return "".join(made.draw.choices(made.words, cum_weights=made.said, k=made.draw.randint(1, 4)))


def _put_down(made: _Collection, speech: int, talk: int, group: list[int], start: int, sentence: str) -> None:
    """The evidence that one sentence is."""
    number = len(made.sentences)
    made.sentences.append((talk, start, sentence))
    for entity in group:
        _add(made, speech, entity, "MENTIONS", number)
        if made.types[entity] == "Document":
            _add(made, speech, entity, "CITES", number)
    for one, other in combinations(sorted(set(group)), 2):
        if {made.types[one], made.types[other]} <= CO_OCCURRING:
            _add(made, one, other, "CO_OCCURS", number)
        for source, target in ((one, other), (other, one)):
            relation = _STATED.get((made.types[source], made.types[target]))
            if relation and made.draw.random() < 0.3:
                _add(made, source, target, relation, number)


def _add(made: _Collection, source: int, target: int, relation: str, sentence: int) -> None:
    made.evidence.append(source * _SOURCE + target * _TARGET + _CODE[relation] * _RELATION + sentence)


def _tell(made: _Collection, named: list[int], year: int, copy: bool) -> None:
    for entity in named:
        made.counts["mentions"][entity] += 1
    for entity in set(named):
        made.counts["speeches"][entity] += 1
        made.counts["families"][entity] += not copy
        made.counts["first"][entity] = made.counts["first"][entity] or year
        made.counts["last"][entity] = year


def _nodes(made: _Collection) -> Iterator[Node]:
    for number, (id, name, type_) in enumerate(zip(made.ids, made.names, made.types, strict=True)):
        if type_ == "Speech":
            yield made.speeches[number - len(made.ids) + made.talks]
        elif type_ == "SourceFile":
            yield Node(id, name, type_, name, {"path": name, "encoding": "utf-8", "characters": 0, "sha256": ""})
        else:
            counts = {key: values[number] for key, values in made.counts.items()}
            dates = {key: str(counts[key]) for key in ("first", "last")}
            counts["families"] = max(1, counts["families"])
            yield Node(id, name, type_, name, {"aliases": (), **counts, **dates})


def _edges(made: _Collection) -> Iterator[Edge]:
    for key, group in groupby(sorted(made.evidence), key=lambda packed: packed // _RELATION):
        numbers = [packed % _RELATION for packed in group]
        said = [(*made.sentences[number], number) for number in sorted(set(numbers))]
        talks = sorted({talk for talk, *_ in said})
        spans = [f"{made.names[made.file(talk)]}:{start}-{start + len(text)}" for talk, start, text, _ in said]
        source, target = key // (_SOURCE // _RELATION), key // (_TARGET // _RELATION) % (_SOURCE // _TARGET)
        yield Edge(
            made.ids[source],
            made.ids[target],
            _RELATIONS[key % (_TARGET // _RELATION)],
            len(numbers),
            max(1, sum(talk % COPIED != COPIED - 1 for talk in talks)),
            tuple(made.ids[made.speech(talk)] for talk in talks),
            tuple(text for *_, text, _ in said),
            tuple(spans),
            inferred=False,
        )
