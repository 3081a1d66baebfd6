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
    "time": ("核对时间", "checking dates"),
    "graph": ("组装图谱", "assembling the graph"),
    "page": ("绘制网页", "drawing the page"),
    "database": ("写入数据库", "writing the database"),
    "indexes": ("建立约束与索引", "making constraint and indexes"),
    "nodes": ("载入节点", "loading nodes"),
    "relations": ("载入关系", "loading relations"),
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

    def _say(self, text: str) -> None:
        if not self.quiet:
            print(text, file=sys.stderr, flush=True)

    def _took(self, name: str, begun: float) -> None:
        self.timings[name] = round(self.timings.get(name, 0.0) + perf_counter() - begun, 3)
