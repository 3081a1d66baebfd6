"""Bytes that name their own encoding, as pages and mails do; the name is often wrong."""

from __future__ import annotations

import codecs

from kg.read.decode import decode

# The names that are believed, where the bytes agree. Who says GB2312 writes GBK, and all of it is in GB18030; Latin-1
# fits whatever there is, so it says nothing.
_BELIEVED = {
    name: name for name in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "hz", "utf-7")
}
_BELIEVED |= {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}


def text_in(data: bytes, named: str | None) -> str:
    """The text: as the name says where that fits without a fault, else as it looks, else with � for what is wrong."""
    codec = _codec(named)
    if codec:
        try:
            return data.decode(codec).removeprefix("\ufeff")
        except UnicodeError:
            pass  # it says one thing and is another
    found = decode(data)
    return found.text if found else data.decode(codec or "utf-8", errors="replace")


def _codec(named: str | None) -> str | None:
    """The Python codec of a name that a file gives; None for one that is not believed."""
    try:
        return _BELIEVED.get(codecs.lookup((named or "").strip().strip("\"'")).name)
    except (LookupError, ValueError):
        return None
