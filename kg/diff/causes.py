"""Why a passage differs: what the two manifests say that changed, and what could have had this effect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.diff.model import Cause, FileChange, Item
from kg.diff.side import Side
from kg.link.forms import normal

KINDS = {
    "added": ("增加了文件 {of}", "file {of} was added"),
    "removed": ("去掉了文件 {of}", "file {of} was removed"),
    "changed": ("文件 {of} 有改动", "file {of} was changed"),
    "renamed": ("文件改名为 {of}", "the file was renamed to {of}"),
    "moved": ("文件改名为 {of}，内容也有改动", "the file was renamed to {of} and changed"),
    "decision": ("人工判断：{of}", "a person's decision: {of}"),
    "setting": ("设置：{of}", "setting: {of}"),
    "unknown": ("清单没有说明原因", "the manifests tell no cause"),
}
# What of a manifest can change what is found, as it is told to people. The tokenizers give the same words.
SETTINGS = {
    "kg": ("kg 的版本", "version of kg"),
    "lexicon": ("词库", "lexicon"),
    "off": ("停用的抽取器", "extractors left out"),
    "plugins": ("插件", "plug-ins"),
    "decisions": ("人工判断文件", "file of decisions"),
    "timeline": ("时间表", "timeline"),
}
_OF_TIME = ("timeline",)  # changes inconsistencies, which are told of a build and no part of its graph


class Causes:
    """What can be the cause of a difference between two builds."""

    def __init__(self, old: Side, new: Side, files: Sequence[FileChange]) -> None:
        self._files = files
        self._decided = old.decided ^ new.decided
        self._settings = [name for name, _, _ in changed_settings(old, new) if name not in (*_OF_TIME, "decisions")]

    def of_file(self, change: FileChange) -> Cause:
        """The change of a file as a cause."""
        return Cause(change.change, change.new or change.old or "")

    def of_items(self, items: Iterable[Item], change: FileChange | None) -> tuple[Cause, ...]:
        """The causes of a difference in a passage that reads the same on both sides, the nearest kind of them: a
        decision about its names, the lexicon where it found them, a setting, its own file, other files."""
        listed = list(items)
        decided = {Cause("decision", _told(one)) for one in self._decided if _names(one) & _mentioned(listed)}
        if decided:
            return tuple(sorted(decided, key=lambda cause: cause.of))
        if "lexicon" in self._settings and any(item.shown.get("method") == "user" for item in listed):
            return (Cause("setting", "lexicon"),)
        if self._settings:
            return tuple(Cause("setting", name) for name in self._settings)
        if change and change.change != "renamed":
            return (self.of_file(change),)
        others = tuple(self.of_file(other) for other in self._files)
        if others:
            return others
        return tuple(Cause("decision", _told(one)) for one in sorted(self._decided)) or (Cause("unknown"),)


def changed_settings(old: Side, new: Side) -> list[tuple[str, Any, Any]]:
    """What of two manifests differs and can change what is found: name, old and new value."""
    pairs = [(name, old.manifest.get(name), new.manifest.get(name)) for name in SETTINGS]
    return [(name, before, after) for name, before, after in pairs if before != after]


def _told(decision: tuple[str, str, str, str, str]) -> str:
    type_, left, right, _, verdict = decision
    return f"{type_} {left} {verdict} {right}".strip()


def _names(decision: tuple[str, str, str, str, str]) -> set[str]:
    return {name.partition(" @ ")[0] for name in decision[1:3] if name}


def _mentioned(items: Iterable[Item]) -> set[str]:
    found = set()
    for item in items:
        found |= {normal(str(item.shown[name])) for name in ("text", "entity", "head", "tail") if name in item.shown}
    return found
