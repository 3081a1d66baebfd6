"""Tables of files as Arrow holds them: what goes in and what comes out. One row a file, what it tells in nested
lists; an archive has a row for each file that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# Types as Spark and DuckDB name them alike.
Fields = Mapping[str, str]

INPUT: Fields = {"path": "string", "data": "binary"}

SCALARS: Fields = {
    "file": "string",  # the name of the file that was given, and the hash of its bytes
    "file_sha256": "string",
    "path": "string",  # what was read: that file, or one that it holds
    "sha256": "string",
    "id": "string",  # of the document; null where it is none
    "node": "string",  # of the file in the graph
    "encoding": "string",
    "characters": "int",
    "pages": "array<int>",
    "text": "string",
}

NESTED: Mapping[str, Fields] = {
    "speeches": {
        "id": "string",
        "start": "int",
        "end": "int",
        "body": "int",
        "title": "string",
        "date": "string",
        "date_precision": "string",
        "speaker": "string",
        "position": "string",
        "place": "string",
        "home": "string",  # the code of the division that it is about, or ''
        "length": "int",  # in signs
        "blanks": "int",
        "signature": "array<bigint>",  # kg.versions.candidates
        "quote": "string",  # its title as it stands in the text, from quote_start to quote_end
        "quote_start": "int",
        "quote_end": "int",
        "stated": "string",  # JSON: kg.chronology.stated.Stated, or null
        "passages": "string",  # JSON: a list of kg.chronology.inconsistent.Passage, or null
    },
    "mentions": {
        "id": "string",
        "speech": "int",  # which of `speeches`, from 0
        "start": "int",
        "end": "int",
        "surface": "string",
        "type": "string",
        "method": "string",
        "score": "double",
        "redacted": "boolean",
        "props": "string",  # JSON as in mentions.jsonl
        "reading": "string",  # of a hole null
        "talk": "string",  # the id of its speech where the reading is contextual, else ''
        "entity": "string",  # of a hole its own, else null
        "quote": "int",  # the sentence around it: which of `quotes`, from 0
    },
    "readings": {
        "id": "string",
        "type": "string",
        "form": "string",
        "meant": "string",  # JSON: kg.link.meant.Meant
        "open": "boolean",  # whether other documents have a say in what is meant, or a judgement is told of it
        "entity": "string",  # where they have none: the entity, and what is told of it; else null
        "name": "string",
        "called": "string",  # the name in normal form
        "code": "string",
        "level": "string",
        "parents": "array<string>",
    },
    "quotes": {"start": "int", "end": "int", "text": "string"},  # by start and end, none twice
    "statements": {
        "id": "string",
        "speech": "int",
        "subject": "string",
        "relation": "string",
        "object": "string",
        "start": "int",
        "end": "int",
        "quote": "int",
        "inferred": "boolean",
        "props": "string",  # JSON as in relations.jsonl
    },
    "bearers": {"name": "string", "row": "string"},  # JSON: kg.link.bearers.Bearer
    "names": {"speech": "int", "name": "string", "before": "string"},
    "established": {"form": "string"},
    "problems": {"offset": "int", "stage": "string", "zh": "string", "en": "string"},
}


def ddl(scalars: Fields = SCALARS, nested: Mapping[str, Fields] = NESTED) -> str:
    """The columns of a result as Spark's DDL."""
    lists = {name: f"array<struct<{', '.join(f'`{k}`: {v}' for k, v in of.items())}>>" for name, of in nested.items()}
    return ", ".join(f"`{name}` {type_}" for name, type_ in {**scalars, **lists}.items())


def schema(scalars: Fields = SCALARS, nested: Mapping[str, Fields] = NESTED) -> Any:
    """The columns of a result as Arrow's schema."""
    import pyarrow as pa

    fields = [pa.field(name, arrow_type(type_)) for name, type_ in scalars.items()]
    fields += [pa.field(name, pa.list_(_struct(of))) for name, of in nested.items()]
    return pa.schema(fields)


def _struct(fields: Fields) -> Any:
    import pyarrow as pa

    return pa.struct([pa.field(name, arrow_type(type_)) for name, type_ in fields.items()])


def arrow_type(name: str) -> Any:
    """The Arrow type of a field."""
    import pyarrow as pa

    if name.startswith("array<"):
        return pa.list_(arrow_type(name[len("array<") : -1]))
    return {
        "string": pa.string(),
        "binary": pa.binary(),
        "int": pa.int32(),
        "bigint": pa.int64(),
        "double": pa.float64(),
        "boolean": pa.bool_(),
    }[name]


class Columns:
    """Rows of files, gathered by column: an Arrow array is made of a column at once, which is quick."""

    def __init__(self) -> None:
        self._scalars: dict[str, list[Any]] = {name: [] for name in SCALARS}
        self._nested: dict[str, list[tuple[Any, ...]]] = {name: [] for name in NESTED}
        self._offsets: dict[str, list[int]] = {name: [0] for name in NESTED}

    def add(self, scalars: Mapping[str, Any], nested: Mapping[str, Iterable[tuple[Any, ...]]]) -> None:
        """One file: what is not given is null or an empty list. A row of a list has its fields in their order."""
        for name, values in self._scalars.items():
            values.append(scalars.get(name))
        for name, rows in self._nested.items():
            rows.extend(nested.get(name, ()))
            self._offsets[name].append(len(rows))

    def batch(self) -> Any:
        """All of them as an Arrow record batch."""
        import pyarrow as pa

        arrays = [pa.array(self._scalars[name], arrow_type(type_)) for name, type_ in SCALARS.items()]
        for name, fields in NESTED.items():
            columns: Sequence[Sequence[Any]] = list(zip(*self._nested[name], strict=True)) or [()] * len(fields)
            inner = pa.StructArray.from_arrays(
                [pa.array(column, arrow_type(type_)) for column, type_ in zip(columns, fields.values(), strict=True)],
                fields=list(_struct(fields)),
            )
            arrays.append(pa.ListArray.from_arrays(pa.array(self._offsets[name], pa.int32()), inner))
        return pa.RecordBatch.from_arrays(arrays, schema=schema())
