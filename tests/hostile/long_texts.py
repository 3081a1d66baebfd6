"""Texts of one kind of thing over and over: nothing that kg looks for may take more than its share of time."""

from __future__ import annotations

from tests.passages import HEAD

# What is repeated, by name.
KINDS = {
    "brackets": "（", "pairs of brackets": "（）", "titles that open": "《", "quotations that open": "“",
    "quotations": "“”",
    "digits": "1", "numerals": "一", "one surname": "罗", "holes": "XX", "crosses": "×", "stars": "*",
    "dates with holes": "x月x日",
    "enumeration marks": "、", "a list of places": "甲县、", "a list of people": "张三、李四、", "towns": "镇", "counties": "县",
    "levels": "市县", "cities of a league": "盟", "committees": "党委", "branches": "党支部", "words of a stem": "中小",
    "dates": "2023年8月24日", "months": "8月", "commas": "，", "spaced characters": "党 建 ", "hashes": "#", "stresses": "*a ",
    "somebody": "某", "programs": "“罗县”工程，", "titles of posts": "县委书记罗", "comrades": "同志", "the secretary": "总书记",
    "headings": "在全市工作会议上的讲话\n", "bylines": "宜都市委书记 罗联峰\n", "salutations": "同志们：\n", "short lines": "党\n",
    "lines of one mark": "。\n", "page numbers": "— 1 —\n", "contents": "第一章……1\n", "plans": "十四五规划",
    "numbers of documents": "〔2023〕1号", "the party's whole name": "中国共产党", "ends of sentences": "。",
    "wide characters": "𠮷",
    "all of it": "《罗“（XX镇、2023年8月，",
}  # fmt: skip


def text(kind: str, length: int) -> str:
    """A talk whose body is so many characters of a kind."""
    unit = KINDS[kind]
    return HEAD + (unit * (length // len(unit) + 1))[:length] + "\n"
