"""Formats: from the bytes of a file to its text, and to the files that it holds.

`text_of` is a pure function of a name and bytes, so that it may run anywhere. The libraries come with the extra
`formats` and are imported for the first file that needs them; text files need none.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath

from kg.model import Problem
from kg.read.decode import decode
from kg.read.formats.kinds import KINDS, kind_of
from kg.read.formats.model import Extracted, Unreadable

PLAIN = (".txt", ".md")
SUFFIXES = (*PLAIN, *KINDS)
LIBRARIES = ("python-docx", "pypdfium2", "trafilatura", "striprtf")
CONVERTED = frozenset(KINDS.values())  # what Document.encoding says of a file that was converted


def text_of(path: str, data: bytes) -> Extracted | Problem:
    """The text of a file by its name and its bytes, or why there is none."""
    try:
        return _read(PurePosixPath(path).suffix.lower(), data)
    except Unreadable as fault:
        return Problem(path, None, "read", fault.zh, fault.en)


def releases() -> dict[str, str | None]:
    """The releases of the libraries and of the LibreOffice that converting depends on, None for one that is not
    installed: with others the same bytes may give another text. Text files do not depend on them."""
    from kg.read.formats import office

    found: dict[str, str | None] = {"LibreOffice": office.release()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


def unsupported() -> tuple[str, str]:
    """What is said of a file of another kind, in both languages."""
    listed = " ".join((*SUFFIXES, ".zip"))
    return f"不支持的文件类型（支持 {listed}）", f"file type not supported (only {listed})"


def _read(suffix: str, data: bytes) -> Extracted:
    if suffix not in SUFFIXES:
        raise Unreadable(*unsupported())
    if not data.strip():
        raise Unreadable("文件为空", "file is empty")
    if suffix in PLAIN:
        decoded = decode(data)
        if decoded is None:
            raise Unreadable("不是可识别编码的文本", "is not text in a known encoding")
        return Extracted(decoded.text, decoded.encoding)
    kind = kind_of(suffix, data)
    try:
        return _converted(kind, suffix, data)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("docx", "pypdfium2", "trafilatura", "striprtf"):
            raise
        raise Unreadable(
            f"读取 {suffix} 文件需要安装：pip install 'kg-speeches[formats]'",
            f"{suffix} files need: pip install 'kg-speeches[formats]'",
        ) from missing


def _converted(kind: str, suffix: str, data: bytes) -> Extracted:
    from kg.read.formats import mail, office, pdf, rtf, web, word

    match kind:
        case "docx":
            return word.read_word(data)
        case "pdf":
            return pdf.read_pdf(data)
        case "html":
            return web.read_page(data)
        case "eml":
            return mail.read_mail(data)
        case "rtf":
            return rtf.read_rtf(data)
        case "encrypted":
            raise Unreadable("已加密，请先解密", "is encrypted: decrypt it first")
        case "unknown":
            raise Unreadable("不是 Word 或 WPS 文件", "is no Word or WPS file")
        case _:
            return office.read_office(data, f".{kind}")
