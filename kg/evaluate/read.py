"""Reading a folder of gold files, and saying what is wrong with one that cannot be read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.evaluate.gold import (
    PLACEHOLDER,
    RELATIONS,
    TYPES,
    GoldEntity,
    GoldFile,
    GoldMention,
    GoldRelation,
    GoldSpeech,
    Trap,
)
from kg.evaluate.spans import Span
from kg.link.forms import normal
from kg.written import from_json

Row = dict[str, Any]


class _Flaw(Exception):
    """What is wrong with a gold file, in both languages, before it is known which file it is."""


def read_gold(folder: Path) -> list[GoldFile]:
    """The gold files FOLDER/NNN.json in the order of their names. KgError where there is none or one is malformed."""
    paths = sorted(folder.glob("[0-9][0-9][0-9].json"))
    if not paths:
        raise KgError(
            f"{folder} 中没有标注文件（如 001.json），格式见 docs/evaluation.md",
            f"{folder} holds no gold file (such as 001.json); docs/evaluation.md tells the format",
        )
    return [_read(path) for path in paths]


def _read(path: Path) -> GoldFile:
    try:
        return _gold_file(from_json(path.read_text(encoding="utf-8")))
    except ValueError as fault:
        raise KgError(f"{path} 不是有效的 JSON：{fault}", f"{path} is not valid JSON: {fault}") from fault
    except (TypeError, AttributeError) as fault:  # a list where a word should be, and the like
        raise KgError(
            f"标注文件 {path} 中有字段的类型不对", f"gold file {path}: a field is of the wrong kind"
        ) from fault
    except _Flaw as flaw:
        zh, en = flaw.args
        raise KgError(f"标注文件 {path} 有误：{zh}", f"gold file {path}: {en}") from flaw


def _gold_file(data: Any) -> GoldFile:
    if not isinstance(data, dict):
        raise _Flaw("应是一个 JSON 对象", "must be one JSON object")
    rows = {row["id"]: row for row in _rows(data, "entities", ("id", str), ("name", str), ("type", str))}
    speeches = tuple(_speeches(data, rows))
    redacted = {id_ for id_, row in rows.items() if row.get("redacted")}
    mentions = tuple(_mentions(data, "mentions", rows, redacted))
    optional_mentions = tuple(_mentions(data, "optional_mentions", rows, redacted))
    ends = {*rows, *(speech.id for speech in speeches)}
    return GoldFile(
        file=_field(data, "file", str),
        scope=tuple(_span(pair) for pair in data.get("scope", ())),
        entities=_entities(rows, (*mentions, *optional_mentions)),
        mentions=mentions,
        optional_mentions=optional_mentions,
        relations=tuple(_relations(data, "relations", ends)),
        optional_relations=tuple(_relations(data, "optional_relations", ends)),
        speeches=speeches,
        traps=tuple(Trap(_place(row), frozenset(row.get("types") or ())) for row in _rows(data, "traps", *PLACE)),
        redactions=tuple(_place(row) for row in _rows(data, "redactions", *PLACE)),
    )


Need = tuple[str, type]
PLACE: tuple[Need, ...] = (("start", int), ("end", int), ("text", str))


def _rows(data: Row, name: str, *needs: Need) -> Iterator[Row]:
    """The objects of a list, each checked for its fields. Lists that are not there are empty."""
    rows = data.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _Flaw(f"{name} 应是对象的列表", f"{name} must be a list of objects")
    for row in rows:
        for field, kind in needs:
            _field(row, field, kind)
        yield row


def _field(row: Row, name: str, kind: type) -> Any:
    value = row.get(name)
    if not isinstance(value, kind):
        raise _Flaw(f"缺少 {name} 或其值有误：{_shown(row)}", f"{name} is missing or wrong: {_shown(row)}")
    return value


def _shown(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False)[:120]


def _span(pair: Any) -> Span:
    match pair:
        case [int(start), int(end)] if 0 <= start < end:
            return start, end
    raise _Flaw(f"区间有误：{pair}", f"not a span: {pair}")


def _place(row: Row) -> Span:
    """The span of a row, which must be as long as its text."""
    span = _span([row["start"], row["end"]])
    if span[1] - span[0] != len(row["text"]):
        raise _Flaw(f"文字与起止不符：{_shown(row)}", f"the text does not fit its span: {_shown(row)}")
    return span


def _known(row: Row, name: str, ids: Iterable[str]) -> str:
    if row[name] not in ids:
        raise _Flaw(f"{name} 指向不存在的 {row[name]}：{_shown(row)}", f"{name} names no known id: {_shown(row)}")
    return str(row[name])


def _type(row: Row, types: Iterable[str]) -> str:
    if row["type"] not in types:
        raise _Flaw(f"没有类型 {row['type']}：{_shown(row)}", f"there is no type {row['type']}: {_shown(row)}")
    return str(row["type"])


def _mentions(data: Row, name: str, rows: dict[str, Row], redacted: set[str]) -> Iterator[GoldMention]:
    for row in _rows(data, name, *PLACE, ("type", str), ("entity", str)):
        entity = _known(row, "entity", rows)
        types = (row["type"], *row.get("alt_types", ()), *rows[entity].get("alt_types", ()))
        yield GoldMention(
            spans=(_place(row), *map(_span, row.get("alt", ()))),
            text=row["text"],
            type=_type(row, TYPES),
            types=frozenset(types),
            entity=entity,
            hole=entity in redacted and PLACEHOLDER.search(row["text"]) is not None,
        )


def _entities(rows: dict[str, Row], mentions: Iterable[GoldMention]) -> dict[str, GoldEntity]:
    surfaces = defaultdict(set)
    for mention in mentions:
        surfaces[mention.entity].add(mention.text)
    return {
        id_: GoldEntity(
            id=id_,
            name=row["name"],
            type=_type(row, TYPES),
            optional=bool(row.get("optional")),
            names=frozenset(normal(name) for name in {row["name"], *row.get("aliases", ()), *surfaces[id_]}),
        )
        for id_, row in rows.items()
    }


def _relations(data: Row, name: str, ends: set[str]) -> Iterator[GoldRelation]:
    for row in _rows(data, name, ("type", str), ("head", str), ("tail", str), ("evidence", list)):
        head, tail = _known(row, "head", ends), _known(row, "tail", ends)
        inferred = bool((row.get("props") or {}).get("inferred"))
        # An optional fact may be of a kind that kg does not state.
        kind = _type(row, RELATIONS) if name == "relations" else row["type"]
        yield GoldRelation(kind, head, tail, inferred, _span(row["evidence"]))


def _speeches(data: Row, rows: dict[str, Row]) -> Iterator[GoldSpeech]:
    for row in _rows(data, "speeches", ("id", str), ("start", int), ("end", int)):
        speaker = _known(row, "speaker", rows) if row.get("speaker") else None
        yield GoldSpeech(row["id"], _span([row["start"], row["end"]]), row.get("title") or "", row.get("date"), speaker)
