"""Files of every format, made here: PDFs and archives byte by byte, Word files by python-docx."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document

BODY = "今天的会议总结前一阶段的工作，安排下一阶段的任务，大家要结合实际抓好落实。"
TALK = f"在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n{BODY * 4}\n"
WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Put:
    """Words on a page: where they begin, how large, how many degrees aslant."""

    x: float
    y: float
    text: str
    size: float = 14
    angle: int = 0


def pdf(pages: Iterable[Sequence[Put]], *, picture: bool = False, trailer: str = "", count: int | None = None) -> bytes:
    """A PDF in a Chinese font that it does not hold; `picture` puts one on every page."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> /FontDescriptor 5 0 R >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        " /Ascent 752 /Descent -271 /CapHeight 737 /StemV 58 >>",
    ]
    kids = []
    for page in pages:
        drawn = "".join(map(_drawn, page))
        if picture:
            drawn += "q 300 0 0 300 100 300 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids) if count is None else count} /Kids [{' '.join(kids)}] >>"
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _drawn(put: Put) -> str:
    c, s = cos(radians(put.angle)), sin(radians(put.angle))
    code = put.text.encode("utf-16-be").hex()
    return f"BT /F1 {put.size} Tf {c:.4f} {s:.4f} {-s:.4f} {c:.4f} {put.x} {put.y} Tm <{code}> Tj ET\n"


def typeset(text: str, *, per_line: int = 34, head: str = "", foot: bool = True, lines: int = 25) -> list[list[Put]]:
    """Pages of a text: paragraphs indented by two, a running head, page numbers."""
    set_lines = []
    for paragraph in text.splitlines():
        words = "　　" + paragraph
        while words:
            set_lines.append(words[:per_line])
            words = words[per_line:]
    pages = []
    for first in range(0, len(set_lines), lines):
        number = first // lines + 1
        page = [Put(220, 800, head, 10)] if head else []
        page += [Put(50, 750 - 24 * n, line) for n, line in enumerate(set_lines[first : first + lines])]
        page += [Put(280, 40, f"— {number} —", 10)] if foot else []
        pages.append(page)
    return pages


def word(make: Callable[[Document], object] | str) -> bytes:
    """A Word file: of a text, each line a paragraph; or as a function makes it."""
    document = docx.Document()
    if isinstance(make, str):
        for line in make.splitlines():
            document.add_paragraph(line)
    else:
        make(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """A Word file with one of its parts changed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, change(content.decode()).encode() if entry.filename == name else content)
    return out.getvalue()


def zipped(*entries: tuple[str | bytes, bytes], flags: int = 0, mode: int = 0) -> bytes:
    """An archive, its names as they are given: bytes as an old program writes them, text in UTF-8."""
    out, central = bytearray(), bytearray()
    for name, data in entries:
        raw = name.encode() if isinstance(name, str) else name
        bits = flags | (0x800 if isinstance(name, str) else 0)
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
        common = struct.pack("<HHHHHIIIHH", 20, bits, 8, 0, 33, zlib.crc32(data), len(packed), len(data), len(raw), 0)
        central += b"PK\x01\x02\x14\x03" + common + struct.pack("<HHHII", 0, 0, 0, mode << 16, len(out)) + raw
        out += b"PK\x03\x04" + common + raw + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(central), len(out), 0)
    return bytes(out + central + b"PK\x05\x06" + end)
