"""Outputs appear whole or not at all."""

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.sinks.staging import staged


def write(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def break_off(out: Path, fault: type[BaseException]) -> None:
    with staged(out) as folder:
        write(folder, "half")
        raise fault


def test_output_appears_and_is_replaced(tmp_path: Path) -> None:
    for text in ("first", "second"):
        with staged(tmp_path / "out") as folder:
            write(folder, text)
        assert (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_a_build_broken_off_leaves_the_former_output_whole(tmp_path: Path, fault: type[BaseException]) -> None:
    with staged(tmp_path / "out") as folder:
        write(folder, "former")
    with pytest.raises(fault):
        break_off(tmp_path / "out", fault)
    assert (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8") == "former"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_is_not_kgs_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError), staged(tmp_path / "out"):
        raise AssertionError("not reached")
    assert (tmp_path / "out" / "thesis.txt").exists()


def test_the_output_must_not_hold_the_input(tmp_path: Path) -> None:
    with pytest.raises(KgError), staged(tmp_path, [tmp_path / "in"]):
        raise AssertionError("not reached")
