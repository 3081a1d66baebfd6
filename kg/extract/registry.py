"""The extractors: kg's own, all in one tuple, and plug-ins, which run only when they are asked for by name.

A plug-in is a callable `(Passage) -> Iterable[Proposal]` that a package announces by an entry point of GROUP.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from kg.errors import KgError
from kg.extract import documents, events, organizations, people, places, programs, redaction, user
from kg.extract.passage import Passage, Proposal
from kg.meant import meant

Extractor = Callable[[Passage], Iterable[Proposal]]

GROUP = "kg.extractors"


def _places(passage: Passage) -> Iterable[Proposal]:
    return places.find(passage, passage.prefectures)


BUILT_IN: tuple[tuple[str, Extractor], ...] = (
    ("lexicon", user.find),
    ("redactions", redaction.find),
    ("dates", events.find_date_mentions),
    ("documents", documents.find),
    ("events", events.find_events),
    ("concepts", events.find_concepts),
    ("people", people.find),
    ("places", _places),
    ("organizations", organizations.find),
    ("programs", programs.find),
)
# A hole that is not marked would be taken for a name, and a lexicon that is not wanted need not be given.
ALWAYS_ON = ("lexicon", "redactions")


@dataclass(frozen=True, slots=True)
class PlugIn:
    """An extractor of another package: its entry point's name, and `release`, that package with its version."""

    name: str
    release: str
    find: Extractor


@dataclass(frozen=True, slots=True)
class Extractors:
    """What runs on a passage: kg's own in their order, then plug-ins sorted by name."""

    built_in: tuple[tuple[str, Extractor], ...] = BUILT_IN
    plugins: tuple[PlugIn, ...] = ()


def chosen(off: Iterable[str] = (), plugins: Iterable[str] = ()) -> Extractors:
    """kg's own extractors but those in `off`, and the plug-ins named. KgError where there is none of a name."""
    dropped = frozenset(off)
    known = [name for name, _ in BUILT_IN if name not in ALWAYS_ON]
    for name in sorted(dropped.difference(known)):
        zh, en = meant(name, known)
        raise KgError(
            f"extract.off：没有可关闭的抽取器 {name}{zh}",
            f"extract.off: there is no extractor {name} to leave out{en}",
        )
    return Extractors(
        tuple((name, find) for name, find in BUILT_IN if name not in dropped),
        tuple(_plugin(name) for name in sorted(set(plugins))),
    )


def _plugin(name: str) -> PlugIn:
    installed = entry_points(group=GROUP)
    found = sorted(installed.select(name=name), key=lambda entry: (_release(entry), entry.value))
    if not found:
        zh, en = meant(name, sorted(installed.names))
        raise KgError(
            f"没有安装插件 {name}{zh}",
            f"there is no plug-in {name} installed{en}",
        )
    if len({(_release(entry), entry.value) for entry in found}) > 1:
        owners = "、".join(map(_release, found))
        raise KgError(f"插件 {name} 有多个来源：{owners}", f"more than one package has a plug-in {name}: {owners}")
    try:
        find = found[0].load()
    except Exception as fault:  # a stranger's code: whatever goes wrong in it is told as its fault
        told = f"{type(fault).__name__}: {fault}"
        raise KgError(f"插件 {name} 无法载入：{told}", f"the plug-in {name} cannot be loaded: {told}") from fault
    if not callable(find):
        raise KgError(f"插件 {name} 不可调用", f"the plug-in {name} is no function")
    return PlugIn(name, _release(found[0]), find)


def _release(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.module
