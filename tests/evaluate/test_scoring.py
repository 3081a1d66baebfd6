"""What counts as right, wrong, missed, or neither: one thing changed at a time in a build that finds everything."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.evaluate.entities import PAIRS
from kg.evaluate.gold import CORE, RELATIONS, TYPES
from kg.evaluate.run import Evaluation
from kg.evaluate.speeches import SPEECH
from kg.evaluate.tally import Figures, Tally, figures
from tests.evaluate.small import FILE, TEXT, build, gold, named, related, said, scored, stated, write_gold


def counts(tally: Tally, *types: str) -> tuple[int, int, int]:
    """Hits, alarms and misses."""
    found = figures(tally, types or TYPES)
    return found.hits, found.alarms, found.misses


def kinds(result: Evaluation) -> list[str]:
    return [fault.kind for fault in result.faults]


def test_all_found(tmp_path: Path) -> None:
    result = scored(tmp_path, build())
    assert counts(result.strict) == counts(result.relaxed) == (6, 0, 0)
    assert counts(result.entity) == (5, 0, 0)
    assert counts(result.linking, PAIRS) == (1, 0, 0)
    assert counts(result.relations, *RELATIONS) == (3, 0, 0)
    assert counts(result.speeches, SPEECH) == (1, 0, 0)
    assert result.attributes == {"speeches": 1, "date": 1, "speaker": 1, "title": 1}
    assert (result.faults, result.misread, result.files, result.absent) == ([], 0, [FILE], [])
    assert figures(result.strict, CORE).f1 == 1


def test_nothing_found(tmp_path: Path) -> None:
    result = scored(tmp_path, {**build(), "mentions": [], "relations": []})
    assert counts(result.strict) == (0, 0, 6)
    assert kinds(result) == ["missed"] * 6 + ["relation missed"] * 3
    assert figures(result.strict, TYPES) == Figures(0, 0, 6)
    assert figures(result.strict, TYPES).f1 == 0
    assert figures(result.strict, ["Event"]).f1 is None


@pytest.mark.parametrize(
    ("instead", "strict", "relaxed"),
    [
        (said("双五星", "Program"), (6, 0, 0), (6, 0, 0)),  # another boundary that counts as right
        (said("五星工程", "Program"), (5, 1, 1), (6, 0, 0)),  # an overlap
        (said("双五星工程", "Concept"), (5, 1, 1), (5, 1, 1)),  # another type
        (said("推行", "Program"), (5, 1, 1), (5, 1, 1)),  # somewhere else
        (said("双五星工程", "Vehicle"), (5, 0, 1), (5, 0, 1)),  # no type of the vocabulary
    ],
)
def test_boundaries(
    tmp_path: Path, instead: dict[str, object], strict: tuple[int, int, int], relaxed: tuple[int, int, int]
) -> None:
    rows = build()
    rows["mentions"][1] = instead
    result = scored(tmp_path, rows)
    assert counts(result.strict) == strict
    assert counts(result.relaxed) == relaxed


def test_another_type_that_counts_as_right(tmp_path: Path) -> None:
    rows = build()
    rows["mentions"][4] = said("意见", "Program")
    assert counts(scored(tmp_path, rows).strict, "Document") == (1, 0, 0)


def test_each_may_be_taken_once(tmp_path: Path) -> None:
    rows = build()
    rows["mentions"] += [said("双五星工程", "Program"), said("双五星", "Program")]
    result = scored(tmp_path, rows)  # the same row twice is one, the other reading beside it is one too many
    assert counts(result.strict, "Program") == counts(result.relaxed, "Program") == (1, 1, 0)


@pytest.mark.parametrize(("surface", "alarms"), [("青川县委", 0), ("川县委", 0), ("县委书记张", 1)])
def test_what_agrees_by_half_with_an_optional_reading_counts_neither_way(
    tmp_path: Path, surface: str, alarms: int
) -> None:
    rows = build()
    rows["mentions"].append(said(surface, "Organization"))
    result = scored(tmp_path, rows)
    assert counts(result.strict, "Organization") == counts(result.entity, "Organization") == (0, alarms, 0)


def test_a_trap(tmp_path: Path) -> None:
    rows = build()
    rows["mentions"] += [said("一肩挑", "Program"), said("一肩挑", "Concept")]
    result = scored(tmp_path, rows)
    assert [fault.type for fault in result.faults if fault.kind == "trap"] == ["Program"]
    assert counts(result.strict) == (6, 2, 0)


def test_only_the_scope_counts(tmp_path: Path) -> None:
    annotated = gold() | {"scope": [[0, TEXT.index("张书记")]]}
    annotated["mentions"] = annotated["mentions"][:-1]
    rows = build()
    rows["mentions"].append(said("一肩挑", "Program"))
    assert counts(scored(tmp_path, rows, annotated).strict) == (5, 0, 0)


def test_linking(tmp_path: Path) -> None:
    rows = build()
    rows["mentions"][5] = said("张书记", "Person")
    assert counts(scored(tmp_path, rows).linking, PAIRS) == (0, 0, 1)


def test_wrong_linking(tmp_path: Path) -> None:
    rows = build()
    rows["mentions"][2]["entity_id"] = rows["mentions"][3]["entity_id"]
    result = scored(tmp_path, rows)
    assert counts(result.linking, PAIRS) == (1, 1, 0)
    assert counts(result.entity, "Place") == (1, 0, 1)


@pytest.mark.parametrize(
    ("name", "redacted", "kind"),
    [("XX镇", False, ["unflagged"]), ("青溪镇", False, ["resolved"]), ("青溪镇", True, [])],
)
def test_a_hole(tmp_path: Path, name: str, redacted: bool, kind: list[str]) -> None:
    rows = build()
    rows["mentions"][3] = said("XX镇", "Place", name, redacted=redacted)
    rows["relations"].pop()
    result = scored(tmp_path, rows, inferred=False)
    assert kinds(result) == kind
    assert result.redactions == Counter(placeholders=1, merged=0)


def test_a_hole_inside_a_name(tmp_path: Path) -> None:
    rows = build()
    rows["mentions"].append(said("县和XX镇推", "Program"))
    assert kinds(scored(tmp_path, rows)) == ["alarm", "stray"]


def test_two_holes_in_one(tmp_path: Path) -> None:
    annotated = gold()
    annotated["entities"].append({**annotated["entities"][3], "id": "L3"})
    annotated["mentions"].append(named("XX", "Place", "L3"))
    rows = build()
    rows["mentions"].append(said("XX", "Place", "XX镇", redacted=True))
    assert scored(tmp_path, rows, annotated).redactions == Counter(placeholders=2, merged=1)


def test_relations(tmp_path: Path) -> None:
    rows = build()
    rows["relations"] += [
        stated("张民", "DELIVERED", "speech-1"),  # said twice
        stated("张书记", "LEADS", "青川县委"),  # optional, by another name
        stated("青川县", "IMPLEMENTED_IN", "双五星工程"),  # the wrong way round
    ]
    result = scored(tmp_path, rows)
    assert counts(result.relations, *RELATIONS) == (3, 1, 0)
    assert [fault.told for fault in result.faults] == ["青川县 → 双五星工程"]


@pytest.mark.parametrize(("inferred", "expected"), [(True, (2, 0, 1)), (False, (2, 0, 0))])
def test_inferred_relations(tmp_path: Path, inferred: bool, expected: tuple[int, int, int]) -> None:
    rows = build()
    rows["relations"].pop()
    assert counts(scored(tmp_path, rows, inferred=inferred).relations, *RELATIONS) == expected


def test_an_inferred_relation_that_is_stated_all_the_same_is_no_false_alarm(tmp_path: Path) -> None:
    assert counts(scored(tmp_path, build(), inferred=False).relations, *RELATIONS) == (2, 0, 0)


def test_an_optional_relation_may_be_of_a_kind_that_kg_does_not_know(tmp_path: Path) -> None:
    annotated = gold()
    annotated["optional_relations"].append(related("G1", "HELD_IN", "L1"))
    assert counts(scored(tmp_path, build(), annotated).relations, *RELATIONS) == (3, 0, 0)


@pytest.mark.parametrize(("end", "expected"), [(len(TEXT) - 3, (1, 0, 0)), (len(TEXT) // 2, (0, 1, 1))])
def test_a_speech_is_found_where_four_fifths_agree(tmp_path: Path, end: int, expected: tuple[int, int, int]) -> None:
    rows = build()
    rows["speeches"][0] |= {"end": end, "date": None, "speaker": None, "title": "别的"}
    result = scored(tmp_path, rows)
    assert counts(result.speeches, SPEECH) == expected
    assert sum(result.attributes[name] for name in ("date", "speaker", "title")) == 0
    assert counts(result.relations, "DELIVERED") == expected  # a speech that is not found ends no relation


def test_another_text_under_the_same_offsets(tmp_path: Path) -> None:
    rows = build()
    rows["mentions"][0]["text"] = "别的"
    assert scored(tmp_path, rows).misread == 1


@pytest.mark.parametrize("file", ["folder/007_abc.txt", "007.txt", "007_other.md"])
def test_a_file_is_known_by_its_name_or_its_first_three_characters(tmp_path: Path, file: str) -> None:
    rows = {name: [row | {"file": file} if "file" in row else row for row in table] for name, table in build().items()}
    assert counts(scored(tmp_path, rows).strict) == (6, 0, 0)


def test_a_gold_file_that_was_not_built_is_named_and_counts_nothing(tmp_path: Path) -> None:
    write_gold(tmp_path / "gold", gold() | {"file": "008_def.txt"}, "008.json")
    result = scored(tmp_path, build())
    assert (result.files, result.absent) == ([FILE], ["008_def.txt"])
    assert counts(result.strict) == (6, 0, 0)


def test_a_gold_of_other_texts_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"其他\.txt"):
        scored(tmp_path, build(), gold() | {"file": "其他.txt"})
