"""Posts: words for the offices people hold, and what may stand before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from kg.data.tables import read_yaml


@dataclass(frozen=True, slots=True)
class Post:
    """A post word. `after`: what may stand directly before it, of organization, place and department.

    `surname`: it may follow a surname (罗书记). `alone`: it is a post with nothing before it (总书记).
    """

    name: str
    kind: str
    after: tuple[str, ...]
    surname: bool
    alone: bool
    deputy_of: str | None


@cache
def posts() -> tuple[Post, ...]:
    """All posts, longest name first, then by name; a deputy (副书记) is a post of its own."""
    found: dict[str, Post] = {}
    for group in read_yaml("posts.yaml")["posts"]:
        for post in _of_group(group):
            if found.setdefault(post.name, post) != post:
                raise ValueError(f"{post.name} stands in two groups of posts.yaml")
    return tuple(sorted(found.values(), key=lambda post: (-len(post.name), post.name)))


@cache
def post_prefixes() -> tuple[str, ...]:
    """Words that may stand before a whole title (原, 时任), longest first."""
    return tuple(sorted(read_yaml("posts.yaml")["prefixes"].split(), key=lambda word: (-len(word), word)))


@cache
def post_abbreviations() -> Mapping[str, str]:
    """Shortened post → full form: 村支书 → 村党支部书记."""
    return MappingProxyType(dict(sorted(read_yaml("posts.yaml")["abbreviations"].items())))


def _of_group(group: dict[str, Any]) -> Iterator[Post]:
    deputies = frozenset((group.get("deputies") or "").split())
    for name in group["names"].split():
        post = Post(name, group["kind"], tuple(group["after"]), group["surname"], group.get("alone", False), None)
        yield post
        if name in deputies:
            yield replace(post, name=_deputy(name), deputy_of=name)


def _deputy(name: str) -> str:
    """党委书记 → 党委副书记, 人大主任 → 人大副主任: 副 stands before the word for the office, not before the body."""
    heads = (
        "副书记",
        "副部长",
        "副主任",
        "副主席",
        "副总理",
        "副组长",
        "副局长",
        "副所长",
        "副厅长",
        "副校长",
        "副理事长",
        "副会长",
        "副支书",
    )
    for head in heads:
        if name.endswith(head[1:]):
            return name[: len(name) - len(head) + 1] + head
    return "副" + name
