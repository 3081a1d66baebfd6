"""Several that decide at the same moment: no decision is lost, and none is written twice."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg.link.decisions import in_force, read_decisions
from kg.review.decide import decision
from kg.review.record import add, put, withdraw

WRITERS, EACH = 6, 15


def decide(file: Path, writer: int) -> list[int]:
    """What one writer does: decisions of its own, and one that all make; the lines of its own."""
    lines = []
    for number in range(EACH):
        own = decision("Place", f"甲{writer}-{number}", "乙", "", "different", f"第{writer}人", "2026-01-01")
        lines.append(put(file, own)[0])
        add(file, decision("Place", f"同{number}", "乙", "", "same", f"第{writer}人", "2026-01-01"))
    return lines


def checked(file: Path, lines: dict[int, list[int]] | None = None) -> None:
    rows = read_decisions(file)
    assert len(rows) == WRITERS * EACH + EACH
    for writer in range(WRITERS):
        own = [row for row in rows if row.left.name.startswith(f"甲{writer}-")]
        assert len(own) == EACH
        if lines:
            assert [row.row for row in own] == lines[writer], "each was told where its own stands"
    assert os.listdir(file.parent) == [file.name]  # noqa: PTH208 (a lock would be hidden)


def test_in_several_processes(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from tests.faults.test_decisions import decide; "
    code += "decide(Path(sys.argv[1]), int(sys.argv[2]))"
    file = tmp_path / "out.decisions.jsonl"
    command = [sys.executable, "-c", code, str(file)]
    root = Path(__file__).parents[2]
    writers = [subprocess.Popen([*command, str(number)], cwd=root) for number in range(WRITERS)]
    assert [writer.wait() for writer in writers] == [0] * WRITERS
    checked(file)


def test_in_several_threads_of_the_server(tmp_path: Path) -> None:
    file = tmp_path / "out.decisions.jsonl"
    with ThreadPoolExecutor(WRITERS) as pool:
        lines = dict(enumerate(pool.map(lambda writer: decide(file, writer), range(WRITERS))))
    checked(file, lines)
    assert withdraw(file, lines[0][0], "某", "2026-01-02").left.name == "甲0-0"
    assert len(in_force(read_decisions(file))) == WRITERS * EACH + EACH - 1


def test_a_killed_write_leaves_nothing_that_the_next_does_not_clear(tmp_path: Path) -> None:
    file = tmp_path / "out.decisions.jsonl"
    (tmp_path / ".out.decisions.jsonl-kg-abcd_123").write_text("half", encoding="utf-8")
    (tmp_path / ".out.decisions.jsonl-kg.lock").write_text("99999999", encoding="utf-8")
    (tmp_path / ".out.decisions.jsonl-mine").write_text("mine", encoding="utf-8")
    add(file, decision("Place", "甲村", "乙", "", "different", "某", "2026-01-01"))
    assert {path.name for path in tmp_path.iterdir()} == {file.name, ".out.decisions.jsonl-mine"}


def test_the_rights_of_the_file_stay(tmp_path: Path) -> None:
    file = tmp_path / "out.decisions.jsonl"
    file.write_bytes(b"")
    file.chmod(0o600)
    add(file, decision("Place", "甲村", "乙", "", "different", "某", "2026-01-01"))
    assert file.stat().st_mode & 0o777 == 0o600
