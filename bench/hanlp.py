"""HanLP's portable edition as a peer: one jar with its dictionaries, run by Java in a process of its own.

The jar is com.hankcs:hanlp:portable-1.8.6 (Apache-2.0). It is looked for in .cache/bench, where Maven puts it:

    mvn dependency:copy -Dartifact=com.hankcs:hanlp:portable-1.8.6 -DoutputDirectory=.cache/bench
"""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

VERSION = "portable-1.8.6"
_BENCH = Path(__file__).resolve().parent
JAR = _BENCH.parent / ".cache" / "bench" / f"hanlp-{VERSION}.jar"
# One thread for the work; what Java's compiler and collector take beside it is counted too.
_COMMAND = ("java", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1", "-cp", str(JAR), str(_BENCH / "Hanlp.java"))


def present() -> bool:
    """Whether the jar is there, and a Java to run it."""
    return JAR.is_file() and shutil.which("java") is not None


class Hanlp:
    """Tags texts. `cpu` is what the Java process has taken so far, in seconds."""

    def __init__(self) -> None:
        self.cpu = 0.0
        self._process = subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="ascii"
        )
        self("词")  # loads the dictionary

    def __call__(self, text: str) -> list[tuple[str, str]]:
        """The words with HanLP's tags, of those for names what they begin with alone: nr, ns or nt. What lies between
        words has no tag."""
        units = text.encode("utf-16-le", "surrogatepass")  # Java counts UTF-16 units
        nanoseconds, *terms = self._answer(text).split(" ")
        self.cpu = int(nanoseconds) / 1e9
        found: list[tuple[str, str]] = []
        last = 0
        for start, length, tag in zip(map(int, terms[::3]), map(int, terms[1::3]), terms[2::3], strict=True):
            found += [(_text(units, last, start), "")] if start > last else []
            last = start + length
            found.append((_text(units, start, last), tag[:2] if tag[:2] in ("nr", "ns", "nt") else tag))
        return [*found, (_text(units, last, len(units) // 2), "")]

    def _answer(self, text: str) -> str:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(b64encode(text.encode("utf-8", "replace")).decode() + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


def _text(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
