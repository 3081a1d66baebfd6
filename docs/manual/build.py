"""Build the manual as a site: `python docs/manual/build.py FOLDER [LANGUAGE ...]`, which `make manual` runs.

FOLDER/index.html leads to the Chinese front page; FOLDER/zh and FOLDER/en are the two sites. They need no network: open
them from the disk, or put them on any web server. Whatever Sphinx warns of, a link that leads nowhere above all, is an
error.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LANGUAGES = ("zh", "en")
FRONT = """<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<title>kg 手册 · The kg manual</title>
<meta http-equiv="refresh" content="0; url=zh/manual/zh/index.html">
<p><a href="zh/manual/zh/index.html">kg 手册</a> · <a href="en/manual/en/index.html">The kg manual</a></p>
</html>
"""


def build(folder: Path, language: str) -> subprocess.Popen[bytes]:
    """One site, in a process of its own: Sphinx keeps the language of the first one for all of a process."""
    trees = folder / ".doctrees" / language
    options = ["-q", "-E", "-W", "--keep-going", "-c", str(HERE), "-t", language, "-d", str(trees)]
    return subprocess.Popen([sys.executable, "-m", "sphinx", *options, str(HERE.parent), str(folder / language)])


def main(folder: str, *languages: str) -> int:
    """All that are asked for, and the page that leads to them. 0 where all went well."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    (out / "index.html").write_text(FRONT, encoding="utf-8")
    running = [build(out, language) for language in languages or LANGUAGES]
    return max(process.wait() for process in running)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
