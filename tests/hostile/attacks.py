"""Names, texts and file names that are made to do harm where they are shown: what each of them attacks."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.passages import HEAD

ESC = "\x1b"
# Names that a lexicon brings in, so that they become nodes; by what they attack.
NAMES: dict[str, tuple[str, ...]] = {
    "page": (
        "<script>alert(1)</script>",
        "</script><script>ran</script>",
        "<img src=x onerror=ran>",
        "“双”\"'><b onmouseover=ran>",
        "javascript:ran//",
        "{{7*7}}${7*7}",
        "<!--工程",
        "__proto__",
        "&lt;script&gt;",
    ),
    "table": (
        "=HYPERLINK(\"http://x/\",'点')",
        "+1+cmd|' /C calc'!A0",
        "-2+3+工程",
        "@SUM(1+1)",
        "＝1+1工程",
        '甲,"乙";丙',
    ),
    "query": (
        "') DETACH DELETE n //",
        "`}) RETURN 1 //",
        "\\u0027}) RETURN",
        "工程\\",
        "$rows",
        "/*工程",
        "' OR '1'='1",
    ),
    "markup": ("]]><x/>", "&xxe;工程", "<!ENTITY工程", "<?xml 工程?>", "@id工程", "@context", "<x:y>工程"),
    "report": ("[点我](javascript:ran)", "![x](//x/y)", "**粗**|表|格|", "# 标题工程", "`代码`工程"),
    # control characters that no text holds make a file unreadable (kg.read.decode); these are let through
    "terminal": (
        f"红{ESC}[31m色",
        f"标{ESC}]0;改名{ESC}题",
        "倒\u202e写\u202c工程",
        "清\x9b2J屏",
        "隔\u2066离\u2069工",
    ),
    "path": ("../../etc/passwd", "C:\\x\\工程", "工程%2e%2e%2f", "CON工程"),
}
ALL = tuple(dict.fromkeys(name for names in NAMES.values() for name in names))
# Names of files, as far as a file system takes them.
FILES = (
    "<script>ran<x>.txt",
    "=1+1;x.txt",
    f"红{ESC}[31m.txt",
    "换\n行.txt",
    "倒\u202etxt.exe.txt",
    "回\r车.txt",
    "'; DROP.txt",
    "-rf.txt",
    "$(id) `id`.txt",
    "]]>&amp;.md",
)
TITLE = f"在<b>全市</b>{ESC}[2J\u202e党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2023年8月24日）\n同志们：\n"
CONTROLS = "\x0b\x0c\x85\u2028\u2029\ufeff\ufffe"


def write(folder: Path) -> tuple[Path, Path]:
    """A folder of hostile texts and a lexicon that makes entities of ALL; the folder and the lexicon."""
    source = folder / "in"
    source.mkdir()
    body = "".join(f"要抓好{one}，也要抓实{other}。\n" for one, other in zip(ALL, ALL[1:] + ALL[:1], strict=True))
    for number, name in enumerate(FILES):
        head = TITLE if number % 2 else HEAD
        text = head.replace("2023", str(2013 + number)) + f"第{number}处，要推进{ALL[number]}。\n" + CONTROLS + body
        (source / name).write_text(text, encoding="utf-8", newline="")
    (source / f"坏{ESC}[31m\u202e.txt").write_bytes(b"\x00\x01\xff" * 99)
    (source / "表=1+1.xlsx").write_bytes(b"PK")
    own = folder / "own.csv"
    with own.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("name", "type"), *((name, "Program") for name in ALL)])
    return source, own
