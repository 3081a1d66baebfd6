"""Write traditional.txt: the Simplified character of each Traditional one, and words of which the characters alone tell
it wrongly (乾坤, 答覆).

Source: TSCharacters and TSPhrases of OpenCC (Apache-2.0), as the package opencc-python-reimplemented 0.1.7 (Apache-2.0)
carries them; of several readings the first, which is the usual one. Left out: characters that no text of kg is read
with (beyond the basic plane), pairs without a difference, and words that the characters tell rightly. Run, where that
package is installed: python -m kg.data.make_traditional
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

HEADER = """# Traditional characters and words, each with the Simplified form.
# Made by kg/data/make_traditional.py from TSCharacters and TSPhrases of OpenCC (Apache-2.0).
"""


def rows(name: str) -> Iterator[tuple[str, str]]:
    """The pairs of one dictionary, of several readings the first."""
    text = (files("opencc") / "dictionary" / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        traditional, readings = line.split("\t")
        yield traditional, readings.split()[0]


def main() -> None:
    """Write the table beside this script."""
    characters = {old: new for old, new in rows("TSCharacters") if old != new and max(old + new) <= "\uffff"}
    by_character = str.maketrans(characters)
    phrases = {old: new for old, new in rows("TSPhrases") if len(old) == len(new) and max(old + new) <= "\uffff"}
    told = {old: new for old, new in phrases.items() if old.translate(by_character) != new}
    lines = [f"{old}\t{new}" for table in (characters, told) for old, new in sorted(table.items())]
    target = Path(__file__).with_name("traditional.txt")
    target.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
