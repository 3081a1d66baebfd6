"""The seam between kg and whatever brings files to it: a batch of files in, a batch of what they hold out.

    extract_batch(batch, rules) -> batch

Both are Arrow record batches (kg.run.columns). No engine is known here: a process pool calls it for a shard, Spark for
what its tasks are given. The rules (kg.run.rules) are loaded once in a process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder
from typing import Any

from kg.chronology.inconsistent import Passage
from kg.chronology.stated import Stated
from kg.graph.assemble import file_id, title_quote
from kg.graph.rows import dumps, statement_props
from kg.link.bearers import Bearer
from kg.link.forms import normal
from kg.link.linker import entity_id, hole
from kg.link.meant import Meant, meant_row
from kg.model import Mention, Problem, Speech, Statement
from kg.read.files import items_in
from kg.read.formats.archive import Item
from kg.read.versions import Talk
from kg.run.columns import Columns
from kg.run.document import Named, Read, read
from kg.run.rules import Rules, State, state
from kg.text import Sentences

compact = JSONEncoder(ensure_ascii=False).encode


def extract_batch(batch: Any, rules: Rules) -> Any:
    """Of each file (`path`, `data`) a row, of an archive one for each file in it. A file that something goes wrong with
    is a row with a problem and nothing else, so that it stops no other."""
    files = zip(batch.column("path").to_pylist(), batch.column("data").to_pylist(), strict=True)
    return extract_files(((path, sha256(data).hexdigest(), items_in(path, data)) for path, data in files), rules)


Given = tuple[str, str, Iterable[Item | Problem]]
"""A file: its name, the hash of its bytes, and what it is to be read as."""


def extract_files(files: Iterable[Given], rules: Rules) -> Any:
    """The same, of files that are opened one by one."""
    loaded = state(rules)
    columns = Columns()
    for file, digest, items in files:
        given = {"file": file, "file_sha256": digest}
        found = False
        for item in items:
            found = True
            if isinstance(item, Problem):
                columns.add({**given, "path": item.file}, {"problems": [_problem(item)]})
            else:
                _add_item(columns, given, item, loaded)
        if not found:  # an empty archive was read too
            columns.add(given, {})
    return columns.batch()


def _add_item(columns: Columns, given: Mapping[str, str], item: Item, loaded: State) -> None:
    try:
        found = read(item.path, item.data, loaded)
    except Exception as fault:  # one text of millions must not stop the others; the problem tells which it is
        found = [failed(item.path, f"{type(fault).__name__}: {fault}")]
    if isinstance(found, Read):
        scalars, nested = rows_of(found)
        columns.add({**given, **scalars}, nested)
    else:
        columns.add({**given, "path": item.path}, {"problems": map(_problem, found)})


def failed(path: str, how: str) -> Problem:
    """Of a file that was set aside."""
    return Problem(path, None, "extract", f"处理失败，已略过（{how}）", f"set aside, as reading it failed ({how})")


def rows_of(found: Read) -> tuple[dict[str, Any], dict[str, Iterable[tuple[Any, ...]]]]:
    """The row of a document: what it has one of, and its lists."""
    document = found.document
    scalars = {
        "path": document.path,
        "sha256": document.sha256,
        "id": document.id,
        "node": file_id(document.path),
        "encoding": document.encoding,
        "characters": len(document.text),
        "pages": document.pages,
        "text": document.text,
    }
    spoken = zip(found.speeches, found.talks, found.stated, found.passages, strict=True)
    nested: dict[str, Iterable[tuple[Any, ...]]] = {
        "speeches": [
            _speech(speech, *title_quote(speech, document), found.named.local.homes[speech.id], talk, stated, said)
            for speech, talk, stated, said in spoken
        ],
        "problems": map(_problem, found.problems),
        **named_rows(found.named, document.text, found.sentences),
    }
    return scalars, nested


def named_rows(named: Named, text: str, sentences: Sentences) -> dict[str, list[tuple[Any, ...]]]:
    """The names of a document as rows of lists."""
    readings: dict[tuple[str, str, Meant], tuple[Any, ...]] = {}
    order = {speech: number for number, speech in enumerate(named.local.homes)}
    mentions = []
    around = [sentences.covering(mention.start, mention.end) for mention in named.mentions]
    spans = sorted({*around, *((statement.start, statement.end) for statement in named.statements)})
    quotes = {span: number for number, span in enumerate(spans)}
    for mention, sentence in zip(named.mentions, around, strict=True):
        reading, talk = None, ""
        if not mention.redacted:
            key = (mention.type, normal(mention.clear), named.local.meant[mention.id])
            if key not in readings:
                readings[key] = _reading(*key)
            reading, talk = readings[key][0], mention.speech if key[2].contextual else ""
        mentions.append(_mention(mention, order[mention.speech], reading, talk, quotes[sentence]))
    return {
        "mentions": mentions,
        "readings": list(readings.values()),
        "quotes": [(start, end, text[start:end]) for start, end in spans],
        "statements": [_statement(one, order[one.speech], quotes[one.start, one.end]) for one in named.statements],
        "bearers": [(bearer.name, compact(bearer_row(bearer))) for bearer in named.local.bearers],
        "names": list(dict.fromkeys((order[name.speech], name.name, name.before) for name in named.local.names)),
        "established": [(form,) for form in sorted(named.local.established)],
    }


def _speech(
    speech: Speech,
    quote: str,
    start: int,
    home: str,
    talk: Talk,
    stated: Stated | None,
    said: Any,
) -> tuple[Any, ...]:
    return (
        speech.id,
        speech.start,
        speech.end,
        speech.body,
        speech.title,
        speech.date.iso if speech.date else None,
        speech.date.precision if speech.date else None,
        speech.speaker,
        speech.position,
        speech.place,
        home,
        talk.length,
        talk.blanks,
        talk.signature,
        quote,
        start,
        start + len(quote),
        compact(asdict(stated)) if stated else None,
        compact([_passage(passage) for passage in said]) if said else None,
    )


def _passage(passage: Passage) -> dict[str, Any]:
    """With the name of the fact in the place of the fact."""
    row = {field.name: getattr(passage, field.name) for field in fields(passage)}
    return {**row, "fact": passage.fact.name}


def _mention(mention: Mention, speech: int, reading: str | None, talk: str, quote: int) -> tuple[Any, ...]:
    return (
        mention.id,
        speech,
        mention.start,
        mention.end,
        mention.surface,
        mention.type,
        mention.method,
        mention.score,
        mention.redacted,
        dumps(mention.props) if mention.props else "{}",
        reading,
        talk,
        hole(mention.id, mention.surface).id if mention.redacted else None,
        quote,
    )


@lru_cache(maxsize=20_000)  # most names come in many documents
def _reading(type_: str, form: str, meant: Meant) -> tuple[Any, ...]:
    row = compact(meant_row(meant))
    id_ = sha256(f"{type_}\x1f{form}\x1f{row}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
    target = meant.target
    settled = not (meant.contextual or meant.known)
    called = normal(target.name)
    told = called != form or target.doubts
    entity = entity_id(type_, target) if settled else None
    known = (target.name, called, target.code, target.level, target.parents)
    return id_, type_, form, row, bool(told) or not settled, entity, *known


def _statement(statement: Statement, speech: int, quote: int) -> tuple[Any, ...]:
    return (
        statement.id,
        speech,
        statement.subject,
        statement.relation,
        statement.object,
        statement.start,
        statement.end,
        quote,
        statement.inferred,
        dumps(statement_props(statement)),
    )


def bearer_row(bearer: Bearer) -> dict[str, Any]:
    """As plain JSON."""
    return {field.name: getattr(bearer, field.name) for field in fields(bearer)}


def _problem(problem: Problem) -> tuple[Any, ...]:
    return problem.offset, problem.stage, problem.zh, problem.en
