"""Short forms that a document may use of a body it has named in full: 山西农业大学 → 山西农大, 农大; 四川铁科建设监理有限公司
→ 四川铁科, 铁科; 第一中学 → 一中. They are forms to look for, not names by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.data.places import places_named, places_short
from kg.tokens import words

_COMPANY = re.compile(r"(?:股份|有限|责任){0,3}(?:公司|集团公司|集团有限公司|集团)$|专业合作社$")
_UNIVERSITY = re.compile(r"^(?P<place>.{2,3}?)(?P<field>.{0,4}?)大学$")
_NUMBERED = re.compile(r"第(?P<number>[一二三四五六七八九十]+)(?P<school>中学|高级中学|小学|医院|人民医院)$")
_SCHOOLS = {"中学": "中", "高级中学": "中", "小学": "小", "医院": "院", "人民医院": "医院"}


def short_forms(name: str) -> Iterator[str]:
    """Forms of at least two characters, in no particular order."""
    yield from _university(name)
    numbered = _NUMBERED.search(name)
    if numbered:
        yield numbered["number"] + _SCHOOLS[numbered["school"]]
    if _COMPANY.search(name):
        yield from _company(name)


def short_place(name: str) -> str | None:
    """A town's or village's name without its level (官莲乡 → 官莲), where that is no ordinary word."""
    stem = re.sub("(?:街道|社区|乡|镇|村)$", "", name)
    if stem == name or len(stem) < 2:
        return None
    first, *others = words(stem)
    return stem if others or first.tag in ("ns", "nr", "nz", "nrt") else None


def _university(name: str) -> Iterator[str]:
    match = _UNIVERSITY.match(name)
    if not match or not _is_place(match["place"]):
        return
    field = match["field"]
    if field:
        yield f"{field[0]}大"
        yield f"{match['place']}{field[0]}大"
    else:
        yield f"{name[0]}大"


def _company(name: str) -> Iterator[str]:
    """The brand: what stands between the place and the first ordinary word, with the place and without."""
    cut = list(words(name))
    place = next((word.end for word in cut[:1] if _is_place(name[: word.end])), 0)
    end = place
    for word in cut:
        if word.start < place:
            continue
        if word.end - word.start > 1 and not word.tag.startswith(("nr", "nz", "ns", "nt", "x")):
            break
        end = word.end
    if 2 <= end - place <= 4:
        yield name[place:end]
        if place:
            yield name[:end]


def _is_place(name: str) -> bool:
    return bool(places_named(name) or places_short(name))
