"""Whether an output folder is what was built."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.doctor.finding import Finding
from kg.doctor.output import output
from kg.sinks.replace import record


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "out")


def _found(out: Path) -> dict[str, Finding]:
    return {finding.name: finding for finding in output(out)}


def _states(out: Path) -> dict[str, str]:
    return {name: finding.state for name, finding in _found(out).items() if finding.state != "sound"}


def test_a_whole_folder(out: Path) -> None:
    before = sorted(path.name for path in out.iterdir())
    found = _found(out)
    assert {finding.state for finding in found.values()} == {"sound"}
    assert found["quotations"].facts["count"] > 500
    nodes = len((out / "entities.jsonl").read_text(encoding="utf-8").splitlines())
    assert found["database"].facts == {"nodes": nodes}
    assert sorted(path.name for path in out.iterdir()) == before, "a look changes nothing"


@pytest.mark.parametrize("name", ["edges.jsonl", "texts.jsonl"])
@pytest.mark.parametrize("lost", [True, False])
def test_a_file_that_is_not_what_was_built(name: str, lost: bool, out: Path) -> None:
    if lost:
        (out / name).unlink()
    else:
        (out / name).write_bytes((out / name).read_bytes() + b"\n")
    found = _found(out)
    assert found["outputs"].state == "broken"
    assert found["outputs"].facts == {"files": [name]}
    assert f"kg build -o {out}" in found["outputs"].mend[0]
    assert "quotations" not in found, "of no use then"


@pytest.mark.parametrize(("name", "command"), [("graph.html", "kg render"), ("graph.kgl", "kg query")])
def test_what_is_made_of_the_rest_needs_no_build(name: str, command: str, out: Path) -> None:
    (out / name).unlink()
    found = _found(out)
    assert found[name].state == "note"
    assert found[name].mend[0].startswith(command)
    assert found["quotations"].state == "sound"


def test_words_that_are_not_in_the_text(out: Path) -> None:
    path = out / "mentions.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows[7]["text"] += "们"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    record(out, path.name)
    found = _found(out)
    assert found["outputs"].state == "sound"
    assert found["quotations"].state == "broken"
    assert found["quotations"].facts["wrong"] == 1
    assert f"{rows[7]['file']}:{rows[7]['start']}-" in found["quotations"].told[1]


def test_an_edge_that_quotes_another_place(out: Path) -> None:
    path = out / "edges.jsonl"
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    row = json.loads(first)
    row["spans"][0] = "nowhere.txt:0-5"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n" + rest, encoding="utf-8")
    record(out, path.name)
    assert _states(out) == {"quotations": "broken"}


def test_a_database_of_another_graph(out: Path) -> None:
    path = out / "entities.jsonl"
    path.write_bytes(path.read_bytes() * 2)
    record(out, path.name)
    assert _states(out)["database"] == "broken"


def test_a_database_that_does_not_open_is_made_anew_by_the_next_query(out: Path) -> None:
    (out / "graph.kgl").write_bytes(b"no database")
    record(out, "graph.kgl")
    assert _states(out) == {"database": "note"}


def test_an_index_is_fresh_or_stale(out: Path) -> None:
    from kg.explorer.index import open_index

    open_index(out)
    assert _found(out)["index"].facts == {"index": "fresh"}
    path = out / "problems.jsonl"
    path.write_bytes(path.read_bytes() + path.read_bytes())
    record(out, path.name)
    assert _found(out)["index"].facts == {"index": "stale"}


def test_files_of_others_are_named(out: Path) -> None:
    (out / "notes\n.txt").write_text("mine", encoding="utf-8")
    found = _found(out)
    assert found["foreign"].state == "note"
    assert "notes↵.txt" in found["foreign"].told[0]


def test_a_folder_of_another_release(out: Path) -> None:
    path = out / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "kg": "0.0.1"}), encoding="utf-8")
    assert _states(out) == {"manifest": "note"}
    path.write_text(json.dumps({**manifest, "schema": 99}), encoding="utf-8")
    assert _states(out) == {"manifest": "broken"}


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    assert _states(tmp_path) == {"manifest": "broken"}
