"""Why two names were taken for one, or kept apart: what linking says in English, in Chinese too."""

from __future__ import annotations

from kg.lang import choose

# What follows a colon is a name of the texts.
REASONS = {
    "decided by a person": "由人判定",
    "known name": "已知的名称",
    "official name": "正式名称",
    "short name": "简称",
    "same prefecture": "在同一地市",
    "in a prefecture that the document names": "在文中提到的地市",
    "the only division of this name": "全国只有一处用此名",
    "one of several places of this name": "同名的地点不止一个",
    "lies in": "位于",
    "owner from the place of the speech": "由讲话所在地得知归属",
    "owner of the post before it": "与前面的职务同属一处",
    "higher level dropped": "省去上一级",
    "the town last named": "上文最近提到的乡镇",
    "holder of the title": "时任该职",
    "the only fitting full name in the speech": "本篇讲话中唯一相符的全名",
    "the only fitting full name in the document": "本文件中唯一相符的全名",
    "the only fitting full name in another speech of the occasion": "同一场合的另一篇讲话中唯一相符的全名",
    "unresolved short form": "未找到全名",
    "the same name without its activity word": "去掉“活动”一类的词后同名",
    "differ in one character": "只差一个字",
    "one contains the other": "一个包含另一个",
    "posts or places differ": "职务或地点不同",
    "in one year": "在同一年",
    "in different years": "不在同一年",
    "nothing is said of one of them": "其中一人没有说明",
}


def in_chinese(reason: str) -> str:
    """A reason that linking gives, in Chinese."""
    head, colon, rest = reason.partition(": ")
    return f"{REASONS.get(head, head)}{'：' if colon else ''}{rest}"


def reason(given: str) -> str:
    """A reason in the language in force."""
    return choose(in_chinese(given), given)
