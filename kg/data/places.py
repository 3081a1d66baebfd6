"""The administrative places of China down to the village, from the files that make_places writes beside this module.

Codes are the statistical division codes, shortened to their level: province "42", city "4205", county "420581", town
"420581107", village "420581107205". Villages, 620 000 of them, are read one prefecture at a time.
"""

from __future__ import annotations

import gzip
import re
import zipfile
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

from kg.data.tables import read_text

LEVELS = ("province", "city", "county", "town", "village")
DIGITS = dict(zip((2, 4, 6, 9, 12), LEVELS, strict=True))
_ABOVE = {2: (), 4: (2,), 6: (4, 2), 9: (6, 4, 2), 12: (9, 6, 4, 2)}
# The 56 nationalities that the state recognizes (GB/T 3304).
_NATIONALITIES = """
汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族
瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族
水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族
仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族
京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族
"""
NATIONALITIES = tuple(_NATIONALITIES.split())
_NATIONS = "|".join(sorted((*NATIONALITIES, "各族", "民族", "少数民族"), key=len, reverse=True))
# In the names of autonomous areas those of two or more characters may drop 族 (巴音郭楞蒙古自治州).
_STEMS = "|".join(sorted((n[:-1] for n in NATIONALITIES if len(n) > 2), key=len, reverse=True))
_AUTONOMOUS = re.compile(rf"(?P<stem>.{{1,30}}?)(?:{_NATIONS}|{_STEMS}){{0,8}}自治[区州县旗]")
_ETHNIC_TOWN = re.compile(rf"(?P<stem>.{{1,30}}?)(?:{_NATIONS}){{1,8}}(?:街道|区|乡|镇|苏木|村)")
# 苏尼特左旗 and 右旗, 东部新区, 经济开发区: what is left without the last word would name something else or nothing.
_WHOLE = re.compile(r".*(?:[左右前后中]旗|[东南西北中]部新区|(?:开发|园|度假|管理|示范|保税|试验|实验|[矿港])区)")
_SUFFIX = re.compile(r"(?:特别行政区|街道办事处|街道|地区|林区|特区|新区|社区|苏木|嘎查|省|市|县|区|盟|旗|镇|乡|村)$")


@dataclass(frozen=True, slots=True)
class AdminPlace:
    """A place with its official name; `parent` is the code of the next place above that has a name of its own."""

    code: str
    name: str
    level: str
    parent: str | None


@cache
def admin_places() -> tuple[AdminPlace, ...]:
    """Every province, city, county and town, by code."""
    return tuple(_by_code().values())


def place_of(code: str) -> AdminPlace | None:
    """The place with this code, of any level, or None."""
    if len(code) == 12:
        return next((village for village in villages_of(code[:9]) if village.code == code), None)
    return _by_code().get(code)


def places_named(name: str) -> tuple[AdminPlace, ...]:
    """Provinces to towns with this official name, by code."""
    return _by_name().get(name, ())


def places_short(short: str) -> tuple[AdminPlace, ...]:
    """Provinces, cities and counties whose short name this is, by code. Some are ordinary words too: 资源, 合作."""
    return _by_short().get(short, ())


def parents_of(code: str) -> tuple[AdminPlace, ...]:
    """The places above the one with this code, nearest first; the code itself need not be known."""
    known = _by_code()
    return tuple(known[code[:length]] for length in _ABOVE[len(code)] if code[:length] in known)


def towns_of(code: str) -> tuple[AdminPlace, ...]:
    """Towns (镇, 乡, 街道 …) under a province (2 digits), prefecture (4) or county (6), by code."""
    codes = _codes()
    below = admin_places()[bisect_left(codes, code) : bisect_left(codes, code + ":")]  # the colon comes after the 9
    return tuple(place for place in below if place.level == "town")


@cache
def _codes() -> tuple[str, ...]:
    return tuple(_by_code())


def villages_of(code: str) -> tuple[AdminPlace, ...]:
    """Villages (村, 社区, 嘎查 …) under a prefecture (4 digits), county (6) or town (9), by code; () if none.

    Raises ValueError for a shorter code: a whole province is never wanted at once.
    """
    if len(code) < 4:
        raise ValueError(f"villages are kept by prefecture, and {code!r} is no prefecture, county or town")
    if len(code) == 9:
        return _of_town(code)
    return tuple(village for town in _listed(code[:4]) if town.startswith(code) for village in _of_town(town))


@cache
def village_names(prefecture: str) -> frozenset[str]:
    """The official names of a prefecture's villages, for whoever asks no more."""
    tokens = (token for line in _listed(prefecture).values() for token in line.split(" "))
    return frozenset(token for token in tokens if not _is_number(token))


@cache
def short_name(name: str) -> str:
    """The name without the word for its level: 宜都市 → 宜都, 潘家湾土家族乡 → 潘家湾, 长阳土家族自治县 → 长阳.

    A stem of one character is no name (和县 stays 和县), nor is what is left of 左旗 or 开发区.
    """
    if _WHOLE.fullmatch(name):
        return name
    if name.endswith(("自治区", "自治州", "自治县", "自治旗")):
        return _autonomous(name)
    if match := _ETHNIC_TOWN.fullmatch(name):
        return match["stem"] if len(match["stem"]) > 1 else name
    match = _SUFFIX.search(name)
    return name[: match.start()] if match and match.start() > 1 else name


def _autonomous(name: str) -> str:
    body = name[:-3]
    if body in NATIONALITIES:  # 东乡族自治县, 鄂温克族自治旗
        return body[:-1]
    match = _AUTONOMOUS.fullmatch(name)
    return match["stem"] if match and len(match["stem"]) > 1 else body


@cache
def _by_code() -> Mapping[str, AdminPlace]:
    text = gzip.decompress(files(__package__).joinpath("places.tsv.gz").read_bytes()).decode()
    places: dict[str, AdminPlace] = {}
    for line in text.splitlines():
        code, _, name = line.partition("\t")
        places[code] = AdminPlace(code, name, DIGITS[len(code)], _parent(code, places))
    return places


def _parent(code: str, known: Mapping[str, AdminPlace]) -> str | None:
    # Sorted by code, a place comes after all that its code begins with.
    for length in _ABOVE[len(code)]:
        if code[:length] in known:
            return code[:length]
    return None


@cache
def _by_name() -> Mapping[str, tuple[AdminPlace, ...]]:
    return _grouped((place.name, place) for place in admin_places())


@cache
def _by_short() -> Mapping[str, tuple[AdminPlace, ...]]:
    return _grouped((short_name(place.name), place) for place in admin_places() if place.level != "town")


def _grouped(pairs: Iterable[tuple[str, AdminPlace]]) -> dict[str, tuple[AdminPlace, ...]]:
    groups: dict[str, list[AdminPlace]] = defaultdict(list)
    for key, place in pairs:
        groups[key].append(place)
    return {key: tuple(group) for key, group in groups.items()}


@cache
def _archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(files(__package__).joinpath("villages.zip").read_bytes()))


@cache
def _listed(prefecture: str) -> Mapping[str, str]:
    """By the code of each town, its villages as the file has them: names, and before those that break the count their
    number."""
    if prefecture not in _archive().namelist():
        return {}
    lines = _archive().read(prefecture).decode().splitlines()
    return {town: tokens for town, _, tokens in (line.partition("\t") for line in lines)}


def _is_number(token: str) -> bool:
    return len(token) == 3 and token.isascii() and token.isdigit()


@cache
def _of_town(town: str) -> tuple[AdminPlace, ...]:
    tokens, known = _listed(town[:4]).get(town, ""), _by_code()
    parent = town if town in known else _parent(town, known)
    villages: list[AdminPlace] = []
    number = 0
    for token in tokens.split(" ") if tokens else ():
        if _is_number(token):
            number = int(token) - 1
            continue
        number += 1
        villages.append(AdminPlace(f"{town}{number:03d}", token, "village", parent))
    return tuple(villages)


@cache
def regions() -> tuple[str, ...]:
    """Regions, rivers and mountains, which have no administrative code."""
    lines = read_text("regions.txt").splitlines()
    return tuple(sorted(word for line in lines if not line.startswith("#") for word in line.split()))
