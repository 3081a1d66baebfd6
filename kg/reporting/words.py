"""What a report says, in Chinese and English."""

from __future__ import annotations

FIELDS = {
    "date": ("日期", "date"),
    "place": ("地点", "place"),
    "title": ("标题", "title"),
    "speaker": ("讲话人", "speaker"),
    "file": ("文件", "file"),
    "start": ("位置", "offset"),
    "family": ("组", "family"),
    "talk": ("讲话", "talk"),
    "kind": ("版本", "version"),
    "name": ("未隐去的名称", "name not hidden"),
    "type": ("类型", "type"),
    "entity": ("实体", "entity"),
    "hidden": ("别处隐去次数", "times hidden elsewhere"),
    "quote": ("原文", "quotation"),
    "stated": ("所记日期", "stated date"),
    "speaks": ("文中说法", "the text"),
    "fact": ("事实", "fact"),
    "when": ("时间", "dates"),
    "likely": ("当在", "probably of"),
    "stage": ("阶段", "stage"),
    "message": ("说明", "message"),
    "entities": ("实体数", "entities"),
    "mentions": ("提及", "mentions"),
    "holes": ("隐去", "holes"),
    "speeches": ("讲话数", "talks"),
    "share": ("占讲话的比例", "share of talks"),
    "score": ("把握", "score"),
    "left": ("名称", "name"),
    "right": ("当作", "taken for"),
    "reasons": ("理由", "reasons"),
    "scope": ("范围", "scope"),
}
KINDS = {
    "preferred": ("首选", "preferred"),
    "same": ("相同", "same"),
    "redacted": ("隐去版", "redacted"),
    "edited": ("改动版", "edited"),
}
SPEAKS = {
    "forward": ("将要召开", "still to come"),
    "under_way": ("正在开展", "under way"),
    "dated": ("当年的事", "of the same year"),
    "named": ("其后才有", "came later"),
}
POST = ("任职人不同", "held by another")
VERDICTS = {"everywhere": ("各处", "everywhere")}
EMPTY = ("无", "none")
