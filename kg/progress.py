"""Telling how far a run has come: bars on a terminal, plain lines in a pipe, nothing with --quiet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import TypeVar

from kg.lang import choose

T = TypeVar("T")

STAGES = {
    "read": ("读取文件", "reading files"),
    "split": ("切分讲话", "splitting speeches"),
    "lexicon": ("载入词库", "loading the lexicon"),
    "extract": ("抽取", "extracting"),
    "link": ("链接", "linking"),
    "versions": ("比较版本", "comparing versions"),
    "chronology": ("核对时间", "checking dates"),
    "tables": ("汇集各文件", "gathering what was read"),
    "graph": ("组装图谱", "assembling the graph"),
    "page": ("绘制网页", "drawing the page"),
    "database": ("写入数据库", "writing the database"),
    "indexes": ("建立约束与索引", "making constraint and indexes"),
    "nodes": ("分批载入节点", "loading nodes in batches"),
    "relations": ("分批载入关系", "loading relations in batches"),
    "quotations": ("建立原文全文索引", "making the full-text index of quotations"),
    "removal": ("移除图谱中已没有的", "removing what the graph no longer has"),
}


@dataclass
class Progress:
    """Announces stages on standard error and keeps their seconds in `timings`."""

    quiet: bool = False
    timings: dict[str, float] = field(default_factory=dict)

    def stage(self, name: str, work: Callable[[], T]) -> T:
        """Run one stage and return its result."""
        self._say(choose(*STAGES[name]))
        begun = perf_counter()
        result = work()
        self._took(name, begun)
        return result

    def each(self, name: str, items: Sequence[T]) -> Iterator[T]:
        """The items one by one, with a bar on a terminal."""
        begun = perf_counter()
        if self.quiet or not sys.stderr.isatty():
            self._say(f"{choose(*STAGES[name])} ({len(items)})")
            yield from items
        else:
            from rich.console import Console
            from rich.progress import track

            yield from track(items, choose(*STAGES[name]), console=Console(stderr=True), transient=True)
        self._took(name, begun)

    def counted(self, name: str, total: int) -> Callable[[int], None]:
        """Begin a stage of so many things; what it gives is called with how many of them were done since: it tells the
        rate and the time that remains. A terminal has one line of it, a pipe a line each half minute."""
        begun = told = perf_counter()
        done = 0
        terminal = sys.stderr.isatty()
        self._say(f"{choose(*STAGES[name])} ({total})")

        def tell(more: int) -> None:
            nonlocal done, told
            done += more
            now = perf_counter()
            if self.quiet or done == 0 or (now - told < (0.5 if terminal else 30) and done < total):
                return
            told = now
            rate = done / max(now - begun, 1e-3)
            left = round((total - done) / rate)
            shown = choose(
                f"  {done}/{total}，每秒 {rate:.1f}，还需 {left // 60} 分 {left % 60:02} 秒",
                f"  {done}/{total}, {rate:.1f} a second, {left // 60}:{left % 60:02} min left",
            )
            end = "\n" if not terminal or done >= total else "\r"
            print(f"\x1b[2K{shown}" if terminal else shown, file=sys.stderr, end=end, flush=True)

        return tell

    def note(self, zh: str, en: str) -> None:
        """Tell something in one sentence."""
        self._say(choose(zh, en))

    def took(self, name: str, begun: float) -> None:
        """Keep the seconds of a stage that began at a time of perf_counter."""
        self._took(name, begun)

    def _say(self, text: str) -> None:
        if not self.quiet:
            print(text, file=sys.stderr, flush=True)

    def _took(self, name: str, begun: float) -> None:
        self.timings[name] = round(self.timings.get(name, 0.0) + perf_counter() - begun, 3)
