"""What a build tells on the terminal: the program × speech table, counts, and the faults found in the data."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.graph.tables import Column, Matrix
from kg.lang import choose, language
from kg.model import Problem
from kg.progress import STAGES
from kg.schema import node_types
from kg.text import printable

ROWS, COLUMNS = 30, 12
SHOWN = 20  # problems of one stage


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gives back: counts for the report, the program × speech table, and the faults found in the data."""

    report: dict[str, Any]
    matrix: Matrix
    problems: tuple[Problem, ...]


# How a mention was found (Mention.method).
METHODS = {
    "gazetteer": ("地名表", "gazetteer"),
    "list": ("全国性名单", "national lists"),
    "user": ("自己的词库", "own lexicon"),
    "pattern": ("构词", "form"),
    "context": ("上下文", "context"),
    "head": ("题头", "head"),
    "plug-in": ("插件", "plug-ins"),
}


def print_matrix(matrix: Matrix) -> None:
    """The programs named most, by speech; versions of one talk share a column. What is cut is said."""
    from rich.table import Table
    from rich.text import Text

    if not matrix.rows or not matrix.columns:
        return
    table = Table(title=choose("哪些项目出现在哪些讲话中", "Which programs appear in which speeches"))
    table.add_column(choose("项目", "program"), no_wrap=True)
    columns = matrix.columns[:COLUMNS]
    for number, _ in enumerate(columns, 1):
        table.add_column(str(number), justify="right")
    table.add_column(choose("合计", "total"), justify="right")
    rows = sorted(matrix.rows, key=lambda row: (-row.speeches, -row.total, row.name))[:ROWS]
    for row in rows:
        table.add_row(
            Text(printable(row.name)), *(str(count or "·") for count in row.counts[: len(columns)]), str(row.total)
        )
    console().print(table)
    for number, column in enumerate(columns, 1):
        print(f"{number:>3}  {label(column)}")
    if len(matrix.rows) > len(rows) or len(matrix.columns) > len(columns):
        shown, of = f"{len(rows)}×{len(columns)}", f"{len(matrix.rows)}×{len(matrix.columns)}"
        print(
            choose(
                f"（显示 {shown}，共 {of}；全表见 graph.html）",
                f"({shown} of {of} shown; the whole table is in graph.html)",
            )
        )


def label(column: Column) -> str:
    """A speech in one line: date, title, speaker, and how many versions of it there are."""
    copies = len(column.members)
    parts = [column.date or choose("无日期", "undated"), column.title, column.speaker or ""]
    versions = choose(f"（{copies} 个版本）", f" ({copies} versions)") if copies > 1 else ""
    return printable("  ".join(part for part in parts if part)) + versions


def print_summary(report: dict[str, Any], out: Path) -> None:
    """Counts by type and where the page is."""
    types = node_types()
    counts = [f"{getattr(types[name], language())} {count}" for name, count in report["entities"].items()]
    statements, edges = sum(report["statements"].values()), sum(report["edges"].values())
    print(choose("节点：", "nodes: ") + choose("，", ", ").join(counts))
    print(choose(f"陈述 {statements}，边 {edges}", f"{statements} statements, {edges} edges"))
    shares = report["method_shares"]
    found = [f"{choose(*names)} {shares[method]:.1%}" for method, names in METHODS.items() if method in shares]
    if found:
        print(choose("提及的来源：", "mentions found by: ") + choose("，", ", ").join(found))
    page = printable(str(out / "graph.html"))
    print(choose(f"图谱网页：{page}", f"page: {page}"))


def print_problems(problems: Sequence[Problem], out: Path) -> None:
    """One line a fault on standard error: file, place, what. Of each stage the first SHOWN, and how many more there
    are: of ten thousand files, a thousand may have a date that does not go with the text."""
    told: Counter[str] = Counter()
    for problem in problems:
        told[problem.stage] += 1
        if told[problem.stage] <= SHOWN:
            place = "" if problem.offset is None else f":{problem.offset}"
            print(printable(f"{problem.file}{place}: {choose(problem.zh, problem.en)}"), file=sys.stderr)
    where = printable(str(out / "problems.jsonl"))
    for stage, count in told.items():
        if count > SHOWN:
            zh, en = STAGES.get(stage, (stage, stage))
            more = choose(f"{zh}：另有 {count - SHOWN} 条，见 {where}", f"{en}: {count - SHOWN} more, see {where}")
            print(more, file=sys.stderr)


def console() -> Any:
    """A terminal for tables; in a pipe wide enough that no name is cut."""
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=160)
