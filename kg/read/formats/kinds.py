"""What a file is: by its bytes where they tell, else by its name. Many a .doc is a page, rich text or a .docx."""

from __future__ import annotations

import re

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,500}?-->\s*)*<(?:!doctype html|html|head|meta|body)\b", re.I | re.S
)
_MIME = re.compile(rb"(?:[\w-]{1,40}:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n)*)*?MIME-Version:", re.I)
ENCRYPTED, WORD = (name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument"))
KINDS = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".rtf": "rtf",
    ".eml": "eml",
    ".mht": "eml",
    ".mhtml": "eml",
    ".doc": "doc",
    ".wps": "wps",
}


def kind_of(suffix: str, data: bytes) -> str:
    """The format of a file that is to be converted; `encrypted` for an Office file with a password, `unknown` for a
    .doc or .wps that is none: LibreOffice would make words of any bytes."""
    named = KINDS[suffix]
    if data.startswith(OLE):
        if ENCRYPTED in data:
            return "encrypted"
        if WORD in data:
            return "wps" if named == "wps" else "doc"
        return "unknown"
    if named in ("eml", "html"):
        return named
    start = data[3:4096] if data.startswith(b"\xef\xbb\xbf") else data[:4096]
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if _PAGE.match(start):
        return "html"
    if _MIME.match(start):
        return "eml"
    return "unknown" if named in ("doc", "wps") else named
