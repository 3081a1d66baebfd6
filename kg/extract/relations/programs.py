"""IMPLEMENTED_IN, PART_OF and LEADS: where a program is carried out, which larger one it belongs to, who leads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.context import Context
from kg.model import Mention, Statement

CARRIED_OUT = re.compile(r"[^，。；]{0,6}(?:开展|实施|推进|推行|探索|打造|创建|启动|试点)[^，。；]{0,6}“?$")
DONE = re.compile(r"(?:开展|实施|推进|推行|探索|打造|创建|启动|试点|建好|建|抓|特点有|重视|完成)[^，。；]*$")
MEMBERS = re.compile(r"(?:特点有|包括|涵盖|主要有|内容有|分为)")
BELONGS = re.compile(r"^”?(?:是|作为)$")
OF_IT = re.compile(
    r"^”?[^，。；]{0,8}的(?:一项|重要|重点|有效|核心|关键|具体)[^，。；]{0,6}(?:工作|内容|环节|载体|抓手|举措|部分)"
)
# Who leads a program stands before it (组织部牵头实施“双五星”) or after it (“双五星”由组织部牵头实施).
LEADING = "(?:共同|联合|具体|统一|总)?(?:牵头|主办|主导|主抓|发起|负责)"
CARRYING = "(?:组织|策划|实施|开展|推进|推动|推行|推广|建设|创建|打造|落实|抓好|抓)"
LEADS_IT = re.compile(rf"^[^，。；、：]{{0,3}}{LEADING}(?:了|的)?(?:{CARRYING}{{1,2}}(?:了|的)?)?[“《]?$")
LED_BY = re.compile(r"^”?[^。；”]{0,8}由[^，。；、]{0,10}$")
LED = re.compile(rf"^{LEADING}")


def find(context: Context) -> Iterator[Statement]:
    """Statements about programs."""
    for start, end in context.sentences.within(context.speech.start, context.speech.end):
        programs = [program for program in context.in_span(start, end, "Program") if not program.redacted]
        places = [place for place in context.in_span(start, end, "Place") if not place.redacted]
        if programs:
            yield from _implemented(context, programs, places, context.sentence(programs[0]))
            yield from _parts(context, programs, context.sentence(programs[0]))
            yield from _led(context, programs, (start, end))


def _implemented(
    context: Context, programs: list[Mention], places: list[Mention], sentence: tuple[int, int]
) -> Iterator[Statement]:
    for program in programs:
        before = [place for place in places if place.end <= program.start]
        owner = before[-1] if before else None
        if owner and context.between(owner, program) in ("“", "", "的“", "的"):
            yield context.statement(program, "IMPLEMENTED_IN", owner, (owner.start, program.end))
            continue
        if owner and CARRIED_OUT.match(context.between(owner, program)):
            for place in _list_around(context, before, len(before) - 1):
                yield context.statement(program, "IMPLEMENTED_IN", place, (place.start, program.end))
            continue
        home = [place for place in places if context.speech.place and place.surface in context.speech.place]
        if home and DONE.search(_clause_before(context, program, sentence[0])):
            yield context.statement(
                program, "IMPLEMENTED_IN", home[0], sentence, method="context", confidence=0.6, inferred=True
            )


def _clause_before(context: Context, program: Mention, start: int) -> str:
    """The text from the last comma, or the beginning of the sentence, to a program; enumerations are one clause."""
    return re.split(r"[，；：]", context.text[start : program.start])[-1]


def _list_around(context: Context, mentions: list[Mention], at: int) -> list[Mention]:
    """A mention and those joined to it by 、: 罗田县、英山县."""
    first, last = at, at
    while first and context.between(mentions[first - 1], mentions[first]) in ("、", "和"):
        first -= 1
    while last + 1 < len(mentions) and context.between(mentions[last], mentions[last + 1]) in ("、", "和"):
        last += 1
    return mentions[first : last + 1]


def _parts(context: Context, programs: list[Mention], sentence: tuple[int, int]) -> Iterator[Statement]:
    for number, whole in enumerate(programs):
        following = programs[number + 1 :]
        if following and MEMBERS.search(context.between(whole, following[0])) and len(following) > 1:
            for part in following:
                if part.surface != whole.surface:
                    yield context.statement(part, "PART_OF", whole, sentence, confidence=0.8)
        if following and BELONGS.match(context.between(whole, following[0])):
            tail = context.text[following[0].end : sentence[1]]
            if OF_IT.match(tail) and whole.surface != following[0].surface:
                yield context.statement(whole, "PART_OF", following[0], sentence, confidence=0.8)


def _led(context: Context, programs: list[Mention], sentence: tuple[int, int]) -> Iterator[Statement]:
    """Of each program in a sentence the bodies and people that are said to lead it."""
    found = [mention for type_ in ("Organization", "Person") for mention in context.in_span(*sentence, type_)]
    leaders = sorted((mention for mention in found if not mention.redacted), key=lambda mention: mention.start)
    for program in programs:
        for number, leader in enumerate(leaders):
            before = leader.end <= program.start and LEADS_IT.match(context.between(leader, program))
            if before:
                group = _list_around(context, leaders, number)
                span = (group[0].start, program.end)
            elif program.end <= leader.start and LED_BY.match(context.between(program, leader)):
                group = _list_around(context, leaders, number)
                verb = LED.match(context.text[group[-1].end : sentence[1]])
                if not verb:
                    continue
                span = (program.start, group[-1].end + verb.end())
            else:
                continue
            for one in group:
                yield context.statement(one, "LEADS", program, span)
