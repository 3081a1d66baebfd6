"""The seam: a batch of files in, a batch of what they hold out, and the same whatever else is in the batch."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from kg.config import Config
from kg.run import document
from kg.run.batch import extract_batch
from kg.run.columns import NESTED, SCALARS, ddl, schema
from kg.run.rules import rules_of

TALK = "在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n要实施“双五星”创评，{}。\n"
ONE, OTHER = TALK.format("抓好乡村振兴").encode(), TALK.format("XX镇罗书记要带头").encode("gb18030")


def extracted(**files: bytes) -> list[dict[str, Any]]:
    names = [f"{name}.txt" for name in files]
    given = pa.record_batch({"path": pa.array(names), "data": pa.array(list(files.values()), pa.binary())})
    result = extract_batch(given, rules_of(Config()))
    assert result.schema == schema()
    rows: list[dict[str, Any]] = result.to_pylist()
    return rows


def test_a_row_a_file_with_all_that_it_tells() -> None:
    one, other = extracted(a=ONE, b=OTHER)
    assert (one["path"], one["text"].encode(), one["encoding"]) == ("a.txt", ONE, "utf-8")
    assert other["encoding"] == "gb18030"
    assert [speech["speaker"] for speech in one["speeches"]] == ["罗联峰"]
    assert "双五星" in {mention["surface"] for mention in one["mentions"]}
    for row in (one, other):
        known = {reading["id"] for reading in row["readings"]}
        for mention in row["mentions"]:
            assert row["text"][mention["start"] : mention["end"]] == mention["surface"]
            assert (mention["reading"] in known) != mention["redacted"]
            quote = row["quotes"][mention["quote"]]
            assert row["text"][quote["start"] : quote["end"]] == quote["text"]
            assert quote["start"] <= mention["start"] and mention["end"] <= quote["end"]
    assert any(mention["redacted"] and mention["entity"] for mention in other["mentions"])


def test_a_file_is_read_alike_in_every_company() -> None:
    assert extracted(a=ONE, b=OTHER)[1] == extracted(b=OTHER)[0]


def test_what_cannot_be_read_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(name: str, *rest: Any) -> Any:
        if name == "bad.txt":
            raise RuntimeError("no")
        return document.read(name, *rest)

    monkeypatch.setattr("kg.run.batch.read", read)
    rows = {row["file"]: row for row in extracted(bad=ONE, empty=b"", good=ONE)}
    assert [rows[name]["id"] is None for name in ("bad.txt", "empty.txt", "good.txt")] == [True, True, False]
    (problem,) = rows["bad.txt"]["problems"]
    assert problem["stage"] == "extract" and "RuntimeError: no" in problem["en"]
    assert [problem["stage"] for problem in rows["empty.txt"]["problems"]] == ["read"]


def test_spark_is_told_of_every_column() -> None:
    told = ddl()
    assert all(f"`{name}`" in told for name in (*SCALARS, *NESTED))
    assert "array<struct<`id`: string" in told
