"""DELIVERED, HOLDS_POSITION, AFFILIATED and LEADS: who spoke, who holds which post, where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.context import Context
from kg.model import Mention, Statement

HEAD_POST = re.compile(
    r"(?<!副)(?<!第一)(?:书记|部长|主任|局长|市长|县长|区长|镇长|乡长|省长|厅长|院长|校长|董事长|总经理|主席)$"
)

# Posts that several hold at a time.
PLURAL_POST = re.compile(
    r"副[^副]{1,4}$|(?:委员|常委|成员|代表|专员|委员会委员|教师|老师|教授|专家|记者|队员|理事|董事|调研员|巡视员)$"
)

# Posts stand at most this many characters before their holder, line breaks of a byline included.
POSTS_WITHIN = 60


def find(context: Context) -> Iterator[Statement]:
    """Statements about people."""
    for person in context.of("Person"):
        if (
            not person.redacted
            and person.end <= context.speech.body
            and "".join(person.surface.split()) == context.speech.speaker
        ):
            yield context.statement(
                person, "DELIVERED", context.speech, _head_span(context, person), method="head", confidence=1.0
            )
    shared: list[Mention] = []
    last: Mention | None = None
    for person in context.of("Person"):
        held = _positions(context, person)
        if not held and last is not None and context.between(last, person) == "、":
            held = shared  # 副主任孙云龙、王建发
        for position in held:
            yield from _holds(context, person, position)
        shared = [position for position in held if PLURAL_POST.search(position.surface)]
        last = person


def _head_span(context: Context, person: Mention) -> tuple[int, int]:
    """The head from the title to the byline: it is what says who spoke."""
    return context.speech.start, max(person.end, context.speech.start + 1)


def _positions(context: Context, person: Mention) -> list[Mention]:
    """The posts directly before a name, joined by 、 or by the line break of a byline; or the title after a surname."""
    found: list[Mention] = []
    start = person.start
    near = context.in_span(max(context.speech.start, person.start - POSTS_WITHIN), person.end, "Position")
    for position in sorted(near, key=lambda mention: -mention.end):
        gap = context.text[position.end : start]
        in_head = person.end <= context.speech.body
        if position.end <= start and (gap in ("", "、") or (in_head and re.fullmatch(r"[、\s（(：:]{0,4}", gap))):
            found.append(position)
            start = position.start
        elif position.start >= person.start and position.end == person.end:
            found.append(position)
    return sorted(found, key=lambda mention: mention.start)


def _holds(context: Context, person: Mention, position: Mention) -> Iterator[Statement]:
    owner = _owner(context, position)
    span = (min(position.start, person.start, owner.start if owner else position.start), max(person.end, position.end))
    props = {"title": _title(position)}
    if owner:
        props["org"] = owner.surface
    yield context.statement(person, "HOLDS_POSITION", position, span, props=props)
    if owner:
        yield context.statement(person, "AFFILIATED", owner, span)
        if HEAD_POST.search(position.surface) and not person.redacted and owner.type == "Organization":
            yield context.statement(person, "LEADS", owner, span)


def _owner(context: Context, position: Mention) -> Mention | None:
    """The body that a post belongs to: the last one in the post's name (宜都市委 in 宜都市委书记), else the one that
    directly precedes it (丰岛公司 第一书记), else the place before the post (乙州市 in 乙州市市长)."""
    for type_ in ("Organization", "Place"):
        around = context.in_span(max(context.speech.start, position.start - POSTS_WITHIN), position.end, type_)
        near = [body for body in around if position.start <= body.end < position.end and not body.redacted]
        if near:
            return near[-1]
    return None


def _title(position: Mention) -> str:
    """The post without the place before it: 湖北省宜都市委书记 → 市委书记."""
    match = re.search(
        r"(?:(?:副|代)?[省市县区州镇乡]长|(?:[省市县区州]委|[镇乡]党委)?[^省市县区州镇乡]{0,60})$", position.surface
    )
    return match.group() if match and match.group() else position.surface
