"""kg.toml: what a project always asks of `kg build`, written down once. Options on the command line outrank it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.lang import LANGUAGES
from kg.meant import meant
from kg.written import from_toml

FILE = "kg.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """What a kg.toml says; what it does not say is empty or None. Paths are those of the file, taken from its folder.

    `off` and `plugins` are names of extractors (kg.extract.registry).
    """

    inputs: tuple[Path, ...] = ()
    out: Path | None = None
    lexicon: tuple[Path, ...] = ()
    decisions: Path | None = None
    timeline: Path | None = None
    lang: str | None = None
    off: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()


# What each key holds: its section ('' at the top), and whether it is a list of paths or names, a path, or a language.
KEYS = {
    ("", "inputs"): "paths",
    ("", "out"): "path",
    ("", "lexicon"): "paths",
    ("", "decisions"): "path",
    ("", "timeline"): "path",
    ("", "lang"): "language",
    ("extract", "off"): "names",
    ("extract", "plugins"): "names",
}
SECTIONS = tuple(sorted({section for section, _ in KEYS if section}))
MEANT = {
    "path": ("应为一个路径（字符串）", "must be a path, written as a string"),
    "paths": ("应为路径的列表", "must be a list of paths"),
    "names": ("应为名称的列表", "must be a list of names"),
    "language": (f"应为 {'、'.join(LANGUAGES)} 之一", f"must be one of {', '.join(LANGUAGES)}"),
}


def read_config(path: Path | None = None) -> Config:
    """The file at `path`, which must be there, else the kg.toml of the current folder, else nothing.

    KgError naming the file, the key at fault, and the key that was probably meant.
    """
    file = path or Path(FILE)
    if path is None and not file.exists():
        return Config()
    values = {name: _value(file, key, given) for key, name, given in _entries(file, _table(file))}
    return Config(**values)


def folder_language() -> str:
    """The language that the kg.toml of the current folder asks for. One that is at fault is told by who needs it."""
    try:
        return read_config().lang or LANGUAGES[0]
    except KgError:
        return LANGUAGES[0]


def _table(file: Path) -> Mapping[str, Any]:
    try:
        return from_toml(file.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise KgError(f"无法读取配置 {file}", f"cannot read the configuration {file}") from fault
    except ValueError as fault:
        raise KgError(f"配置 {file} 不是有效的 TOML：{fault}", f"{file} is not valid TOML: {fault}") from fault


def _entries(file: Path, table: Mapping[str, Any]) -> list[tuple[tuple[str, str], str, Any]]:
    """Every key with its section, its name in Config, and what the file gives it."""
    found = []
    for name, given in table.items():
        if name in SECTIONS and isinstance(given, dict):
            found += [((name, inner), inner, value) for inner, value in given.items()]
        else:
            found.append((("", name), name, given))
    for key, _, _ in found:
        if key not in KEYS:
            raise _unknown(file, key)
    return found


def _unknown(file: Path, key: tuple[str, str]) -> KgError:
    known = {name: _dotted((section, name)) for section, name in KEYS} | {
        section: f"[{section}]" for section in SECTIONS
    }
    zh, en = meant(key[1], known, known.__getitem__)
    return KgError(f"配置 {file} 中没有 {_dotted(key)} 这一项{zh}", f"{file}: there is no key {_dotted(key)}{en}")


def _dotted(key: tuple[str, str]) -> str:
    return ".".join(filter(None, key))


def _value(file: Path, key: tuple[str, str], given: Any) -> Any:
    kind = KEYS[key]
    several = kind in ("paths", "names")
    items = given if isinstance(given, list) and several else [given]
    if not all(isinstance(item, str) and item for item in items) or (kind == "language" and given not in LANGUAGES):
        zh, en = MEANT[kind]
        raise KgError(f"配置 {file}：{_dotted(key)} {zh}", f"{file}: {_dotted(key)} {en}")
    values = tuple(file.parent / item if kind in ("path", "paths") else item for item in items)
    return values if several else values[0]
