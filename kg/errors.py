"""Faults that a user can mend. Anything else that goes wrong is a bug and raises as it is."""

from __future__ import annotations

from kg.lang import choose


class KgError(Exception):
    """A user's fault in one sentence, in both languages; the command line prints it and exits with 2."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return choose(self.zh, self.en)
