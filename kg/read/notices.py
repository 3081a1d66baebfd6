"""What sites put around a talk: disclaimers, sources, invitations to follow. They belong to no talk.

A talk may itself speak of public accounts and sources. So a line is a notice only where it begins as one and is
short, and in a longer line only whole sentences at its beginning or its end are.
"""

from __future__ import annotations

import re

from kg.read.patterns import KIND, SALUTATION, TITLE_END

SHORT = 80
# Whom a text in the net is from, and what invites to a site. A body of the Party is neither.
_SITE = r"网(?!格)|邮箱|邮件|用户|公众号|微信|小编|本站|博客|微博|APP|投稿|原创|上传|[A-Za-z0-9]\.[A-Za-z]"
_INVITES = r"微信|公众号|网(?!格)|下载|关注|APP|扫码|扫一扫|点击"
# 本文系邮箱投稿, 本文由小编整理, 本文来源于网络: with a site before the first comma.
_FROM = (
    rf"本文(?:系|由)(?=[^，,。；;！!？?\n]{{0,20}}(?:{_SITE}))[^，,。；;！!？?\n]{{0,20}}?"
    r"(?:投稿|整理|提供|转载|原创|撰写|上传|发布|编辑|收集|搜集)|本文转载|本文来源\s?[:：丨｜|]|"
    rf"本文(?:来源|来自)[^，,。；;！!？?\n]{{0,20}}(?:{_SITE})"
)
# Labels and phrases with which no sentence of a talk begins.
_LABEL = (
    rf"[（(【\[]?(?:(?:转载|免责|版权|网站|郑重|特别)声明|{_FROM}|"
    r"(?:文章|资料|内容|稿件)?来源\s?[:：丨｜|]|责任编辑|(?:责编|编辑|审核|校对|[一二三初终]审)\s?[:：丨｜|])"
)
LABEL = re.compile(_LABEL)
# With these a sentence of a talk might begin, so a whole short line is asked for.
_NOTICE = re.compile(
    rf"{_LABEL}|[（(【\[]?(?:版权所有|仅供.{{0,8}}参考|请勿(?:照搬|转载|外传)|(?:微信)?公众号[:：]|(?:请?加|添加)微信|内部(?:资料|材料|文件|刊物)[\s，,、。！!]{{0,3}}(?:注意|妥善|请勿|严禁|不得|仅供)|关注(?:我们|本?(?:微信)?公众号)|"
    r"(?:长按|微信)?扫(?:码|一扫).{0,6}(?:关注|查看|下载|阅读|领取|二维码)|(?:点击|下载)(?:查看|全文|原文|阅读)|"
    rf"更多(?:范文|资料|材料|内容|精彩)(?=.{{0,40}}(?:{_INVITES})).{{0,12}}(?:请|尽在|关注|点击|下载|访问|查看|微信)|"
    r"以上(?:内容|资料|文章|范文).{0,4}(?:来自|来源|转|整理|仅供)|目\s*录$)"
)
# A line of a table of contents: leaders and a page, or a title and a page at some distance.
_CONTENTS = re.compile(
    rf".{{2,60}}?(?:[.．·]{{3,}}|…)\s*\d{{1,4}}$|.{{2,60}}?(?:{KIND})[）)]?(?:\t| {{3}})\s*\d{{1,4}}$"
)
# Before the first talk: 内部资料，仅供学习参考. At the end of a talk the same may be the speaker's own modesty.
_PREFACE = re.compile(r"[^。！？；：:]{0,20}(?:仅供.{0,8}参考|请勿(?:照搬|转载|外传)).{0,20}")
# What goes on with a notice that has begun.
_FURTHER = re.compile(r"版权|侵权|转载|仅供|请勿|删除|公众号|投稿|本站|原作者|来源|小编")
_SENTENCE = re.compile(r"[^。！？!?]*?(?:[。！？!?]+[”’」』）)]*|”(?=(?:转载|免责|版权|网站)声明)|$)")
_PART = re.compile(r"[^。！？!?\s]*(?:[。！？!?]+[”’」』）)]*|\s|$)\s*")
# What a site puts between two sentences of a talk.
_BETWEEN = re.compile(
    rf"[（(【\[](?:(?:{_FROM})|更多(?:材料|资料|范文)(?=[^）)】\]\n]{{0,40}}(?:{_INVITES}))|"
    r"(?:微信)?公众号[:：]|请?加微信)[^）)】\]\n]{0,40}[）)】\]]|"
    rf"(?<=[。！？；”])(?:(?:{_FROM})[^，,。！？\n]{{0,40}}(?:[，,](?:请勿|未经|侵权|如有|转载|版权|仅供)[^。！？\n]{{0,40}})?|"
    rf"更多(?:材料|资料|范文)[^，。！？\n]{{0,12}}(?:请|加|关注|尽在)(?=[^。！？\n]{{0,40}}(?:{_INVITES}))[^。！？\n]{{0,40}})"
    r"(?:[。！？]|$)",
    re.MULTILINE,
)
# One of these is in each, at most three characters after its beginning: patterns are tried there only.
_SIGN = re.compile("[本更公加](?:文[系由来转]|多[材资范]|众号|微信)")
LONGEST = 400  # what runs on for longer is no sentence of a notice
_WINDOW = 2 * LONGEST


def is_notice(line: str) -> bool:
    """Whether a whole line is a notice: it is short and begins as one."""
    return len(line) < SHORT and bool(_NOTICE.match(line) or _CONTENTS.match(line)) and not SALUTATION.search(line)


def is_preface(line: str) -> bool:
    """Whether a line that stands before every talk is a notice, whatever it begins with."""
    return len(line) < SHORT and bool(_PREFACE.fullmatch(line))


def notice_before(line: str) -> int:
    """How many characters of a line are notices that it begins with, sentence by sentence; 0 if none."""
    at = 0
    for part in _PART.finditer(line):
        words = part.group().strip()
        going_on = at > 0 and len(words) < SHORT and _FURTHER.search(words)
        if len(words) > LONGEST or not (LABEL.match(words) or going_on):
            break
        if SALUTATION.search(words) or TITLE_END.search(words):
            break
        at = part.end()
    return at


def notice_after(line: str) -> int:
    """Where the notices begin that a line ends with; len(line) if none."""
    base = max(0, len(line) - _WINDOW)
    sentences = [(base + found.start(), found.group()) for found in _SENTENCE.finditer(line[base:]) if found.group()]
    cut = len(line)
    for start, words in reversed(sentences[1:] if base else sentences):
        if LABEL.match(words.strip()):
            cut = start
        elif not _FURTHER.search(words):
            break
    return cut


def notices_between(text: str) -> list[tuple[int, int]]:
    """Where notices stand between the sentences of a line, in a text of any length."""
    found: list[tuple[int, int]] = []
    for sign in _SIGN.finditer(text):
        starts = range(max(sign.start() - 3, found[-1][1] if found else 0), sign.start() + 1)
        notice = next(filter(None, (_BETWEEN.match(text, start) for start in starts)), None)
        if notice:
            found.append(notice.span())
    return found
