"""Write traditional.txt: the Simplified character of each Traditional one, and words and names of which the characters
alone tell it wrongly (乾坤, 答覆, 乾安縣).

Source: TSCharacters, TSPhrases and, for how the names of places and the terms that kg knows are spelt in the other
script, STCharacters of OpenCC (Apache-2.0), as the package opencc-python-reimplemented 0.1.7 (Apache-2.0) carries them;
of several readings the first, which is the usual one. Left out: characters that no text of kg is
read with (beyond the basic plane), pairs without a difference, and words that the characters tell rightly. Run, where
that package is installed: python -m kg.data.make_traditional
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from kg.data.places import admin_places
from kg.data.vocabulary import campaigns, concepts, events

HEADER = """# Traditional characters and words, each with the Simplified form.
# Made by kg/data/make_traditional.py from TSCharacters, TSPhrases and STCharacters of OpenCC (Apache-2.0).
"""
# What begins as the name of a place, and is none: read before it, as it is longer.
NO_NAMES = {"藉口鎮壓": "借口镇压", "藉口鎮静": "借口镇静", "藉口鎮靜": "借口镇静"}


def rows(name: str) -> Iterator[tuple[str, list[str]]]:
    """The entries of one dictionary, each with its readings."""
    text = (files("opencc") / "dictionary" / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        form, readings = line.split("\t")
        yield form, readings.split()


def names() -> list[str]:
    """The names of places and the terms that kg knows throughout the country."""
    terms = (form for term in (*campaigns(), *concepts(), *events()) for form in (term.name, *term.aliases))
    return sorted({*terms, *(place.name for place in admin_places())})


def _folded(form: str, by_character: Mapping[int, str], told: Mapping[str, str]) -> str:
    """What the characters and words of the table make of a form."""
    folded = form.translate(by_character)
    at = 0
    while at < len(form):
        old = next((form[at:end] for end in range(len(form), at, -1) if form[at:end] in told), "")
        folded = folded[:at] + told[old] + folded[at + len(old) :] if old else folded
        at += len(old) or 1
    return folded


def main() -> None:
    """Write the table beside this script."""
    first = {old: readings[0] for old, readings in rows("TSCharacters")}
    characters = {old: new for old, new in first.items() if old != new and max(old + new) <= "\uffff"}
    by_character = str.maketrans(characters)
    phrases = {old: readings[0] for old, readings in rows("TSPhrases")}
    words = {old: new for old, new in phrases.items() if len(old) == len(new) and max(old + new) <= "\uffff"}
    told = {old: new for old, new in words.items() if old.translate(by_character) != new}
    in_traditional = str.maketrans(
        {new: readings[0] for new, readings in rows("STCharacters") if max(readings[0]) <= "\uffff"}
    )
    spelt = [(old, name) for name in names() for old in (name, name.translate(in_traditional))]
    named = {old: name for old, name in spelt if _folded(old, by_character, told) != name}
    last = told | named | NO_NAMES
    lines = [f"{old}\t{new}" for table in (characters, last) for old, new in sorted(table.items())]
    target = Path(__file__).with_name("traditional.txt")
    target.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
