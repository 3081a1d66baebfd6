"""The language of what kg says: Chinese unless told otherwise. Outputs never depend on it."""

from __future__ import annotations

from contextvars import ContextVar

LANGUAGES = ("zh", "en")
_language: ContextVar[str] = ContextVar("language", default="zh")


def set_language(language: str) -> None:
    """Speak `language`, one of LANGUAGES, from here on in this context."""
    _language.set(language)


def language() -> str:
    """The language in force."""
    return _language.get()


def choose(zh: str, en: str) -> str:
    """The one of two texts that is in the language in force."""
    return en if _language.get() == "en" else zh
