"""IMPLEMENTED_IN and PART_OF: where a program is carried out, and which larger one it belongs to."""

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


def find(context: Context) -> Iterator[Statement]:
    """Statements about programs."""
    for start, end in context.sentences.within(context.speech.start, context.speech.end):
        programs = [program for program in context.in_span(start, end, "Program") if not program.redacted]
        places = [place for place in context.in_span(start, end, "Place") if not place.redacted]
        if programs:
            yield from _implemented(context, programs, places, context.sentence(programs[0]))
            yield from _parts(context, programs, context.sentence(programs[0]))


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
            for place in _list_ending_in(context, before):
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


def _list_ending_in(context: Context, places: list[Mention]) -> list[Mention]:
    """The last place and those joined to it by 、: 罗田县、英山县."""
    chosen = [places[-1]]
    for place in reversed(places[:-1]):
        if context.between(place, chosen[0]) not in ("、", "和"):
            break
        chosen.insert(0, place)
    return chosen


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
