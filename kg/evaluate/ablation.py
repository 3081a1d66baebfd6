"""How much of a score rests on lists of names: texts built twice, then without the listed names that they hold."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.config import Config
from kg.data.documents import document_titles
from kg.data.names import title_holders
from kg.data.tables import withheld
from kg.evaluate.entities import PAIRS
from kg.evaluate.gold import CORE, RELATIONS
from kg.evaluate.run import Evaluation, evaluate
from kg.evaluate.show import RATES, SUMS, as_dict, label, lines, padded, rates
from kg.evaluate.tally import Figures, figures
from kg.extract.lexicon import general_entries
from kg.extract.user import NEVER, OWN, read_lexicons
from kg.lang import choose
from kg.link.forms import normal
from kg.read.files import read_documents
from kg.text import printable

# The lists that may be dropped. The first four are of what is known throughout the country; the last is a user's own.
NATIONAL = ("term", "document", "body", "person")
LISTS = (*NATIONAL, OWN)


@dataclass(frozen=True, slots=True)
class Ablation:
    """The scores with and without the names in `dropped`."""

    dropped: tuple[str, ...]
    whole: Evaluation
    without: Evaluation


def ablate(
    gold: Path,
    own: Config,
    build: Callable[[Path, Config], object],
    keep: Collection[str] = (),
    inferred: bool = True,
) -> Ablation:
    """Score what `build` makes of `own.inputs` in a folder, as it is, and with no list of names but those in `keep`.

    Dropped is every name of LISTS that stands in the texts, together with what kg knows of it elsewhere: the name that
    it is short for, who held a title. The gazetteer and the grammar (posts, surnames, endings) stay.
    """
    documents, _ = read_documents(list(own.inputs))
    names = standing_in([document.text for document in documents], _listed(own, keep))
    bare = own if OWN in keep else replace(own, lexicon=())
    with tempfile.TemporaryDirectory() as folder:
        whole, without = Path(folder) / "whole", Path(folder) / "without"
        build(whole, own)
        with withheld(names):
            build(without, bare)
        return Ablation(names, evaluate(gold, whole, inferred), evaluate(gold, without, inferred))


def standing_in(texts: Sequence[str], names: Iterator[str]) -> tuple[str, ...]:
    """The names that stand in one of the texts, as they are or in normal form, sorted."""
    found = "\n".join([*texts, *map(normal, texts)])
    return tuple(sorted({name for name in names if name in found}))


def _listed(own: Config, keep: Collection[str]) -> Iterator[str]:
    """All names of the lists that are not kept."""
    for entry in general_entries():
        if entry.kind in NATIONAL and entry.kind not in keep:
            yield entry.name
    if "document" not in keep:
        yield from document_titles()  # works too, which are found by their marks alone
    if "person" not in keep:
        yield from (holder.title for holder in title_holders())
    if OWN not in keep:
        yield from (entry.name for entry in read_lexicons(own.lexicon)[0] if entry.kind != NEVER)


def as_json(result: Ablation) -> str:
    """Both scores as `kg eval --format json` has them, the names dropped, and by how much F1 falls."""
    told: dict[str, Any] = {
        "dropped": result.dropped,
        "fall": {name: round(fall, 6) for name, fall in falls(result).items()},
        "whole": as_dict(result.whole),
        "without": as_dict(result.without),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def falls(result: Ablation) -> dict[str, float]:
    """By how much the strict F1 of a type or sum is lower without the names; only where both have one."""
    both = {
        group: [figures(one.strict, types).f1 for one in (result.whole, result.without)] for group, types in lines()
    }
    return {group: whole - less for group, (whole, less) in both.items() if whole is not None and less is not None}


def as_table(result: Ablation) -> str:
    """Strict scores by type with and without, and the difference; then entities, relations and linking."""
    return "\n".join([*_lines(result), *_names(result), ""])


def _lines(result: Ablation) -> Iterator[str]:
    heads = [choose("完整", "whole"), choose("去掉名单", "without"), choose("F1 之差", "change")]
    yield f"{padded('')} | {padded(heads[0], len(RATES))} | {padded(heads[1], len(RATES))} | {heads[2]}"
    yield f"{padded('')} | {RATES} | {RATES} |"
    for group, types in lines():
        pair = [figures(one.strict, types) for one in (result.whole, result.without)]
        if group in SUMS or any(one.f1 is not None for one in pair):
            yield _line(label(group), pair)
    for names, figure in BESIDE:
        yield _line(choose(*names), [figure(one) for one in (result.whole, result.without)])


BESIDE: tuple[tuple[tuple[str, str], Callable[[Evaluation], Figures]], ...] = (
    (("核心五类实体", "core entities"), lambda one: figures(one.entity, CORE)),
    (("全部关系", "all relations"), lambda one: figures(one.relations, RELATIONS)),
    (("链接（成对）", "linking (pairs)"), lambda one: figures(one.linking, [PAIRS])),
)


def _line(name: str, pair: Sequence[Figures]) -> str:
    whole, without = (figure.f1 for figure in pair)
    change = "-" if whole is None or without is None else f"{without - whole:+.3f}"
    return f"{padded(name)} | {rates(pair[0])} | {rates(pair[1])} | {change}"


def _names(result: Ablation) -> Iterator[str]:
    yield ""
    count = len(result.dropped)
    told = choose("：", ": ") + choose("、", ", ").join(map(printable, result.dropped)) if count else ""
    yield choose(f"去掉了文中出现的 {count} 个名称{told}", f"{count} names that stand in the texts are dropped{told}")
