"""Ids from content: the same input gives the same ids, on every machine and in any order."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b


def content_id(kind: str, *parts: str | int) -> str:
    """`kind` and 12 hexadecimal digits of a hash over the parts (joined by U+001F, which no text holds)."""
    digest = blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=6)
    return f"{kind}-{digest.hexdigest()}"


def content_ids(kind: str, *first: str | int) -> Callable[..., str]:
    """`content_id` for many that have their first parts in common: it is given the others."""
    begun = blake2b(("\x1f".join(map(str, first)) + "\x1f").encode("utf-8", "surrogatepass"), digest_size=6)

    def identify(*others: str | int) -> str:
        digest = begun.copy()
        digest.update("\x1f".join(map(str, others)).encode("utf-8", "surrogatepass"))
        return f"{kind}-{digest.hexdigest()}"

    return identify
