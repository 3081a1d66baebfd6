"""A disk that fills: one sentence, the former output as it was, nothing left behind, and the next build succeeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.explorer.index import open_index
from kg.graph.folder import read_manifest
from kg.link.decisions import decisions_beside, read_decisions
from kg.review.decide import decision
from kg.review.record import add
from kg.sinks.embedded import FILE, open_embedded
from kg.sinks.replace import replace_output
from tests.faults.conftest import Build, Disk, change
from tests.faults.kills import digests


def names(folder: Path) -> set[str]:
    return set(os.listdir(folder)) - {"filler"}  # noqa: PTH208 (a name may be hidden)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.2, 0.5, 0.9])
def test_a_build(kg_build: Build, texts: Path, disk: Disk, share: float) -> None:
    out = disk.folder / "out"
    former = kg_build(texts, out)
    change(texts)
    sizes = [path.stat().st_size for path in out.iterdir()]
    with disk.leaving(int(share * (sum(sizes) if disk.mounted else max(sizes)))), pytest.raises(KgError) as fault:
        kg_build(texts, out)
    assert "满" in fault.value.zh or "大小" in fault.value.zh
    assert digests(out) == former
    assert names(disk.folder) == {"out"}
    assert kg_build(texts, out) != former


def test_the_tables_of_a_build_with_workers(kg_build: Build, texts: Path, disk: Disk) -> None:
    out = disk.folder / "out"
    former = kg_build(texts, out, 1)
    # another output, for which no file has to be read
    add(decisions_beside(out), decision("Place", "枝城镇", "某镇", "", "different", "某", "2026-01-01"))
    for size in (0, 100_000, 600_000, 1_500_000):
        with disk.leaving(size), pytest.raises(KgError) as fault:
            kg_build(texts, out, 1)
        assert "满" in fault.value.zh or "大小" in fault.value.zh, size
        assert digests(out) == former
        assert names(disk.folder) == {"out", "out.parts", "out.decisions.jsonl"}
    assert kg_build(texts, out, 1) != former


def test_a_worker_that_writes_a_part(kg_build: Build, texts: Path, disk: Disk) -> None:
    with disk.leaving(20_000), pytest.raises(KgError):
        kg_build(texts, disk.folder / "out", 1)
    assert names(disk.folder) == {"out.parts"}
    assert list((disk.folder / "out.parts").rglob("*.tmp")) == []


def test_what_is_made_of_an_output(kg_build: Build, texts: Path, disk: Disk) -> None:
    out = disk.folder / "out"
    kg_build(texts, out)
    (out / FILE).unlink()
    before = digests(out)
    with disk.leaving(0):
        assert open_embedded(out).node_count() > 5, "it is served from memory"
        with pytest.raises(KgError, match=str(out)):
            open_index(out)
        with pytest.raises(KgError, match=str(out)):
            replace_output(out, "graph.html", b"x" * 10_000, read_manifest(out))
    assert digests(out) == before


def test_a_decision(tmp_path: Path, disk: Disk) -> None:
    file = disk.folder / "out.decisions.jsonl"
    first = decision("Place", "甲村", "乙村", "", "different", "某", "2026-01-01")
    assert add(file, first)
    before = file.read_bytes()
    with disk.leaving(0), pytest.raises(KgError, match="decisions"):
        add(file, decision("Place", "甲村", "丙村", "", "different", "某", "2026-01-01"))
    assert file.read_bytes() == before and len(read_decisions(file)) == 1
    assert names(disk.folder) == {"out.decisions.jsonl"}


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_standard_output(unbuffered: str) -> None:
    command = [sys.executable, "-m", "kg", "--lang", "en", "query", "--list"]
    given = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", env=given)
    assert (done.returncode, done.stderr) == (2, "error: cannot read or write (No space left on device)\n")


def test_an_export(kg_build: Build, texts: Path, disk: Disk) -> None:
    out = disk.folder / "out"
    kg_build(texts, out)
    command = [sys.executable, "-m", "kg", "--lang", "en", "export", "--format", "graphml", "-o", str(out), "--to"]
    with disk.leaving(4096):
        done = subprocess.run([*command, str(disk.folder / "graph.graphml")], capture_output=True, encoding="utf-8")
    assert done.returncode == 2 and done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
    assert names(disk.folder) == {"out"}
