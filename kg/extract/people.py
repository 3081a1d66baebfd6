"""People and the posts they hold: a name needs evidence beside it (a post, 同志, a list's hypernym, a byline)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.data.names import WEAK_SURNAMES
from kg.extract.lists import items_before
from kg.extract.passage import Passage, Proposal
from kg.extract.positions import positions
from kg.grammar import HAN, alternatives, is_name, surname_pattern, title_pattern

RANK = 2
# what may follow a full name after a post: 省委书记蒋超良作出…, 组织部长于绍良一行
AFTER = re.compile(
    r"[，。、；：！？（）()《“”\s]|$|同志|等|一行|指出|强调|要求|提出|主持|出席|参加|传达|宣布|作|在|对|到|为|就|说|带领|率|讲|介绍|通报|汇报|表示|认为|调研|深入|先后|代表|多次|亲自|来|去|与|和|的|分别|随|曾|已|也|同|是|当|报道|摄|题"
)
# 副总经理（主持工作）梁栋, 记者 杨帆: what may stand between a post and its holder
ASIDE = re.compile(r"（[^（）\n]{2,10}）|[ \u3000]")
# words for what a person is that are no posts
_ROLE = (
    "教授 院士 博士 医生 护士 记者 通讯员 企业家 创始人 带头人 讲解员 民警 法官 检察官 律师 研究员 导师 辅导员 烈士 作家 诗人 共产党员 优秀党员 老党员 村民 居民 市民 牧民 农民 农户 贫困户 脱贫户 志愿者 网格员 职工 员工 工人 战士 创业者 大学生 校领导 院领导 省领导 市领导 县领导 区领导 厅领导 局领导 公司领导 承包户"
).split()
ROLE_BEFORE = re.compile(alternatives(_ROLE))
ROLE_AFTER = re.compile(alternatives("教授 院士 博士 老师 先生 女士 医生 律师 烈士 同学".split()))
SAYS = re.compile(
    "(?:指出|强调|表示|要求|认为|介绍说|介绍|回忆|坦言|宣读|宣布|致辞|主持|传达|通报了|作了?(?:报告|讲话|发言|批示|辅导)|在(?:讲话|发言|致辞|批示)中|一行|带队|首先)"
)
CLAUSE_STARTS = "，。；：！？\n“、（"
RUN = re.compile(rf"[{HAN}]{{2,8}}(?:、[{HAN}]{{2,4}}){{2,}}")
ROLES = re.compile(
    rf"(?:等(?:[{HAN}]{{0,6}})|(?:[两二三四五六七八九十]|\d+)[位名](?:[{HAN}]{{0,6}}?))(?:共产党员|同志|党员|干部|书记|老师|教师|教授|专家|学者|院士|校长|医生|代表|模范|英雄|烈士|楷模|人物|人的?先进事迹)"
)


def find(passage: Passage) -> Iterator[Proposal]:
    """Person and Position proposals."""
    yield from _leaders(passage)
    yield from _after_post(passage)
    yield from _titled(passage)
    yield from _full_titled(passage)
    yield from _comrades(passage)
    yield from _listed(passage)
    yield from _runs(passage)
    yield from _roles(passage)
    yield from _bylines(passage)
    yield from _head(passage)


def _leaders(passage: Passage) -> Iterator[Proposal]:
    for match in re.finditer("总书记", passage.text):
        start = match.start()
        if start and passage.text[start - 1] == "习" and _begins_word(passage, start - 1):
            start -= 1
        if not passage.text.startswith("近平", max(0, start - 2)):
            yield Proposal(start, match.end(), "Person", "list", 0.95, rank=RANK)
    terms = {hit.start for hit in passage.hits_of("term")}
    for hit in passage.hits_of("person"):
        if hit.start in terms:
            continue  # 习近平新时代中国特色社会主义思想 is a doctrine as a whole
        if not _begins_word(passage, hit.start) or passage.text.startswith(("主义", "思想"), hit.end):
            continue
        yield Proposal(hit.start, hit.end, "Person", "list", 0.95, rank=RANK, canonical=hit.entry.canonical)


def _after_post(passage: Passage) -> Iterator[Proposal]:
    """省委书记蒋超良: the post is a Position, what follows it a Person."""
    for start, end in positions(passage):
        for number, span in enumerate(names_after(passage, end, post=True)):
            if number == 0:
                yield Proposal(start, end, "Position", "context", 0.9)
                yield from _joined_posts(passage, start)
            yield Proposal(span[0], span[1], "Person", "context", 0.9, rank=RANK)


def _joined_posts(passage: Passage, end: int) -> Iterator[Proposal]:
    """省委常委、组织部长于绍良: the posts before the marks are the same person's."""
    while end and passage.text[end - 1] in "、，":
        joined = [span for span in positions(passage, max(0, end - 24), end - 1) if span[1] == end - 1]
        if not joined:
            return
        start = joined[0][0]
        yield Proposal(start, end - 1, "Position", "context", 0.8)
        end = start


def name_after(passage: Passage, start: int, post: bool = False) -> tuple[int, int] | None:
    """The span of a full name that begins at `start` and is followed by what can follow a name.

    `post`: a post ends here, so that any word may follow (县委书记刘冲第一时间), and the name needs no boundary of its own.
    """
    candidates = []
    for length in (4, 3, 2):
        end = start + length
        if end > len(passage.text) or not is_person(passage, start, end, post):
            continue
        if post and _begins_word(passage, start) and _starts_with_word(passage, start, end):
            continue  # 主要领导|干部|专题
        if AFTER.match(passage.text, end):
            candidates.append((end not in passage.boundaries, -length, end))  # 王稚|认为, not 王稚认|为
        elif post and _goes_on(passage, end):
            candidates.append((True, -length, end))  # 林刚|作, not 林刚作|学校
    return (start, min(candidates)[2]) if candidates else None


def _goes_on(passage: Passage, end: int) -> bool:
    """Whether a whole word begins where a name ends: 刘冲|第一, 张云龙|题为."""
    word = passage.token_starting_at.get(end)
    return word is not None and word.end - word.start > 1 and word.tag[0] in "vdmtapinrjl"


def names_after(passage: Passage, start: int, post: bool = False) -> Iterator[tuple[int, int]]:
    """The names from `start` on that are joined by 、 or a space: 第一书记赵强、刘林, 记者 杨帆 张珺."""
    aside = ASIDE.match(passage.text, start)
    span = name_after(passage, aside.end() if aside else start, post)
    while span:
        yield span
        joined = passage.text[span[1] : span[1] + 1] in tuple("、 \u3000")
        span = name_after(passage, span[1] + 1) if joined else None


def is_person(passage: Passage, start: int, end: int, post: bool = False) -> bool:
    """Whether text[start:end] has the form of a full name, begins a word (or follows a post), and is no ordinary word
    itself (项目, 全市): the segmenter knows words but leaves a name of its own making in characters."""
    if not is_name(passage.text[start:end]) or not (post or _begins_word(passage, start)):
        return False
    if BODY_CHARACTER.search(passage.text, start, end):
        return False
    given = passage.token_starting_at.get(start + 1)
    weak = passage.text[start] in WEAK_SURNAMES and given is not None and start + 2 < given.end >= end
    if weak and given and given.tag not in ("nz", "nr", "nrt"):
        return False  # 代表和|学生, but 副校长查|振华
    if end - start == 2 and passage.text[start] == passage.text[start + 1]:
        return False  # 殷殷
    word = passage.token_starting_at.get(start)
    return word is None or word.end != end or word.tag.startswith("nr")


def _begins_word(passage: Passage, start: int) -> bool:
    return start in passage.boundaries


def _titled(passage: Passage) -> Iterator[Proposal]:
    """罗书记: a surname with a title; 新华部长 a given name with one; 总书记 alone is the one in office."""
    text = passage.text
    titles = title_pattern()
    title = re.compile(titles)
    for match in re.finditer(f"{surname_pattern()}{titles}", text):
        start = match.start()
        before = text[start - 1] if start else "\n"
        surname = text[start]
        if (
            surname in WEAK_SURNAMES
            or surname in "总代副常"
            or (start not in passage.boundaries and before not in "委、，。”")
        ):
            continue
        if title.match(text, start):
            continue  # 常委, 主任: the surname is part of the post
        said = SAID_OF.match(text, match.end()) and passage.is_word(start, start + 1)
        if (said or before in "，。、；：\n“（ 委由请让") and title.fullmatch(text, start + 1, match.end()):
            yield Proposal(start, match.end(), "Person", "context", 0.8, rank=RANK)
    for match in GIVEN_TITLED.finditer(text):
        if _is_given(match["given"]) and not _is_common(passage, match.start(), match.end("given")):
            yield Proposal(match.start(), match.end(), "Person", "context", 0.7, rank=RANK)
            yield Proposal(match.start("title"), match.end("title"), "Position", "context", 0.7)


PLACE_HEADS = (
    "省长",
    "市长",
    "县长",
    "区长",
    "镇长",
    "乡长",
    "州长",
    "书记",
    "副省",
    "副市",
    "副县",
    "副区",
    "副镇",
    "副书",
    "主任",
    "主席",
)
# 新华部长通报, 尊敬的迎春常务副省长: a given name with a title, where it opens a clause and something is said or a mark follows.
GIVEN_TITLED = re.compile(
    rf"(?:(?<=[，。；、：\n;])|(?<=尊敬的))(?P<given>[{HAN}]{{2}})(?P<title>(?:常务)?副?(?:部长|书记|省长|市长|县长|区长|主任|局长|镇长|行长|院长|校长|厅长|董事长|总经理|主席))"
    r"(?=通报|指出|强调|要求|介绍|讲|对|在|就|传达|提出|作|，|、|和|及|的)"
)
# Characters of bodies and posts; 国 and 正 are not among them, which given names do hold.
BODY_CHARACTER = re.compile("[委党部支府局厅处院校镇县]")
# What follows a short form of address where it stands in the middle of a clause: 做到姜局长提出的要求.
SAID_OF = re.compile("(?:提出|强调|指出|要求|介绍|讲话|说|同志|在会上|的(?:讲话|要求|指示|报告))")
BYLINE = re.compile(rf"^[ \u3000]*(?P<name>[{HAN}]{{2,4}})[ \u3000]+[{HAN}（）、]{{2,40}}$", re.MULTILINE)
GIVEN_STOP = re.compile(r"[委党部支组织纪检宣传统战常务第一各省市县区镇乡村国副正总原任们位名]")


def _is_common(passage: Passage, start: int, end: int) -> bool:
    """Whether text[start:end] is an ordinary word, or a place whose head the title may be (宜都市长)."""
    word = passage.token_starting_at.get(start)
    ordinary = (
        word is not None and word.end == end and word.tag in ("n", "v", "vn", "a", "d", "r", "f", "m", "b", "j", "l")
    )
    return ordinary or (passage.place_ending_at.get(end) == start and passage.text[end : end + 2] in PLACE_HEADS)


def _is_given(stem: str) -> bool:
    return not GIVEN_STOP.search(stem)


def _full_titled(passage: Passage) -> Iterator[Proposal]:
    """骆惠宁书记, 省委张国华副书记: a full name before its title."""
    for match in re.finditer(title_pattern(), passage.text):
        for length in (3, 2, 4):
            start = match.start() - length
            if start < 0 or match.start() not in passage.boundaries or not is_person(passage, start, match.start()):
                continue
            if passage.place_ending_at.get(match.start()) == start:
                continue
            before = passage.text[start - 1] if start else "\n"
            if before in CLAUSE_STARTS or length == 3:
                if not _starts_with_word(passage, start, match.start()):
                    yield Proposal(start, match.start(), "Person", "context", 0.8, rank=RANK)
                    yield Proposal(match.start(), match.end(), "Position", "context", 0.7)
                break


def _comrades(passage: Passage) -> Iterator[Proposal]:
    """青松同志, 罗联峰同志: a name before 同志; 各位同志, 有的同志 are none."""
    text = passage.text
    for match in re.finditer(r"同志(?!们)", text):
        for length in (3, 2, 4):
            start = match.start() - length
            surface = text[max(0, start) : match.start()]
            before = text[start - 1] if start > 0 else "\n"
            if (
                start >= 0
                and is_person(passage, start, match.start())
                and before in "，。、；：\n“（ 由和与对委长记任员席"
            ):
                yield Proposal(start, match.start(), "Person", "context", 0.85, rank=RANK)
                break
            if (
                length == 2
                and start >= 0
                and before in "，。；：\n"
                and re.fullmatch(f"[{HAN}]{{2}}", surface)
                and _is_given_with_comrade(surface)
            ):
                yield Proposal(start, match.end(), "Person", "context", 0.75, rank=RANK)
                break


NO_NAME = frozenset(
    "各位 有的 这些 那些 我们 你们 他们 全体 许多 一些 部分 个别 少数 多数 其他 有些 年轻 老年 女性 分管 负责 主要 领导 党员 干部 机关 基层 广大 所有 参会 与会 在座 优秀 先进 同样 不少 哪位 希望 这位 那位 几位 两位 三位 有关 相关 农村".split()
)


def _is_given_with_comrade(surface: str) -> bool:
    return surface not in NO_NAME and not GIVEN_STOP.search(surface) and surface[0] not in "的各有些这那老新小全"


def _listed(passage: Passage) -> Iterator[Proposal]:
    """王胜、于海河等优秀共产党员."""
    for match in ROLES.finditer(passage.text):
        items = items_before(passage.text, match.start(), 6)
        for number, (start, end) in enumerate(items):
            begin = start if number else _first_name(passage, start, end)
            if is_person(passage, begin, end) or (number and is_name(passage.text[begin:end])):
                yield Proposal(begin, end, "Person", "context", 0.8, rank=RANK)


def _runs(passage: Passage) -> Iterator[Proposal]:
    """Three or more full names joined by 、 are people whatever stands around them: 领导张三丰、李四光、王五."""
    for match in RUN.finditer(passage.text):
        items = items_before(passage.text, match.end(), 8)
        if len(items) < 3:
            continue
        last = name_after(passage, items[-1][0]) or items[-1]  # 赵晓梅等, 张少云与
        spans = [(_first_name(passage, *items[0]), items[0][1]), *items[1:-1], last]
        if all(is_person(passage, start, end) for start, end in spans):
            for start, end in spans:
                yield Proposal(start, end, "Person", "context", 0.8, rank=RANK)


def _roles(passage: Passage) -> Iterator[Proposal]:
    """记者王晗笑, 李华老师, 张民指出: a name beside a word for what a person is, or before what only a person does."""
    text = passage.text
    for match in ROLE_BEFORE.finditer(text):
        for start, end in names_after(passage, match.end(), post=True):
            if _starts_with_word(passage, start, end):
                break
            yield Proposal(start, end, "Person", "context", 0.8, rank=RANK)
    for pattern, score in ((ROLE_AFTER, 0.8), (SAYS, 0.75)):
        for match in pattern.finditer(text):
            for length in (3, 2, 4):
                start = match.start() - length
                clause = start == 0 or (start > 0 and text[start - 1] in CLAUSE_STARTS)
                clause = clause or (length == 3 and pattern is ROLE_AFTER and text[start - 1] in "的请由和")
                if (
                    start >= 0
                    and clause
                    and match.start() in passage.boundaries
                    and is_person(passage, start, match.start())
                    and not _starts_with_word(passage, start, match.start())
                ):
                    yield Proposal(start, match.start(), "Person", "context", score, rank=RANK)
                    break


def _starts_with_word(passage: Passage, start: int, end: int) -> bool:
    """先锋岗: the segmenter takes the first two characters for a word, which a surname and a given name seldom are."""
    word = passage.token_starting_at.get(start)
    return end - start > 2 and word is not None and word.end == start + 2 and not word.tag.startswith("nr")


def _first_name(passage: Passage, start: int, end: int) -> int:
    """Where the name at the end of a list's first item begins: 学习王胜 → 王胜."""
    starts = range(max(start, end - 4), end - 1)
    return next((cut for cut in starts if _begins_word(passage, cut) and is_name(passage.text[cut:end])), start)


def _bylines(passage: Passage) -> Iterator[Proposal]:
    """A line of a name and a post, the name first: 冯小键 某省人民检察院检察长."""
    for match in BYLINE.finditer(passage.text):
        start, end = match.span("name")
        if is_person(passage, start, end, post=True) and list(positions(passage, end, match.end())):
            yield Proposal(start, end, "Person", "head", 0.9, rank=RANK)


def _head(passage: Passage) -> Iterator[Proposal]:
    """The speaker where the head names him, and the posts beside the name."""
    head = passage.text[: passage.body]
    if not passage.speaker:
        return
    spaced = r"\s*".join(map(re.escape, passage.speaker))
    for match in re.finditer(spaced, head):
        yield Proposal(match.start(), match.end(), "Person", "head", 1.0, rank=RANK + 1)
    for start, end in positions(passage, 0, passage.body):
        if head[end : end + 1] in ("", "、", "\n", " ", "\u3000", "（", "(") or head.startswith(passage.speaker, end):
            yield Proposal(start, end, "Position", "head", 0.95)
