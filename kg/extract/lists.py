"""Lists joined by 、 and closed by 等 and a hypernym: 横冲村、老屋棚村等村; 土老憨、丰岛公司等企业."""

from __future__ import annotations

import re

from kg.grammar import HAN

_HAN = re.compile(f"[{HAN}]")
# A list is read back from its hypernym; more items than this are no enumeration of examples.
MOST_ITEMS = 60


def items_before(text: str, end: int, longest: int) -> list[tuple[int, int]]:
    """Spans of the items of the list that ends at text[end], in order.

    An item is a run of at most `longest` Chinese characters; the first one may hold words that lead up to it.
    """
    items: list[tuple[int, int]] = []
    while len(items) < MOST_ITEMS:
        start = end
        while start > 0 and end - start < longest and _HAN.match(text[start - 1]):
            start -= 1
        if start == end:
            break
        items.append((start, end))
        if start == 0 or text[start - 1] != "、":
            break
        end = start - 1
    return items[::-1]
