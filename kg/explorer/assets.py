"""The front end as it was built into kg/explorer/static, if it was: its scripts, its style sheets, its words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.explorer.text import relation_name, type_name
from kg.lang import language
from kg.schema import node_types, relation_types

ENTRY = "src/main.ts"
MISSING = (
    "交互部分尚未构建，页面以纯文本形式显示，功能不减",
    "the interactive part has not been built: pages are plain, and lack nothing else",
)


@dataclass(frozen=True, slots=True)
class Assets:
    """Paths below /static/ of what every page loads; both empty where the front end is not built."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


def folder() -> Path:
    """Where the built front end is, or would be."""
    return Path(str(files(__package__))) / "static"


def assets(static: Path | None = None) -> Assets:
    """What the build's manifest names for every page."""
    static = static or folder()
    for manifest in (static / ".vite" / "manifest.json", static / "manifest.json"):
        if manifest.is_file():
            entry = json.loads(manifest.read_text(encoding="utf-8")).get(ENTRY, {})
            return Assets((entry["file"],) if entry else (), tuple(entry.get("css", ())))
    return Assets()


def page_data(root: str = "/") -> dict[str, object]:
    """What scripts need to know: the language, the words they say, what types and relations are called."""
    at = 1 if language() == "en" else 0
    return {
        "lang": language(),
        "root": root,
        "words": {key: pair[at] for key, pair in _words().items()},
        "types": {name: {"label": type_name(name), "shape": kind.shape} for name, kind in node_types().items()},
        "relations": {name: relation_name(name) for name in relation_types()},
    }


@cache
def _words() -> dict[str, tuple[str, str]]:
    path = Path(str(files(__package__))) / "words.json"
    if not path.is_file():
        return {}
    return {key: (pair["zh"], pair["en"]) for key, pair in json.loads(path.read_text(encoding="utf-8")).items()}
