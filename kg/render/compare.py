"""Two talks side by side: as lines for a terminal, and as one page that needs no network and runs no script."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

from kg.lang import choose, language
from kg.text import printable
from kg.versions.align import Alignment
from kg.versions.laid import KINDS, Laid, Piece, Talk
from kg.versions.pairs import kind_of

# What the second talk did with the words of the first.
_KINDS = {
    "same": ("相同", "same"),
    "added": ("增加", "added"),
    "removed": ("删去", "removed"),
    "changed": ("改动", "changed"),
    "filled": ("补出", "filled"),
    "blanked": ("隐去", "blanked"),
    "edited": ("改编", "edited"),
    "redacted": ("隐名", "redacted"),
    "hole": ("空缺", "hole"),
    "general": ("泛称", "general word"),
    "reworded": ("改称", "reworded"),
    "head": ("题头所缺", "lacking in the head"),
}
_FIELDS = {
    "title": ("标题", "title"),
    "date": ("日期", "date"),
    "speaker": ("讲话人", "speaker"),
    "position": ("职务", "position"),
    "place": ("地点", "place"),
}
# Nothing is fetched and no script runs; {} is the hash of the style sheet.
POLICY = "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'"
LONGEST, AROUND = 60, 6  # characters of a passage on a line of the terminal, and of its sentence on either side


def name(word: str) -> str:
    """A kind or a field in the language in force."""
    return choose(*(_KINDS.get(word) or _FIELDS[word]))


def lines(laid: Laid, fills: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What differs, one passage a line, and what one talk tells of the other."""
    for sign, talk in zip("AB", (laid.left, laid.right), strict=True):
        known = "  ".join(part for part in (talk.date, talk.title, talk.speaker) if part)
        yield printable(f"{sign}  {known}  {talk.file}:{talk.start}  {talk.id}")
    yield summary(laid)
    for field in _differing(laid):
        yield printable(f"[{name(field)}] {_value(laid.left, field)} → {_value(laid.right, field)}")
    for change in laid.changes:
        sides = (change.left, change.right)
        words = " → ".join(_short(side.text) if side.text else choose("（无）", "(nothing)") for side in sides)
        before, after = _around(laid.right if not change.left.text else laid.left, sides[not change.left.text])
        places = "  ".join(
            f"{talk.file}:{side.start}" for talk, side in zip((laid.left, laid.right), sides, strict=True) if side.text
        )
        yield printable(f"[{name(change.kind)}] {before}【{words}】{after}  {places}")
    if fills:
        yield choose("推断（原文未改）：", "Inferred (the texts are as they were):")
    for row in fills:
        hidden = row["text"] or name(row["field"])
        yield printable(
            f"[{name(row['kind'])}] {hidden} ← {row['other_text']}  "
            f"{row['file']}:{row['start']} ← {row['other_file']}:{row['other_start']}"
        )


def summary(laid: Laid) -> str:
    """One line: what B is to A, how alike they are, and how many passages differ in which way."""
    counts = Counter(change.kind for change in laid.changes)
    told = choose("，", ", ").join(f"{name(kind)} {counts[kind]}" for kind in KINDS if counts[kind])
    alike = f"{laid.alignment.similarity:.1%}"
    relation = _relation(laid)
    return choose(
        f"{relation}；相同 {alike}{'；从 A 到 B：' + told if told else ''}",
        f"{relation}; {alike} the same{'; from A to B: ' + told if told else ''}",
    )


def page(laid: Laid, fills: Sequence[Mapping[str, Any]]) -> str:
    """The page as text, to be written as UTF-8, in the language in force."""
    from jinja2 import Environment

    style = files(__package__).joinpath("compare.css").read_text(encoding="utf-8")
    template = files(__package__).joinpath("compare.html.j2").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        Environment(autoescape=True, keep_trailing_newline=True, trim_blocks=True)
        .from_string(template)
        .render(
            policy=POLICY.format(digest),
            style=style,
            lang="en" if language() == "en" else "zh-CN",
            title=choose("两篇讲话对照", "Two talks side by side"),
            laid=laid,
            summary=summary(laid),
            fields=[(name(f), _value(laid.left, f), _value(laid.right, f), f in _differing(laid)) for f in _FIELDS],
            kinds=[(kind, name(kind)) for kind in KINDS],
            fills=fills,
            name=name,
            choose=choose,
        )
    )


def _relation(laid: Laid) -> str:
    if not laid.alignment.passages:
        return choose("没有相同的段落", "no passage in common")
    if laid.left.family != laid.right.family:
        return choose("不是同一讲话", "not versions of one talk")
    kind = name(_kind(laid.alignment))
    return choose(f"同一讲话的两个版本（{kind}）", f"two versions of one talk ({kind})")


def _kind(alignment: Alignment) -> str:
    """The kind of a pair, whichever of the two has the holes."""
    kind = kind_of(alignment)
    return "redacted" if kind == "same" and alignment.count("filled") else kind


def _differing(laid: Laid) -> list[str]:
    return [field for field in _FIELDS if getattr(laid.left, field) != getattr(laid.right, field)]


def _value(talk: Talk, field: str) -> str:
    return getattr(talk, field) or choose("（无）", "(none)")


def _around(talk: Talk, piece: Piece) -> tuple[str, str]:
    """What stands before and after words in their line."""
    start, end = piece.start - talk.start, piece.end - talk.start
    before, after = talk.text[max(0, start - AROUND) : start], talk.text[end : end + AROUND]
    return before.rpartition("\n")[2], after.partition("\n")[0]


def _short(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return text[:half] + "…" + text[-half:] + choose(f"（{len(text)} 字）", f" ({len(text)} characters)")
