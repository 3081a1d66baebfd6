"""Ids from content: the same input gives the same ids, on every machine and in any order."""

from __future__ import annotations

from hashlib import blake2b


def content_id(kind: str, *parts: str | int) -> str:
    """`kind` and 12 hexadecimal digits of a hash over the parts (joined by U+001F, which no text holds)."""
    digest = blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=6)
    return f"{kind}-{digest.hexdigest()}"
