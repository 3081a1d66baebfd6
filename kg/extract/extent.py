"""Where a name begins of which only the end is known: words are taken to the left until one that no name holds."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.passage import Passage
from kg.grammar import HAN

_NAME = re.compile(f"[{HAN}A-Za-z·]+")
# Parts of speech that end a name to their right where they are words of more than one character: verbs, adverbs,
# prepositions, pronouns, conjunctions, set phrases. Shorter ones may be pieces of an unknown name (太宽河).
_OUTSIDE = re.compile(r"v[dgi]?$|d|p$|c$|r|u|i$|y$|o$|t$|ad$|l$")
# Verbs that names of bodies hold before their last word: 保护区, 检测中心, 促进会.
_NOMINAL = frozenset(
    "保护 开发 检测 监测 促进 合作 监督 救助 调解 运输 防控 救援 养护 执法 帮扶 督查 指导 推广 咨询 培训 鉴定 评估 认证 检验 保障 运营 "
    "监理 施工 安装 制造 加工 销售 出版 发行 印刷 配送 管理 服务 建设 发展 投资 教育 研究 设计 审批 仲裁 征收 采购 交易 创新 实验 试验 "
    "工作 改革 协调 纠纷 治理 领导 联合 联谊 志愿 扶贫 生产 生态 勘察 勘探 维修 种植 养殖 租赁 担保 支援 康复 托管 调度 应急 统计 调查 "
    "巡察 巡视 督导 检查 考核 信访 接待 整治 攻坚 推进 创建 招商 引资 融资 文化 旅游 代表 代表大会 组织 宣传 统战 统一战线 落实 "
    "护理 康养 养老 托幼 国际 全国 国家 中国".split()
)
_FUNCTION = frozenset(
    "和县 的 了 着 过 在 对 到 和 与 及 以及 或 是 有 把 被 从 由 为 向 将 以 其 这 那 等 各 每 该 本 我 不 也 都 要 能 会 让 由 经 年 月 日".split()
)
_PROPER = ("nr", "nrt", "nrfg", "ns", "nt", "nz", "eng")
# Words at which a name does not go on to the left though their part of speech would let it.
_STOP = frozenset(
    "和县 的 了 着 过 在 对 到 和 与 及 以及 或 是 有 把 被 从 由 为 向 将 以 其 这 那 等 各 每 该 本 我 我们 你 他 他们 不 也 都 要 能 会 让 办 "
    "离 使 令 赴 至 请 给 比 据 就 且 而 但 因 如 像 并 又 再 更 很 最 还 已 所 各级 各地 各类 一批 一些 部分 有关 相关 所有 "
    "全体 全部 整个 全省 全市 全县 全区 全国 我省 我市 我县 我区 我校 我院 近期 目前 当前 同时 经过 通过 创办 学习 参观 考察 走访 调研 "
    "建立 成立 组建 设立 建成 创建 邀请 联系 支持 帮助 依托 按照 根据 围绕 结合 主要 重点 优秀 先进 传达 贯彻 落实 代表 办好 关于 "
    "年 月 日 时 中 上 下 里 内 后 前 起 于 名 位 家 个 包括 例如 比如 以 来自 位于 位居 作为 一家 一个 两家 多家 首家 首个 第一 第二".split()
)


def name_start(passage: Passage, end: int, longest: int = 16, quoted: bool = False) -> int:
    """Where the name begins that text[end:] closes (a word for a kind of body); `end` itself where there is none.

    `quoted`: quotation marks may stand within it.
    """
    start = _token_start(passage, end)
    while start > 0 and end - start < longest:
        known = passage.name_ending_at.get(start)
        if known is not None and end - known <= longest:
            start = known
            continue
        token = passage.words.ending_at(start)
        if token is None:
            break
        word = passage.text[token.start : token.end]
        if quoted and word in "“”":
            start = token.start
            continue
        if _ends_name(word, token.tag):
            break
        start = token.start
    if quoted and passage.text[start:end].count("“") != passage.text[start:end].count("”"):
        start = passage.text.rindex("“" if "“" in passage.text[start:end] else "”", start, end) + 1
    return start


def _token_start(passage: Passage, offset: int) -> int:
    """Where the word begins that the offset lies in, or the offset itself between two words: 作家|协会 is one word."""
    while offset not in passage.boundaries:
        offset -= 1
    return offset


def owner_start(passage: Passage, end: int, longest: int = 30) -> int | None:
    """Where the nearest place or known body before `end` begins whose owner it may be: no mark and no function word
    between; verbs there may be (徐州市全民阅读活动领导小组)."""
    at = end
    while at > 0 and end - at < longest:
        known = passage.name_ending_at.get(at)
        if known is not None:
            return known
        token = passage.words.ending_at(at)
        if token is None or not _NAME.fullmatch(passage.text[token.start : at]):
            return None
        if passage.text[token.start : at] in _FUNCTION:
            return None
        at = token.start
    return None


def is_nominal(passage: Passage, start: int, end: int, shortest: int = 1) -> bool:
    """Whether all words of text[start:end] are nouns or the like: 客观分析新时代 is not. Known names are, and words of
    fewer than `shortest` characters, which may be pieces of an unknown name, are not asked."""
    at = start
    while at < end:
        token = passage.words.starting_at(at)
        if token is None or token.end > end:
            return True
        asked = token.end - token.start >= shortest and at not in passage.inside_names
        verbal = token.tag[0] in "vadmrc" and token.tag not in ("an", "ag")
        if asked and verbal and passage.text[at : token.end] not in _NOMINAL:
            return False
        at = token.end
    return True


def has_name(passage: Passage, start: int, end: int, known: bool = False) -> bool:
    """Whether something in text[start:end] is not made of ordinary words: a place, a proper noun, or characters that
    the segmenter could make no word of (these do not count where the name must be `known`)."""
    if any(passage.name_ending_at.get(finish, -1) >= start for finish in range(start + 1, end + 1)):
        return True
    at, alone = start, 0
    while at < end:
        token = passage.words.starting_at(at)
        if token is None or token.end > end:
            return False
        single = token.end - token.start == 1
        if token.tag in _PROPER and not single:
            return True
        alone = alone + 1 if single else 0
        if alone == 2 and not known:
            return True
        at = token.end
    return False


@lru_cache(maxsize=1 << 14)  # names are surrounded by the same words again and again
def _ends_name(word: str, tag: str) -> bool:
    """Whether a name does not go on to the left over this word."""
    outside = len(word) > 1 and bool(_OUTSIDE.match(tag)) and word not in _NOMINAL
    return outside or word in _STOP or not _NAME.fullmatch(word)
