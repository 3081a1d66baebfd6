"""What no query may do, whatever the engine allows. Writes are refused by the engines themselves."""

from __future__ import annotations

import re

from kg.errors import KgError

# Text in quotes, names in backticks and comments are not commands, so they are blanked before looking. What is opened
# and not closed is taken to the end of the query, and looked at: a search that began again after it would take too
# long.
_QUIET = re.compile(
    r"""'(?:\\.|[^'\\])*+(?P<a>'?)|"(?:\\.|[^"\\])*+(?P<b>"?)|`[^`]*+(?P<c>`?)|(?P<d>//)[^\n]*+"""
    r"""|/\*(?:(?!\*/).)*+(?P<e>(?:\*/)?)""",
    re.DOTALL,
)
_LOAD_CSV = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
_FORMAT_CSV = re.compile(r"\bFORMAT\s+CSV\s*;?\s*\Z", re.IGNORECASE)
_SECOND = re.compile(r";\s*\S")
_TERMINATE = re.compile(r"\bTERMINATE\s+TRANSACTIONS?\b", re.IGNORECASE)


def check(text: str) -> None:
    """KgError for a query that is empty, or more than one, or that reads other files, ends others' work, or gives no
    rows."""
    commands = _QUIET.sub(lambda found: " " if any(found.groups()) else found[0], text)
    if not commands.strip():
        raise KgError("查询是空的", "the query is empty")
    if _LOAD_CSV.search(commands):
        raise KgError("查询不能读取其他文件（LOAD CSV）", "a query may not read other files (LOAD CSV)")
    if _TERMINATE.search(commands):
        raise KgError("查询不能中止其他事务", "a query may not terminate transactions")
    if _SECOND.search(commands):  # one engine would refuse it, the other run only the last
        raise KgError(
            "一次只能运行一条查询（分号之后还有内容）", "one query at a time: there is more after the semicolon"
        )
    if _FORMAT_CSV.search(commands):
        raise KgError("请用 --format csv 代替 FORMAT CSV", "use --format csv instead of FORMAT CSV")


def refused() -> KgError:
    """What is said of a query that tried to write. The engines' own words tell of things that kg does not have."""
    return KgError(
        "查询只能读取，不能修改图谱；请修改原文后重新运行 kg build",
        "a query may read the graph, not change it: change the texts and run kg build again",
    )


def too_slow(seconds: float) -> KgError:
    """What is said of a query that ran out of time."""
    return KgError(f"查询超过 {seconds:g} 秒，已中止", f"the query took longer than {seconds:g} s and was stopped")
