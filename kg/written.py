"""YAML, TOML and JSON that somebody wrote or that may be damaged: what it holds, or ValueError with one sentence.

The readers that these stand on answer some faults by an exception of another kind: too deep a nesting, a number of ten
thousand digits, a date that is none. And YAML can say in ten lines what fills the memory when it is written out, by
names for what stands elsewhere (&a, *a); nobody needs these in a list of names, so they are not taken.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

# Half of a pair of surrogates, written as an escape: no text of a file can hold it, and none can be written with it.
_DEEPEST = 100
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def from_json(text: str | bytes) -> Any:
    """The value of a JSON text. ValueError where it is none, nests too deeply or holds what is no text."""
    try:
        value = json.loads(text)
    except RecursionError as fault:
        raise ValueError("nests too deeply") from fault
    if _HALF.search(text.decode("utf-8", "replace") if isinstance(text, bytes) else text):
        _check_text(value)
    return value


def from_yaml(text: str) -> Any:
    """The value of a YAML text, made of plain values only. ValueError where it is none, or as of JSON, or where it
    names what stands elsewhere (*a)."""
    import yaml

    try:
        value = yaml.load(text, Loader=_plain_loader())  # noqa: S506 a SafeLoader
    except yaml.YAMLError as fault:
        raise ValueError(str(fault)) from fault
    except (RecursionError, OverflowError) as fault:
        raise ValueError("nests too deeply") from fault
    except (TypeError, AttributeError, LookupError) as fault:  # of a value that its tag (!!int) does not fit
        raise ValueError("holds a value that is none of its kind") from fault
    _check_text(value)
    return value


def from_toml(text: str) -> dict[str, Any]:
    """The table of a TOML text. ValueError as of JSON."""
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError as fault:
        raise ValueError("nests too deeply") from fault


@cache
def _plain_loader() -> Any:
    import yaml

    safe: Any = yaml.SafeLoader

    class Plain(safe):  # type: ignore[misc]
        """Plain values, each standing where it is."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            """As of SafeLoader, but for *a, and to a depth."""
            self.depth = getattr(self, "depth", 0) + 1
            if self.depth > _DEEPEST:
                raise yaml.composer.ComposerError(None, None, "nests too deeply", self.peek_event().start_mark)
            if self.check_event(yaml.AliasEvent):
                event = self.peek_event()
                raise yaml.composer.ComposerError(None, None, "references (*) are not taken", event.start_mark)
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

    return Plain


def _check_text(value: Any) -> None:
    """ValueError where a text within a value cannot be written."""
    try:
        if isinstance(value, str):
            value.encode()
        elif isinstance(value, dict):
            for key, inner in value.items():
                _check_text(key)
                _check_text(inner)
        elif isinstance(value, list):
            for inner in value:
                _check_text(inner)
    except UnicodeEncodeError as fault:
        raise ValueError("holds half of a character (\\ud800)") from fault
