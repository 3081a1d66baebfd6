"""An archive as it comes: which files lie where, and how many of them are bad. The same in every run."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path, PurePosixPath

from bench.archive import good
from bench.archive.bad import BAD, Bad
from bench.archive.entries import Entry, Expected, Talk
from bench.made import counties, made
from tests.read.formats.made import zipped

SEED, SHARE, COPIES = 7, 0.05, 0.05
AGAIN, PACKED, ATTACHED, SCRIPT, OLD_NAME, LONG = 0.01, 0.02, 0.02, 0.02, 0.01, 0.001
"""Shares of the good files: copies of an earlier file, archives of several, mails with one attached, texts in the other
script, names in GBK, and texts of 300,000 characters in one line."""


@dataclass(frozen=True)
class _Source:
    """What files are made of: chance, talks, and the kinds in turn."""

    draw: random.Random
    talks: Iterator[Talk]
    kinds: Iterator[tuple[str, str, good.Make, int]]

    def made(self, talk: Talk) -> tuple[str, str, bytes]:
        """A file of the next kind: what that is called, the end of its name, its bytes."""
        kind, suffix, make, _ = next(self.kinds)
        return kind, suffix, make(talk, self.draw)


def _kinds(draw: random.Random) -> Iterator[tuple[str, str, good.Make, int]]:
    """Every kind once, so that a small archive has them all; then each as often as it comes."""
    yield from good.KINDS
    while True:
        yield from draw.choices(good.KINDS, [weight for *_, weight in good.KINDS], k=100)


def archive(count: int, share: float = SHARE, seed: int = SEED) -> Iterator[Entry]:
    """So many files, a share of them bad, every way to be bad in turn; versions of talks are among them."""
    draw = random.Random(seed)
    source = _Source(draw, (Talk(text.split("\n", 1)[0], text) for _, text in made(10**9, COPIES, seed)), _kinds(draw))
    faults, earlier = cycle(BAD), list[Entry]()
    for number in range(count):
        folder = f"{draw.randint(2013, 2024)}年/{draw.choice(counties()).full}/"
        stem = f"{folder}{number:05}"
        if draw.random() < share:
            yield _bad(stem, next(faults), source)
        elif earlier and draw.random() < AGAIN:
            yield _again(stem, draw.choice(earlier))
        else:
            entry = _good(stem, source)
            earlier = [*earlier[-30:], entry]
            yield entry


def _good(stem: str, source: _Source) -> Entry:
    chance = source.draw.random()
    for share, make in ((PACKED, _packed), (ATTACHED, _attached), (LONG, _long), (SCRIPT, _other_script)):
        if chance < share:
            return make(stem, source)
        chance -= share
    talk = next(source.talks)
    kind, suffix, data = source.made(talk)
    name = f"{stem} {talk.title}{suffix}"
    above, _, own = name.rpartition("/")
    codec = "gb18030" if source.draw.random() < OLD_NAME else "utf-8"  # the folder is there for others too
    return Entry(f"{above}/".encode() + own.encode(codec), data, (Expected(name, kind, talk.text),))


def _packed(stem: str, source: _Source) -> Entry:
    """An archive of some files in folders with Chinese names, one of them an archive itself."""
    files, expected = list[tuple[str | bytes, bytes]](), list[Expected]()
    path = f"{stem} 汇编.zip"
    codec = source.draw.choice(("utf-8", "gb18030"))
    for number in range(source.draw.randint(2, 5)):
        talk = next(source.talks)
        kind, suffix, data = source.made(talk)
        name = f"第{number + 1}批/甲 乡/{talk.title}{number}{suffix}"
        if number == 0:
            data, inner = zipped((name, data)), "旧档.zip"
            files.append((inner.encode(codec), data))
            name = f"{inner}/{name}"
        else:
            files.append((name.encode(codec), data))
        expected.append(Expected(f"{path}/{name}", f"zip: {kind}", talk.text))
    return Entry(path.encode(), zipped(*files), tuple(expected))


def _attached(stem: str, source: _Source) -> Entry:
    talk = next(source.talks)
    kind, suffix, data = source.made(talk)
    path, name = f"{stem} 邮件.eml", f"{talk.title}{suffix}"
    expected = Expected(f"{path}/{name}", f"mail: {kind}", talk.text)
    return Entry(path.encode(), good.mail_with(name, data), (expected,))


def _long(stem: str, source: _Source) -> Entry:
    talk = next(source.talks)
    text = "\n".join(talk.lines[:4]) + "\n" + "".join(talk.lines[4:]) * 200 + "\n"
    return Entry(f"{stem}.txt".encode(), text.encode(), (Expected(f"{stem}.txt", "text, one long line", text),))


def _other_script(stem: str, source: _Source) -> Entry:
    talk = good.traditional(next(source.talks))
    name = f"{stem} {talk.title}.txt"
    return Entry(name.encode(), talk.text.encode(), (Expected(name, "text, Traditional", talk.text),))


def _again(stem: str, entry: Entry) -> Entry:
    """The same bytes under another name."""
    before = _own_name(entry)
    path = f"{stem} 副本{PurePosixPath(before).suffix}"
    expected = (Expected(path + one.name[len(before) :], one.kind, one.text) for one in entry.expected)
    return Entry(path.encode(), entry.data, tuple(expected))


def _own_name(entry: Entry) -> str:
    """The name that kg gives to the file itself."""
    name = entry.expected[0].name
    return "/".join(name.split("/")[: entry.path.count(b"/") + 1])


def _bad(stem: str, bad: Bad, source: _Source) -> Entry:
    talk = next(source.talks)
    data, path = bad.make(talk, source.draw), f"{stem} {talk.title}{bad.suffix}"
    name = f"{path}/{bad.inside}" if bad.inside else path
    expected = [Expected(name, f"bad: {bad.kind}", talk.text if bad.read else None, bad.fault)]
    if bad.good:
        expected.append(Expected(f"{path}/{bad.good}", "beside a bad one", talk.text))
    if bad.special == "link" and not data:
        data = path.rpartition("/")[2].encode()
    return Entry(path.encode(), data, tuple(expected), bad.special)


def write(entries: Iterable[Entry], folder: Path) -> list[Expected]:
    """Lay the files into a folder, which is new; what is expected of them."""
    expected: list[Expected] = []
    for entry in entries:
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + entry.path))
        path.parent.mkdir(parents=True, exist_ok=True)
        match entry.special:
            case "fifo":
                os.mkfifo(path)
            case "link":
                path.symlink_to(os.fsdecode(entry.data))
            case "sparse":
                with path.open("wb") as file:
                    file.truncate(int(entry.data))
            case _:
                path.write_bytes(entry.data)
        expected += entry.expected
    return expected
