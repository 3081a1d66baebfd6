"""The ends of a text, other line ends, and what a user says is no name."""

from pathlib import Path

from kg.extract.lexicon import build_lexicon, general_entries
from kg.extract.user import read_lexicon
from tests.passages import HEAD, read, said


def test_a_span_never_begins_before_the_text() -> None:
    mentions = read("市委要求大家在会上的讲话都要学好，这就是中共").mentions
    assert all(0 <= mention.start < mention.end for mention in mentions)


def test_other_line_ends_read_the_same() -> None:
    text = f"{HEAD}市委书记李大强到会。\n王小明：我来汇报。\n"
    plain, dos = read(text), read(text.replace("\n", "\r\n"))
    assert [(m.surface, m.type) for m in plain.mentions] == [(m.surface, m.type) for m in dos.mentions]


def test_never_holds_for_short_forms_too(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,type\n铁科,never\n", encoding="utf-8")
    lexicon = build_lexicon([*read_lexicon(tmp_path / "own.csv"), *general_entries()])
    found = read(f"{HEAD}四川铁科建设监理有限公司来了人，铁科的同志也发了言。", lexicon).names("Organization")
    assert "四川铁科建设监理有限公司" in found
    assert "铁科" not in found


def test_many_digits_cost_no_more_than_other_characters() -> None:
    assert said("1" * 20_000).names("Person")[1:] == []
