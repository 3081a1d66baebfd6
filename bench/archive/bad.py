"""Files that cannot be read, or not whole: what is wrong with each, and the words in which kg has to say so."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from time import gmtime
from zipfile import ZIP_LZMA, ZipFile, ZipInfo

from PIL import Image, ImageDraw

from bench.archive import good
from bench.archive.entries import Talk
from tests.read.formats.made import Put, pdf, typeset, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPT = f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{'ab' * 32}> /U <{'cd' * 32}> /P -4 >>"


@dataclass(frozen=True, slots=True)
class Bad:
    """A way to be bad: what it is called, the end of the name, the bytes, and what kg says.

    `inside`: the entry of an archive that is at fault, `read` whether the words are read nevertheless; `good` a file
    beside it in the archive, which has to be read; `special` as in Entry."""

    kind: str
    suffix: str
    make: Callable[[Talk, random.Random], bytes]
    fault: str
    inside: str = ""
    read: bool = False
    good: str = ""
    special: str = ""


def _cut(make: good.Make, share: float = 0.6) -> good.Make:
    def cut(talk: Talk, draw: random.Random) -> bytes:
        data = make(talk, draw)
        return data[: int(len(data) * share)]

    return cut


def _constant(data: bytes) -> good.Make:
    return lambda talk, draw: data


def _noise(talk: Talk, draw: random.Random) -> bytes:
    return draw.randbytes(4000)


def _locked_zip(talk: Talk, draw: random.Random) -> bytes:
    return zipped(("讲话.txt", talk.text.encode()), flags=1)


def _scan(talk: Talk, draw: random.Random) -> bytes:
    image = Image.new("L", (600, 850), 255)
    ink = ImageDraw.Draw(image)
    for y in range(80, 760, 24):
        for x in range(60, 540, 16):
            ink.rectangle((x, y, x + draw.randrange(6, 13), y + draw.randrange(6, 13)), fill=0)
    out = BytesIO()
    image.save(out, "PDF", creationDate=gmtime(0), modDate=gmtime(0))
    return out.getvalue()


def _with_scan(talk: Talk, draw: random.Random) -> bytes:
    return pdf([*typeset(talk.text), []], picture=True)


def _without_a_page(talk: Talk, draw: random.Random) -> bytes:
    return pdf([*typeset(talk.text)], count=9)


def _unmapped(talk: Talk, draw: random.Random) -> bytes:
    return pdf([[Put(50, 700, "".join(chr(0xE000 + ord(sign) % 0x1000) for sign in talk.text[:30]))]])


def _bomb(talk: Talk, draw: random.Random) -> bytes:
    return zipped(("炸弹.txt", bytes(20 * 2**20)), ("好.txt", talk.text.encode()))


def _leading_out(talk: Talk, draw: random.Random) -> bytes:
    return zipped(("../../外面.txt", b"x"), ("好.txt", talk.text.encode()))


def _link(talk: Talk, draw: random.Random) -> bytes:
    return zipped(("链接.txt", b"/etc/passwd"), mode=0o120777)


def _damaged(talk: Talk, draw: random.Random) -> bytes:
    data = bytearray(zipped(("甲.txt", talk.text.encode()), ("乙.txt", b"x" * 100)))
    for at in range(60, 90):
        data[at] ^= 0x55
    return bytes(data)


def _deep(talk: Talk, draw: random.Random) -> bytes:
    data = zipped(("讲话.txt", talk.text.encode()))
    for name in ("丁", "丙", "乙"):
        data = zipped((f"{name}.zip", data))
    return data


def _packed_otherwise(talk: Talk, draw: random.Random) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_LZMA) as archive:
        entry = ZipInfo("a.txt")
        entry.compress_type = ZIP_LZMA
        archive.writestr(entry, talk.text)
    return out.getvalue()


def _sheet(talk: Talk, draw: random.Random) -> bytes:
    return zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))


def _broken_bytes(talk: Talk, draw: random.Random) -> bytes:
    above, below = talk.text.split("。\n", 1)
    return f"{above}。\n".encode() + b"\xff" + below.encode()


def _empty_page(talk: Talk, draw: random.Random) -> bytes:
    return "<html><head><title>首页</title></head><body><script>go()</script></body></html>".encode()


def _empty_mail(talk: Talk, draw: random.Random) -> bytes:
    return b"Subject: x\r\nFrom: a@example.org\r\nMIME-Version: 1.0\r\n\r\n"


_NO_WORD, _NO_PDF, _NO_ZIP = "不是完整的 Word 文件", "不是完整的 PDF 文件", "不是完整的 zip 压缩包"
_KIND, _LOCKED = "不支持的文件类型", "已加密，请先解密"

BAD: tuple[Bad, ...] = (
    Bad("Word, cut off", ".docx", _cut(good.word), _NO_WORD),
    Bad("PDF, cut off", ".pdf", _cut(good.printed), _NO_PDF),
    Bad("PDF without a page that it counts", ".pdf", _without_a_page, "页损坏"),
    Bad("zip, cut off", ".zip", _cut(lambda talk, draw: zipped(("a.txt", talk.text.encode()))), _NO_ZIP),
    Bad("empty text", ".txt", _constant(b""), "文件为空"),
    Bad("blank text", ".txt", _constant(b" \r\n\t\n"), "文件为空"),
    Bad("empty Word", ".docx", _constant(b""), "文件为空"),
    Bad("empty zip file", ".zip", _constant(b""), _NO_ZIP),
    Bad("noise named text", ".txt", _noise, "不是可识别编码的文本"),
    Bad("noise named Word", ".docx", _noise, _NO_WORD),
    Bad("noise named old Word", ".doc", _noise, "不是 Word 或 WPS 文件"),
    Bad("noise named PDF", ".pdf", _noise, _NO_PDF),
    Bad("text named PDF", ".pdf", good.text_in("utf-8"), _NO_PDF),
    Bad("text named WPS", ".wps", good.text_in("gb18030"), "不是 Word 或 WPS 文件"),
    Bad("sheet named Word", ".docx", _sheet, _NO_WORD),
    Bad("sheet", ".xlsx", _sheet, _KIND),
    Bad("picture", ".jpg", _constant(b"\xff\xd8\xff\xe0" + bytes(200)), _KIND),
    Bad("no suffix", "", good.text_in("utf-8"), _KIND),
    Bad("Word with a password", ".docx", _constant(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le")), _LOCKED),
    Bad("PDF with a password", ".pdf", _constant(pdf([[]], trailer=_ENCRYPT)), _LOCKED),
    Bad("zip with a password", ".zip", _locked_zip, _LOCKED, inside="讲话.txt"),
    Bad("scan", ".pdf", _scan, "没有文字层（扫描件）"),
    Bad("PDF with a scan at its end", ".pdf", _with_scan, "页只有图像，没有文字层", read=True),
    Bad("PDF of unnamed glyphs", ".pdf", _unmapped, "字体没有文字编码"),
    Bad("bomb", ".zip", _bomb, "压缩比异常", inside="炸弹.txt", good="好.txt"),
    Bad("path that leads out", ".zip", _leading_out, "路径越出压缩包", inside="../../外面.txt", good="好.txt"),
    Bad("link in a zip", ".zip", _link, "压缩包内的符号链接", inside="链接.txt"),
    Bad("damaged in its zip", ".zip", _damaged, "压缩包内的文件损坏", inside="甲.txt"),
    Bad("zips too deep", ".zip", _deep, "压缩包嵌套超过", inside="乙.zip/丙.zip/丁.zip"),
    Bad("zip by LZMA", ".zip", _packed_otherwise, "压缩方法不受支持", inside="a.txt"),
    Bad("text with a broken byte", ".txt", _broken_bytes, "有无法解码的字节", read=True),
    Bad("page without words", ".html", _empty_page, "网页中没有正文"),
    Bad("mail without words", ".eml", _empty_mail, "邮件没有正文"),
    Bad("rich text without words", ".rtf", _constant(b"{\\rtf1\\ansi \\par}"), "RTF 文件没有文字"),
    Bad("pipe", ".txt", _constant(b""), "不是普通文件", special="fifo"),
    Bad("link to nothing", ".txt", _constant("没有.txt".encode()), "无法读取", special="link"),
    Bad("link to itself", ".txt", _constant(b""), "无法读取", special="link"),
    Bad("over 64 MiB", ".txt", _constant(b"70000000"), "文件超过 64 MiB", special="sparse"),
)
