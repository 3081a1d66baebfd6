"""What is given hostile bytes: each target takes bytes, and fails by any exception that it may not raise.

A file of a user's may be refused by KgError, in one sentence of both languages. A text that is to be read gives talks,
names and statements, or a Problem, whatever it holds; spans slice to what they name, and a second reading gives the
same. The same targets are used by tests/hostile/test_fuzz.py and by the longer run of bench/fuzz.py.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from kg.errors import KgError
from kg.model import Problem
from kg.text import printable
from tests.hostile.seeds import OUTPUTS, SEEDS
from tests.passages import read

Target = Callable[[bytes], None]


@contextmanager
def refused() -> Iterator[None]:
    """What a user's file may end in: nothing, or one sentence."""
    told = ("-", "-")
    try:
        yield
    except KgError as fault:
        told = (fault.zh, fault.en)
    assert all(told)
    "".join(map(printable, told)).encode()  # as it is said


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kg-fuzz-"))
    import atexit

    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


def text(data: bytes) -> None:
    """Decode, split, extract, relate and link the bytes of a text file."""
    from kg.read.files import document_of

    document, problems = document_of("讲话.txt", data)
    assert (document, problems) == document_of("讲话.txt", data)
    assert document or problems
    for problem in problems:
        _told(problem)
    if document:
        _extracted(document.text)


def _told(problem: Problem) -> None:
    assert problem.zh
    assert problem.en
    (problem.file + problem.zh + problem.en).encode()


def _extracted(text: str) -> None:
    found = read(text)
    assert read(text) == found
    former = 0
    by_id = {speech.id: speech for speech in found.speeches}
    for speech in found.speeches:
        assert former <= speech.start <= speech.body <= speech.end <= len(text)
        assert speech.start < speech.end
        former = speech.end
    known = {mention.id for mention in found.mentions} | set(by_id)
    assert len(known) == len(found.mentions) + len(found.speeches)
    assert known - set(by_id) <= set(found.links.by_mention)
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.surface != ""
        speech = by_id[mention.speech]
        assert speech.start <= mention.start < mention.end <= speech.end
    for statement in found.statements:
        assert 0 <= statement.start < statement.end <= len(text)
        assert {statement.subject, statement.object} <= known


def converted(data: bytes) -> None:
    """A file of another format: the first byte says which."""
    from kg.read.files import document_of
    from kg.read.formats.archive import Item, held

    suffixes = (".docx", ".pdf", ".html", ".eml", ".rtf", ".zip")
    name = "a" + suffixes[(data[0] if data else 0) % len(suffixes)]
    data = data[1:]
    items = held(name, BytesIO(data)) if name.endswith((".zip", ".eml")) else [Item(name, data)]
    for item in items:
        if isinstance(item, Problem):
            _told(item)
            continue
        assert ".." not in item.path.split("/")
        document, problems = document_of(item.path, item.data)
        assert document or problems
        for problem in problems:
            _told(problem)


def lexicon_csv(data: bytes) -> None:
    """A lexicon as CSV, and the automaton that is made of it."""
    _lexicon(_file("own.csv", data))


def lexicon_yaml(data: bytes) -> None:
    """The same as YAML."""
    _lexicon(_file("own.yaml", data))


def _lexicon(path: Path) -> None:
    from kg.extract.lexicon import build_lexicon
    from kg.extract.user import read_lexicons

    with refused():
        entries, _ = read_lexicons([path])
        for entry in entries:
            (entry.name + (entry.canonical or "") + (entry.parent or "")).encode()
        build_lexicon(entries)


def config(data: bytes) -> None:
    """kg.toml."""
    from kg.config import read_config

    with refused():
        read_config(_file("kg.toml", data))


def decisions(data: bytes) -> None:
    """A file of decisions."""
    from kg.link.decisions import in_force, read_decisions, row_of

    with refused():
        for decision in in_force(read_decisions(_file("decisions.jsonl", data))):
            json.dumps(row_of(decision), ensure_ascii=False).encode()


def timeline(data: bytes) -> None:
    """A file of dated facts."""
    from kg.chronology.timeline import timeline as facts

    with refused():
        facts(_file("timeline.yaml", data))


def gold(data: bytes) -> None:
    """A file of the gold that `kg eval` scores by, and the scoring."""
    from kg.evaluate.run import evaluate

    folder = _folder() / "gold"
    folder.mkdir(exist_ok=True)
    (folder / "007.json").write_bytes(data)
    with refused():
        evaluate(folder, _whole())


def parameters(data: bytes) -> None:
    """Parameters of a query, one a line, as they are typed."""
    from kg.query.params import bind, free
    from kg.query.shipped import queries

    given = data.decode("utf-8", "surrogateescape").split("\n")
    with refused():
        free(given)
    for shipped in queries().values():
        with refused():
            bind(shipped, given)


def address(data: bytes) -> None:
    """The query string of an address of the explorer, for every kind of page."""
    from dataclasses import is_dataclass

    from kg.explorer import state, states

    pairs = parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True)
    kinds = [one for one in vars(states).values() if isinstance(one, type) and is_dataclass(one)]
    for kind in kinds:
        with refused():
            found = state.read(kind, pairs)
            assert state.read(kind, parse_qsl(state.query(found), keep_blank_values=True)) == found


def statement(data: bytes) -> None:
    """A query in Cypher, asked of a small graph: answered, or refused; nothing is changed."""
    from kg.query.embedded import ask
    from kg.query.rows import Limits

    with refused():
        ask(_database(), data.decode("utf-8", "replace"), {}, Limits(seconds=2, rows=20))


@cache
def _database() -> Any:
    from kg.sinks.embedded import open_embedded

    return open_embedded(_whole())


@cache
def _whole() -> Path:
    """A sound output folder, built of the seeds."""
    from kg.build import build
    from kg.progress import Progress

    source = _folder() / "in"
    source.mkdir(exist_ok=True)
    for number, seed in enumerate(SEEDS["text"]):
        (source / f"{number}.txt").write_bytes(seed)
    build([source], _folder() / "out", Progress(quiet=True))
    return _folder() / "out"


def output(data: bytes) -> None:
    """An output folder one file of which is damaged, read by all that reads one. The first line names the file."""
    from kg.diff.compare import compare
    from kg.diff.show import as_text
    from kg.evaluate.context import quoted
    from kg.explorer.index import make_index
    from kg.explorer.index.folder import source_of
    from kg.graph.folder import read_graph
    from kg.reporting.collect import collect
    from kg.review.doubts import doubts
    from kg.sinks.origin import read_origin

    name, _, held = data.partition(b"\n")
    file = OUTPUTS[name[0] % len(OUTPUTS)] if name else OUTPUTS[0]
    damaged = _folder() / "damaged"
    if not damaged.exists():
        shutil.copytree(_whole(), damaged)
    sound = (_whole() / file).read_bytes()
    (damaged / file).write_bytes(held if name[1:2] != b"+" else sound + held)
    readers: tuple[Callable[[], object], ...] = (
        lambda: read_graph(damaged),
        lambda: as_text(compare(_whole(), damaged), 5),
        lambda: collect(damaged),
        lambda: doubts(damaged, ()),
        lambda: quoted(damaged),
        lambda: read_origin(damaged),
        lambda: make_index(damaged / "index.sqlite", source_of(damaged), "key"),
    )
    try:
        for reader in readers:
            with refused():
                reader()
    finally:
        (damaged / file).write_bytes(sound)


TARGETS: dict[str, Target] = {
    one.__name__: one
    for one in (
        text,
        converted,
        lexicon_csv,
        lexicon_yaml,
        config,
        decisions,
        timeline,
        gold,
        parameters,
        address,
        statement,
        output,
    )
}
