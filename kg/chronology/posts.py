"""Who held a post when, by the dated talks that say so, and by nothing else.

A post that one person holds at a time cannot be another's in between: where talks of 2016 and 2019 give it to one and a
talk of 2017 to another, one of the dates, or one of the names, is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.chronology.stated import Stated, stated_date
from kg.model import Document, Problem, Speech, Statement

# Held by one at a time; not a deputy, a member of a committee, or one who held it before.
_SINGLE = re.compile(r"(?<!副)(?:书记|[市县区省州镇乡局厅部校院站]长|主任|主席)$")
_NOT_SINGLE = re.compile("副|常委|委员|成员|原|前任|代理|各")
# A post that names no body in particular: many hold it.
_ANY = re.compile(
    r"(?:总|中央|省|市|县|区|镇|乡|村|州|街道|社区|党|自治区|地)?(?:委|工委|党组|党支部|支部|总支|政府|人大|政协|组织部|宣传部|统战部|纪委)*"
    r"(?:第一|总|部门)?(?:书记|[市县区省州镇乡局厅部校院站]长|主任|主席)"
)


@dataclass(frozen=True, slots=True)
class Held:
    """A talk, document.text[start:end], says that `holder` holds a post at the date that it states."""

    file: str
    speech: str
    family: str
    start: int
    end: int
    text: str
    holder: str
    holder_id: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Doubt:
    """A post that other talks, before and after, give to another."""

    post: str
    held: Held
    others: tuple[Held, ...]


def doubtful_posts(
    documents: Sequence[Document],
    speeches: Sequence[Speech],
    statements: Iterable[Statement],
    names: Mapping[str, tuple[str, str]],
) -> list[Doubt]:
    """Posts held by one person between two dates at which another holds them.

    `names` gives for a mention id the id and the name of what it means. Statements that are inferred or that a talk
    without a date makes are passed over.
    """
    texts = {document.id: document for document in documents}
    dated = {speech.id: (speech, stated_date(texts[speech.document], speech)) for speech in speeches}
    return doubts_among(
        one
        for statement in statements
        if statement.relation == "HOLDS_POSITION" and not statement.inferred
        for text in [texts[statement.document].text[statement.start : statement.end]]
        for one in held(*dated[statement.speech], statement.start, statement.end, text, names[statement.subject],
                        names[statement.object])
    )  # fmt: skip


def held(
    speech: Speech,
    stated: Stated | None,
    start: int,
    end: int,
    text: str,
    holder: tuple[str, str],
    post: tuple[str, str],
) -> Iterator[tuple[tuple[str, str], Held]]:
    """That a dated talk gives a post that one person holds at a time to somebody, with name and id of the post.
    `holder` and `post` are ids and names."""
    if stated and _is_single(post[1]):
        family = speech.family or speech.id
        yield (post[1], post[0]), Held(speech.file, speech.id, family, start, end, text, holder[1], holder[0], stated)


def doubts_among(said: Iterable[tuple[tuple[str, str], Held]]) -> list[Doubt]:
    """The doubtful ones of what talks say, in the order in which they say it."""
    posts: dict[tuple[str, str], list[Held]] = {}
    for post, one in said:
        posts.setdefault(post, []).append(one)
    return [doubt for (post, _), all_held in sorted(posts.items()) for doubt in _doubts(post, all_held)]


def _is_single(post: str) -> bool:
    return bool(_SINGLE.search(post)) and not _NOT_SINGLE.search(post) and not _ANY.fullmatch(post)


def _doubts(post: str, all_held: Sequence[Held]) -> list[Doubt]:
    ordered = sorted(all_held, key=lambda held: (held.stated.first, held.file, held.start))
    by_holder: dict[str, list[Held]] = {}
    for one in ordered:
        by_holder.setdefault(one.holder_id, []).append(one)
    if len(by_holder) < 2:
        return []
    found = []
    for held in ordered:
        for other in sorted(by_holder.keys() - {held.holder_id}):
            # the last one before and the first one after, of other talks
            before = _first(held, reversed(by_holder[other]), lambda one, held: one.stated.last < held.stated.first)
            after = _first(held, by_holder[other], lambda one, held: one.stated.first > held.stated.last)
            if before and after:
                found.append(Doubt(post, held, (before, after)))
    return found


def _first(held: Held, theirs: Iterable[Held], fits: Callable[[Held, Held], bool]) -> Held | None:
    return next((one for one in theirs if one.family != held.family and fits(one, held)), None)


def problems_of_posts(doubts: Iterable[Doubt]) -> list[Problem]:
    """One fault for each."""
    return [
        Problem(
            doubt.held.file,
            doubt.held.start,
            "chronology",
            f"{doubt.post}在 {doubt.held.stated.iso} 是{doubt.held.holder}，而此前此后的讲话都说是{doubt.others[0].holder}"
            f"（{doubt.others[0].stated.iso}、{doubt.others[1].stated.iso}）",
            f"{doubt.held.holder} holds {doubt.post} on {doubt.held.stated.iso}, but talks before and after give it to "
            f"{doubt.others[0].holder} ({doubt.others[0].stated.iso}, {doubt.others[1].stated.iso})",
        )
        for doubt in doubts
    ]
