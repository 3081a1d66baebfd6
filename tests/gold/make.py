"""From annotations by surface to gold files by offset: `python tests/gold/make.py` rewrites NNN.json from NNN.yaml.

An annotation says where a name stands by quoting it: `整市推进` (every place where it stands), `整市推进#2` (the second
one), `“[整]”` (what is in brackets, where all of it stands). docs/evaluation.md tells the rest of the format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from kg.read.decode import decode

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "corpus"
PLACE = re.compile(r"(?P<before>[^\[]*?)(?:\[(?P<inside>[^\]]+)\](?P<after>.*?))?(?:#(?P<number>\d+))?")

Row = dict[str, Any]


def places(text: str, quoted: str) -> list[tuple[int, int]]:
    """The spans that a quotation means. ValueError where the text has none."""
    match = PLACE.fullmatch(quoted)
    assert match, quoted
    before, inside, after, number = match.group("before", "inside", "after", "number")
    lead, named = (len(before), inside) if inside else (0, before)
    whole = before + (inside or "") + (after or "")
    found = [(at.start() + lead, at.start() + lead + len(named)) for at in re.finditer(re.escape(whole), text)]
    chosen = found[int(number) - 1 :][:1] if number else found
    if not chosen:
        raise ValueError(f"{quoted} is not in the text")
    return chosen


def gold(note: Row, text: str) -> Row:
    """The gold file of one annotation."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    rows: Row = {"file": note["file"], "chars": len(text), "speeches": [], "entities": [], "mentions": []}
    rows |= {"optional_mentions": [], "relations": [], "optional_relations": [], "traps": []}
    rows["speeches"] = [{"id": "S1", "start": start, "end": end, **note["speech"]}]
    for list_, optional in (("mentions", False), ("optional_mentions", True)):
        for key, described in (note["optional"] if optional else note["entities"]).items():
            _add(rows, list_, key, described, text)
    rows["mentions"].sort(key=lambda row: (row["start"], row["end"], row["type"]))
    rows["optional_mentions"].sort(key=lambda row: (row["start"], row["end"], row["type"]))
    for list_ in ("relations", "optional_relations"):
        rows[list_] = [_relation(line, text) for line in note.get(list_, ())]
    for quoted, types in note.get("traps", {}).items():
        rows["traps"] += [{**_spanned(text, span), "types": types.split()} for span in places(text, quoted)]
    rows["redactions"] = [_spanned(text, found.span()) for found in re.finditer("[Xx]+", text)]
    return rows


def _add(rows: Row, list_: str, key: str, described: Row, text: str) -> None:
    """One entity and its mentions; with `each`, every mention is an entity of its own, KEY1, KEY2 and so on.

    In the optional part, `of` gives the key of an entity that is there already.
    """
    spans = sorted({span for quoted in described["mentions"] for span in places(text, quoted)})
    optional = list_ == "optional_mentions"
    for number, span in enumerate(spans, 1):
        id_ = described.get("of") or (f"{key}{number}" if described.get("each") else key)
        if all(entity["id"] != id_ for entity in rows["entities"]):
            rows["entities"].append(_entity(id_, key, described, optional))
        row = {**_spanned(text, span), "type": described["type"], "entity": id_}
        alternatives = sorted(set(_around(text, span, described.get("alt", ()))))
        if alternatives:
            row["alt"] = alternatives
        if "alt_types" in described:
            row["alt_types"] = described["alt_types"]
        rows[list_].append(row)


def _entity(id_: str, key: str, described: Row, optional: bool) -> Row:
    return {
        "id": id_,
        "type": described["type"],
        "name": described.get("name", key),
        "aliases": described.get("aliases", []),
        "optional": optional,
        "redacted": bool(described.get("redacted")),
    }


def _around(text: str, span: tuple[int, int], quoted: list[str]) -> Iterator[tuple[int, int]]:
    """Of other readings, those that overlap a mention."""
    for quotation in quoted:
        for start, end in places(text, quotation):
            if start < span[1] and span[0] < end and (start, end) != span:
                yield start, end


def _spanned(text: str, span: tuple[int, int]) -> Row:
    return {"start": span[0], "end": span[1], "text": text[slice(*span)]}


def _relation(line: list[str], text: str) -> Row:
    head, type_, tail, quoted, *rest = line
    evidence = list(places(text, quoted)[0])
    return {
        "type": type_,
        "head": head,
        "tail": tail,
        "evidence": evidence,
        "props": {"inferred": True} if rest else {},
    }


def made() -> Iterator[tuple[Path, str]]:
    """Each gold file and what it should hold."""
    for path in sorted(HERE.glob("[0-9][0-9][0-9].yaml")):
        note = yaml.safe_load(path.read_text(encoding="utf-8"))
        decoded = decode((CORPUS / note["file"]).read_bytes())
        assert decoded, note["file"]
        yield path.with_suffix(".json"), _lines(gold(note, decoded.text))


def _lines(rows: Row) -> str:
    """JSON with one row a line, so that a changed row is a changed line."""
    parts = []
    for key, value in rows.items():
        if isinstance(value, list) and value:
            listed = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
            parts.append(f' "{key}": [\n{listed}\n ]')
        else:
            parts.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    for target, content in made():
        target.write_text(content, encoding="utf-8")
