"""What the fields of an output folder's lines may hold (docs/output.md), by name: they mean the same in every file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NONE = type(None)
_KINDS: tuple[tuple[tuple[type, ...], str], ...] = (
    (
        (str,),
        "file speech text quote node other_file other_text other_speech other_quote fill head rel tail head_id"
        " tail_id left right scope verdict words fact when act stated stated_text id name title stage message message_en"
        " family method source target",
    ),
    (
        (str, _NONE),
        "kind field entity entity_id type act_of_end by at holder date date_precision speaker position place"
        " version_of",
    ),
    (
        (int,),
        "start end body quote_start other_start other_end other_quote_start stated_start stated_end passage count"
        " families",
    ),
    ((int, _NONE), "offset likely"),
    ((int, float), "score similarity"),
    ((bool,), "inferred redacted"),
    ((dict,), "props"),
    ((list,), "reasons years others speeches quotes spans statements pages"),
)
FIELDS: Mapping[str, tuple[type, ...]] = {field: kinds for kinds, names in _KINDS for field in names.split()}
_SPAN = re.compile(r".*:\d{1,15}-\d{1,15}", re.DOTALL)
_OF_NUMBERS = ("years", "pages")


def fits(row: Mapping[str, Any]) -> bool:
    """Whether every known field of a line holds what it may."""
    if not all(_fits(field, value) for field, value in row.items()):
        return False
    spans = row.get("spans")
    return spans is None or (
        len(spans) == len(row.get("quotes", spans)) and all(_SPAN.fullmatch(span) for span in spans)
    )


def _fits(field: str, value: Any) -> bool:
    kinds = FIELDS.get(field)
    if kinds is None:
        return True
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        return False
    if isinstance(value, list) and field != "others":
        kind = int if field in _OF_NUMBERS else str
        return all(isinstance(item, kind) for item in value)
    return not isinstance(value, int) or abs(value) < 2**63
