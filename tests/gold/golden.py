"""What kg finds in two texts of the corpus, as lines for people: `python tests/gold/golden.py` rewrites expected/*.txt.

Rewrite them when a change is meant, and read the difference: each line that changes is a change of behaviour.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
EXPECTED = HERE / "expected"
CORPUS = HERE.parent.parent / "corpus"
FILES = ("01-yidu-2024-08-24-luo-lianfeng.txt", "04-yidu-zou-redacted.txt")


def lines(out: Path, file: str) -> str:
    """The talks, mentions and relations of one file of an output folder, a line each."""
    speeches, mentions, relations = (_rows(out, name, file) for name in ("speeches", "mentions", "relations"))
    titles = {row["speech"]: f"讲话《{row['title']}》" for row in speeches}
    shown = [_speech(row) for row in speeches]
    shown += ["", *(_mention(row) for row in mentions), ""]
    shown += sorted(_relation(row, titles) for row in relations)
    return "\n".join(shown) + "\n"


def _rows(out: Path, name: str, file: str) -> list[dict[str, Any]]:
    rows = map(json.loads, (out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return sorted((row for row in rows if row["file"] == file), key=lambda row: (row["start"], row["end"]))


def _speech(row: dict[str, Any]) -> str:
    said = [row["title"], row["date"], row["speaker"], row["position"], row["place"]]
    return f"{row['start']}-{row['end']}  " + "｜".join(value or "—" for value in said)


def _mention(row: dict[str, Any]) -> str:
    """Offset, type, surface, then the canonical name where it differs and the mark of a hole."""
    name = f"  = {row['entity']}" if row["entity"] != row["text"] else ""
    hole = f"  空缺（{row['props']['hole']}）" if row["redacted"] else ""
    return f"{row['start']:>4}  {row['type']:<12}  {_one_line(row['text'])}{name}{hole}"


def _relation(row: dict[str, Any], titles: dict[str, str]) -> str:
    head, tail = (titles.get(row[end], row[end]) for end in ("head", "tail"))
    return f"{row['rel']:<14}  {head} → {tail}" + ("  （推断）" if row["inferred"] else "")


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "↵")


def main() -> None:
    """Build the corpus and write what it gives now."""
    from kg.build import build
    from kg.progress import Progress

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        build([CORPUS], out, Progress(quiet=True))
        EXPECTED.mkdir(exist_ok=True)
        for file in FILES:
            (EXPECTED / file).write_text(lines(out, file), encoding="utf-8")


if __name__ == "__main__":
    main()
