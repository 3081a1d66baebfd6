"""Posts with what stands directly before them. That somebody holds one, a name beside it says (kg.extract.people)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.data.posts import posts
from kg.extract.passage import Passage
from kg.extract.scan import AnyOf

# what may stand between a place and a post: 宜都市委|书记, 省委|组织部|副部长
UNIT = re.compile(
    r"(?:中共)?(?:中央|(?<![社园辖地])[省市县区州盟旗]委|(?<![社园辖地城])[省市县区州盟旗]|自治[区州县]|组织部|宣传部|统战部|政法委|纪委|监委|纪检组|办公室|党委|党组|党工委|党支部|党总支|支部|"
    r"政府|人大常委会|人大|政协|常委会|[镇乡])$"
)
UNIT_LONGEST = 6


_POSTS = AnyOf(lambda: (post.name for post in posts() if post.surname or post.alone or post.after))


def positions(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of posts in text[start:end] with the units and places directly before them: 湖北省宜都市委书记, 省委组织部副部长."""
    for first, last in passage.found.spans_within(_POSTS, start, end):
        yield with_units(passage, first, start), last


def posts_in(passage: Passage) -> Iterator[tuple[int, int]]:
    """Spans of posts alone."""
    return passage.found.spans(_POSTS)


def with_units(passage: Passage, start: int, lowest: int = 0) -> int:
    """Where a post that begins at `start` begins with the units and places before it."""
    text, places = passage.text, passage.place_ending_at
    while True:
        owner = places.get(start)
        if owner is None and text[start : start + 1] in tuple("省市县区州镇乡"):
            owner = places.get(start + 1)  # 宜都市|市委: the level is written once
        if owner is not None and lowest <= owner < start:
            start = owner
            continue
        unit = UNIT.search(text, max(lowest, start - UNIT_LONGEST), start)
        if not unit:
            return start
        start = unit.start()
