"""Speeches made by chance, as many as are wanted, about 1,500 characters each and no sentence twice.

    python -m bench.made COUNT FOLDER [--copies 0.02]

Each is of one of some hundred counties, which has its own towns, officials and programs; national campaigns, concepts
and documents come in all of them, and names are about as many as in real speeches. What stands between them are words
of jieba's dictionary by their frequency. A share of the talks comes a second time, with sentences left out and words
blanked.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

from kg.data.documents import documents
from kg.data.names import surnames
from kg.data.places import AdminPlace, admin_places, parents_of
from kg.data.vocabulary import term_names

LENGTH, WORDS, COPIES = 1500, 30_000, 0.02
SEED = 5
COUNTIES = 300
_GIVEN = "明远建国志强伟华文军平红英秀兰德民永庆海波春晓东方立新宏学勇刚玉梅丽娟国栋家俊子涵思源"
_ORDINARY = frozenset(("n", "v", "vn", "a", "ad", "d", "l", "i"))
_KINDS = ("工程", "行动", "计划", "机制", "活动", "品牌")
_BUREAUS = ("教育局", "民政局", "财政局", "农业农村局", "卫生健康局", "交通运输局")
_MEETINGS = ("全市基层党建工作推进会", "全县组织工作会议", "党史学习教育动员大会", "抓党建促乡村振兴工作会议")


@dataclass(frozen=True)
class County:
    """A county with what belongs to it: names of its own, by chance but always the same."""

    place: AdminPlace
    full: str
    towns: tuple[str, ...]
    officials: tuple[tuple[str, str], ...]  # post, holder
    programs: tuple[str, ...]


def made(count: int, copies: float = COPIES, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """So many texts with their file names; the copies stand after what they are copies of."""
    draw = random.Random(seed)
    seen: set[int] = set()
    number = 0
    while number < count:
        county, day = (
            draw.choice(counties()),
            f"20{draw.randint(13, 24)}年{draw.randint(1, 12)}月{draw.randint(1, 28)}日",
        )
        post, speaker = county.officials[0]
        title = f"在{draw.choice(_MEETINGS)}上的讲话"
        head = f"{title}\n{post} {speaker}\n（{day}）\n同志们：\n"
        sentences: list[str] = []
        while sum(map(len, sentences)) < LENGTH:
            sentence = "，".join(_clause(county, draw) for _ in range(draw.randint(2, 4))) + "。"
            if hash_of(sentence) not in seen:
                seen.add(hash_of(sentence))
                sentences.append(sentence)
        yield f"{number:06}.txt", head + _paragraphs(sentences)
        number += 1
        if draw.random() < copies and number < count:
            kept = [sentence for sentence in sentences if draw.random() < 0.8]
            yield f"{number:06}.txt", head.replace(speaker, "XXX") + _paragraphs([_blanked(s, draw) for s in kept])
            number += 1


def hash_of(sentence: str) -> int:
    """A number for a sentence, the same in every run."""
    import zlib

    raw = sentence.encode()
    return zlib.crc32(raw) << 32 | zlib.adler32(raw)


def write(count: int, folder: Path, copies: float = COPIES) -> int:
    """Write so many texts into a folder; how many bytes they are."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for name, text in made(count, copies):
        size += (folder / name).write_bytes(text.encode())
    return size


def _paragraphs(sentences: list[str]) -> str:
    return "\n".join("".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)) + "\n"


def _blanked(sentence: str, draw: random.Random) -> str:
    at = draw.randrange(len(sentence) - 2)
    return sentence[:at] + "XX" + sentence[at + 2 :] if draw.random() < 0.2 else sentence


def _clause(county: County, draw: random.Random) -> str:
    chance = draw.random()
    if chance < 0.77:
        return _words(draw, draw.randint(3, 7))
    if chance < 0.81:
        return f"要在{draw.choice(county.towns)}{_words(draw, 3)}"
    if chance < 0.82:
        post, holder = draw.choice(county.officials)
        return f"{post}{holder}{_words(draw, 3)}"
    if chance < 0.89:
        return f"扎实推进“{draw.choice(county.programs)}”{_words(draw, 2)}"
    if chance < 0.94:
        return f"深入开展{draw.choice(national('Program'))}{_words(draw, 2)}"
    if chance < 0.955:
        return f"全面贯彻{draw.choice(national('Concept'))}{_words(draw, 2)}"
    if chance < 0.96:
        return f"认真落实《{draw.choice(titles())}》{_words(draw, 2)}"
    if chance < 0.99:
        return f"{county.place.name}委、{county.place.name}政府{_words(draw, 3)}"
    return f"20{draw.randint(13, 24)}年{draw.randint(1, 12)}月以来{_words(draw, 3)}"


def _words(draw: random.Random, count: int) -> str:
    words, upto = _vocabulary()
    return "".join(draw.choices(words, cum_weights=upto, k=count))


@cache
def counties() -> tuple[County, ...]:
    """The counties that speeches are of, from all over the country."""
    draw = random.Random(SEED)
    every = [place for place in admin_places() if place.level == "county" and place.name[-1] in "市县"]
    return tuple(_county(place, draw) for place in sorted(draw.sample(every, COUNTIES), key=lambda place: place.code))


def _county(place: AdminPlace, draw: random.Random) -> County:
    towns = [town.name for town in _towns().get(place.code, [])][:20] or [place.name]
    posts = [f"{place.name}委书记", f"{place.name}委组织部部长"]
    posts += [f"{place.name}{bureau}长" for bureau in _BUREAUS]
    posts += [f"{town}党委书记" for town in towns[:8]]
    officials = tuple((post, _person(draw)) for post in posts)
    words = [word for word in _vocabulary()[0] if len(word) == 2]
    programs = tuple(f"{draw.choice(words)}{draw.choice(words)}{draw.choice(_KINDS)}" for _ in range(25))
    province = parents_of(place.code)[-1].name
    return County(place, province + place.name, tuple(towns), officials, programs)


@cache
def _towns() -> dict[str, list[AdminPlace]]:
    found: dict[str, list[AdminPlace]] = {}
    for place in admin_places():
        if place.level == "town":
            found.setdefault(place.code[:6], []).append(place)
    return found


def _person(draw: random.Random) -> str:
    return draw.choice(sorted(surnames())[:200]) + "".join(draw.sample(_GIVEN, 2))


@cache
def national(type_: str) -> tuple[str, ...]:
    """Official names of national campaigns or concepts."""
    return tuple(sorted(set(term_names(type_).values())))


@cache
def titles() -> tuple[str, ...]:
    """Titles of national documents."""
    return tuple(sorted(document.title for document in documents()))


@cache
def _vocabulary() -> tuple[list[str], list[int]]:
    rows = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    every = (row.split(" ") for row in rows)
    # ordinary words: those that name places or people would make every talk one about the whole country
    found = sorted(((int(count), word) for word, count, tag in every if tag in _ORDINARY), reverse=True)
    chosen = [(word, count) for count, word in found if len(word) > 1][:WORDS]
    return [word for word, _ in chosen], list(accumulate(count for _, count in chosen))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=float, default=COPIES)
    given = parser.parse_args()
    print(f"{write(given.count, given.folder, given.copies):,} bytes in {given.count:,} files")


if __name__ == "__main__":
    main()
