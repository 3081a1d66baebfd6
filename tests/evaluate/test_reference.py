"""The figures of `kg eval` are those of the scorer that comes with the gold of the real speeches."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate.run import evaluate
from kg.evaluate.show import as_dict

Row = dict[str, Any]


def _reference(gold: Path, out: Path, inferred: bool) -> Row:
    answer = out / "reference.json"
    rows = [str(out / f"{name}.jsonl") for name in ("mentions", "relations", "speeches")]
    options = ["--gold", str(gold), "--json", str(answer), *([] if inferred else ["--no-inferred"])]
    subprocess.run([sys.executable, str(gold / "score.py"), *rows, *options], check=True, capture_output=True)
    return dict(json.loads(answer.read_text(encoding="utf-8")))


def _rates(found: Row) -> list[float | None]:
    return [found["precision"], found["recall"], found["f1"]]


def _ours(gold: Path, out: Path, inferred: bool) -> Row:
    """Our figures in the reference's form."""
    told = as_dict(evaluate(gold, out, inferred))
    tables = ("strict", "relaxed", "entity", "relations")
    return {
        **{table: {name: _rates(found) for name, found in told[table].items()} for table in tables},
        "linking": _rates(told["linking"]),
        "speeches": _rates(told["speeches"]),
        "redaction": {name: count for name, count in told["redaction"].items() if count},
        "trap_hits": told["traps"],
        "bad_offsets": told["misread"],
    }


def _equal(gold: Path, out: Path, inferred: bool, ties: float = 0.0) -> None:
    """Where overlapping mentions compete, several matchings are best; `ties` is what such a choice may move."""
    reference, ours = _reference(gold, out, inferred), _ours(gold, out, inferred)
    reference["redaction"] = {name: count for name, count in reference["redaction"].items() if count}
    assert set(reference) == set(ours)
    for table in ("strict", "relaxed", "entity", "relations"):
        assert set(reference[table]) == set(ours[table])
        for name, rates in reference[table].items():
            loose = ties if table in ("relaxed", "entity") else 0.0
            assert ours[table][name] == pytest.approx(rates, abs=loose + 1e-9), f"{table} {name}"
    for name in ("linking", "speeches", "redaction", "trap_hits", "bad_offsets"):
        assert ours[name] == pytest.approx(reference[name]), name


@pytest.mark.group("speeches")
@pytest.mark.group("gold")
@pytest.mark.parametrize("inferred", [True, False])
def test_on_a_build(gold_of_speeches: Path, built_speeches: Path, tmp_path: Path, inferred: bool) -> None:
    _equal(gold_of_speeches, shutil.copytree(built_speeches, tmp_path / "out"), inferred)


def _shifted(row: Row, chance: random.Random) -> Row:
    """A mention with another boundary, of which the text is not known any more."""
    start = row["start"] + chance.choice((0, 1))
    end = max(start + 1, row["end"] + chance.choice((0, 0, -1, 2)))
    return {**row, "start": start, "end": end, "text": "某" * (end - start)}


SPOILT: dict[str, Callable[[Row, random.Random], Row]] = {
    "boundaries": _shifted,
    "types": lambda row, chance: {**row, "type": chance.choice(("Program", "Concept", "Place", "Organization"))},
    "holes": lambda row, chance: {**row, "redacted": False, "entity": chance.choice(("王家畈镇", row["entity"]))},
    "entities": lambda row, chance: {**row, "entity_id": str(chance.randrange(20)), "entity": f"名{chance.random()}"},
}


@pytest.mark.group("speeches")
@pytest.mark.group("gold")
@pytest.mark.parametrize("way", SPOILT)
def test_on_a_spoilt_build(gold_of_speeches: Path, built_speeches: Path, tmp_path: Path, way: str) -> None:
    """Every other mention is spoilt, so that there is something of each kind of fault to count."""
    out = shutil.copytree(built_speeches, tmp_path / "out")
    chance = random.Random(7)
    path = out / "mentions.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    spoilt = [SPOILT[way](row, chance) if chance.random() < 0.5 else row for row in rows]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in spoilt), encoding="utf-8")
    assert as_dict(evaluate(gold_of_speeches, out)) != as_dict(evaluate(gold_of_speeches, built_speeches))
    _equal(gold_of_speeches, out, inferred=True, ties=0.05)
