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
# Who leads a program stands before it (组织部牵头实施“双五星”) or after it (“双五星”由组织部牵头实施). Nothing else may
# stand between, since that may deny it (不再牵头) or speak of a part of the work (“双五星”资金由…负责).
WORK = "(?:创评|创建|评选|评比|活动|工作|项目|工程|行动|建设|试点|大赛)"
LEADING = "(?:牵头|主办|主导|主抓|发起|负责)"
CARRYING = "(?:组织|策划|实施|开展|推进|推动|推行|推广|建设|创建|打造|落实|抓好|抓)"
LEADS_IT = re.compile(
    rf"(?:同志|等部门|要|应|应当|正|已|共同|联合|具体|统一|总)?{LEADING}(?:了|的)?(?:{CARRYING}{{1,2}}(?:了|的)?)?[“《]?"
)
LED_HERE = re.compile(
    rf"[”》]?+{WORK}{{0,2}}+(?!的|{WORK}|经费|资金|考核|督[查导]|检查|监督|验收|审计|评估|宣传|培训|结果|材料)"
)
LED_BY = re.compile(rf"[”》]?{WORK}{{0,2}}，?(?:主要|具体|统一|共同)?由")
POST = re.compile("[^，。；、的]{0,10}")  # before a name, as in 由县委书记王小明牵头
LED = re.compile(rf"(?:同志)?(?:共同|联合|具体|统一|总)?{LEADING}(?:抓总|{CARRYING}|的|(?=[，。；！、\n]|$))")


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
            for place in context.listed(before, len(before) - 1):
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
    for at, program in enumerate(programs):
        for number, leader in enumerate(leaders):
            span = _leading(context, leader, program) or _led_by(context, leaders, number, program)
            if span:
                for one in context.listed(leaders, number):
                    for led in context.listed(programs, at):
                        whole = min(span[0], one.start, led.start), max(span[1], one.end, led.end)
                        yield context.statement(one, "LEADS", led, whole)


def _leading(context: Context, leader: Mention, program: Mention) -> tuple[int, int] | None:
    """The words that say so where the leader comes first."""
    if leader.end > program.start or not LEADS_IT.fullmatch(context.between(leader, program)):
        return None
    return (leader.start, program.end) if LED_HERE.match(context.text, program.end) else None


def _led_by(context: Context, leaders: list[Mention], number: int, program: Mention) -> tuple[int, int] | None:
    """The words that say so where the program comes first: the leader, or the first of several, after 由."""
    leader, last = leaders[number], context.listed(leaders, number)[-1]
    opens = LED_BY.match(context.text, program.end)
    if not opens or leader.start < opens.end():
        return None
    between = context.text[opens.end() : leader.start]
    verb = LED.match(context.text, last.end)
    fits = not between or (leader.type == "Person" and POST.fullmatch(between))
    return (program.start, verb.end()) if fits and verb else None
