"""A build in several processes, of as many files as there are: the same output as kg.build, byte for byte.

Files are read in a pool (kg.run.pool), those alone that no earlier build has read (kg.run.parts); what they tell goes
into tables (kg.run.tables), and of those only what several documents have a say in, or what is about few of them, comes
to Python. So memory does not grow with the texts. The next build takes up the tables (kg.run.kept). The page and the
database, which hold a graph whole, are made where it is small enough; kg render and kg query make them at any time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from kg.chronology.timeline import Fact, timeline
from kg.config import Config
from kg.errors import KgError
from kg.extract.registry import chosen
from kg.extract.user import read_lexicons
from kg.graph.folder import unfinished_graph
from kg.graph.tables import Matrix, program_matrix
from kg.link.decisions import Decision, decisions_of, in_force, read_decisions
from kg.link.never import never_names
from kg.model import Problem
from kg.progress import Progress
from kg.read.formats import SUFFIXES
from kg.read.pages import EXTRACTED, extracted_rows
from kg.render.page import render
from kg.report import Built
from kg.reporting.collect import collect
from kg.reporting.show import for_page
from kg.run.inputs import hashed
from kg.run.kept import Unfit, check, keep, keeps, numbers, settled_by, take
from kg.run.laid import keep_laid, laid_before
from kg.run.linking import link_tables
from kg.run.never import hear
from kg.run.outputs import report, write_tables
from kg.run.parts import File, make_folder, parts_beside, read_before, sound, tidy
from kg.run.pool import Outcome, Shard, read_all
from kg.run.rules import Rules, rules_of
from kg.run.signals import stopped_by_signals
from kg.run.speeches import versions_of
from kg.run.stages import converted, problems_at, told_by_copies, told_of_time
from kg.run.tables import DuckTables
from kg.run.texts import DuckTexts
from kg.sinks.embedded import write_embedded
from kg.sinks.facts import facts_of
from kg.sinks.files import write_json, write_lines, write_manifest, write_told, write_versions
from kg.sinks.origin import write_origin
from kg.sinks.staging import staged
from kg.text import printable

# Edges of a graph that is held whole, for the page, the table and the database.
FITS = 100_000


def build_many(inputs: Sequence[Path], out: Path, progress: Progress, own: Config, workers: int) -> Built:
    """Build with so many processes. KgError as kg.build.build, and where the extra `scale` is not installed."""
    _check_installed()
    rules, extractors, facts = rules_of(own), chosen(own.off, own.plugins), timeline(own.timeline)
    decided = decisions_of(own.decisions, out)
    decisions = in_force(read_decisions(decided)) if decided else []
    _, lexicon_problems = progress.stage("lexicon", lambda: read_lexicons(own.lexicon))
    with staged(out, inputs) as folder:
        files, closed = progress.stage("read", lambda: hashed(inputs))
        parts = parts_beside(out, rules.version)
        done = _extract(files, parts, rules, workers, progress)
        work = _Work(inputs, out, folder, parts, tuple(files), tuple(closed), done, decisions, facts, workers)
        told = _told(work, lexicon_problems, progress)
        matrix = page_and_database(folder, sum(told.counts["edges"].values()), progress)
        write_manifest(folder, told.read_from, facts_of(own, decided, extractors), told.written)
        write_json(folder / "timings.json", progress.timings)
        write_origin(folder, out, inputs, own)
        with suppress(OSError):  # they are copies: what is left now the next build removes
            tidy(parts, done.parts.items())
    return Built(told.counts, matrix, told.problems)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be told, once all files have been read, and where."""

    inputs: Sequence[Path]
    out: Path
    folder: Path
    parts: Path
    files: Sequence[File]
    closed: Sequence[Problem]
    done: Outcome
    decisions: Sequence[Decision]
    facts: Sequence[Fact]
    workers: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What has been told: report.json, all problems, the texts with their hashes, the files with theirs."""

    counts: dict[str, Any]
    problems: tuple[Problem, ...]
    read_from: dict[str, str]
    written: dict[str, str]


def _told(work: _Work, others: Sequence[Problem], progress: Progress) -> _Told:
    """Write all that is made of tables, with those that the last build kept, or without where they are of no use."""
    import duckdb

    if keeps(work.decisions):
        with suppress(Unfit, duckdb.Error), tempfile.TemporaryDirectory(dir=work.folder) as scratch:
            if take(work.parts, Path(scratch)):
                return _tell(work, others, progress, Path(scratch), again=True)
        for file in work.folder.iterdir():  # of an attempt that came upon damage
            file.unlink()
    with tempfile.TemporaryDirectory(dir=work.folder) as scratch:
        return _tell(work, others, progress, Path(scratch), again=False)


def _tell(work: _Work, others: Sequence[Problem], progress: Progress, scratch: Path, again: bool) -> _Told:
    tables = DuckTables(scratch, work.workers)
    with sound(work.parts), closing(tables):
        last = work.out if again else None
        return stopped_by_signals(tables.interrupt, lambda: _tell_by(tables, work, others, progress, scratch, last))


def _tell_by(
    tables: DuckTables, work: _Work, others: Sequence[Problem], progress: Progress, scratch: Path, last: Path | None
) -> _Told:
    folder, settled = work.folder, settled_by(work.decisions)
    progress.stage("tables", lambda: _gather(tables, work, settled, last))
    texts = DuckTexts(tables)
    problems = problems_at(tables, "read", [*work.closed, *_at(work.done, "read")])
    if not len(texts):
        raise nothing_readable(work.inputs, problems)
    laid = laid_before(tables)
    versions = progress.stage("split", lambda: versions_of(tables, texts, laid))
    speeches = versions.speeches
    problems += [*problems_at(tables, "split"), *versions.problems, *others]
    problems += problems_at(tables, "extract", _at(work.done, "extract"))
    hear(tables, texts, speeches, never_names(work.decisions, speeches))
    links = progress.stage("link", lambda: link_tables(tables, {s.id: s for s in speeches}, work.decisions))
    problems += links.problems
    known = progress.stage("versions", lambda: told_by_copies(tables, texts, versions))
    doubts, time_problems = progress.stage("chronology", lambda: told_of_time(tables, speeches, work.facts))
    problems += time_problems
    write_told(folder, speeches, links.judgements, problems)
    write_lines(folder / "inconsistencies.jsonl", doubts)
    write_versions(folder, speeches, versions.pairs, known)
    write_lines(folder / EXTRACTED, extracted_rows(converted(tables)))
    progress.stage("graph", lambda: write_tables(folder, tables, speeches, known, last))
    counts = report(tables, speeches, known, len(problems))
    write_json(folder / "report.json", counts)
    read_from = dict(tables.rows("SELECT path, sha256 FROM doc ORDER BY d"))
    if keeps(work.decisions):
        keep_laid(tables, laid, speeches)
        keep(tables, settled, scratch, work.parts)
    return _Told(counts, tuple(problems), read_from, tables.written())


def _extract(files: Sequence[File], parts: Path, rules: Rules, workers: int, progress: Progress) -> Outcome:
    """Read what no earlier build has read, or this one before it was cut off."""
    began = perf_counter()
    make_folder(parts)
    before = read_before(parts)
    new = [file for file in files if file.key not in before]
    if before:
        kept = len(files) - len(new)
        progress.note(
            f"  {kept} 个文件以前已读过，需读 {len(new)} 个", f"  {kept} files were read before, {len(new)} to read"
        )
    tell = progress.counted("extract", len(new))

    def done(shard: Shard) -> None:
        tell(len(shard.files))

    outcome = read_all(new, rules, parts, workers, done) if new else Outcome()
    outcome.parts |= {file.key: before[file.key] for file in files if file.key in before}
    progress.took("extract", began)
    return outcome


def _gather(tables: DuckTables, work: _Work, settled: str, last: Path | None) -> None:
    """The rows of the files that came, without those of files that went. Unfit as kg.run.kept.check."""
    held = work.done.parts
    rows = [(i, *file.key, held[file.key]) for i, file in enumerate(work.files) if file.key in held]
    tables.add("live", {"i": "int", "file": "string", "file_sha256": "string", "part": "string"}, rows)
    tables.step("came")
    if last:
        check(tables, settled, last)
    tables.step("gone")
    tables.read_parts([work.parts / part for (part,) in tables.rows("SELECT DISTINCT part FROM came ORDER BY part")])
    came = list(tables.rows(_CAME))
    known = list(tables.rows("SELECT path, d FROM doc ORDER BY d"))
    places = zip(came, numbers(known, [path for path, _, _ in came]), strict=True)
    tables.add("numbered", {"part": "string", "item": "bigint", "d": "int"}, ((*row[1:], d) for row, d in places))
    tables.step("speeches")


_CAME = """SELECT path, part, item FROM part JOIN came USING (file, file_sha256, part)
WHERE id IS NOT NULL ORDER BY ALL"""


def _at(done: Outcome, stage: str) -> list[Problem]:
    return [problem for problem in done.problems if problem.stage == stage]


def page_and_database(folder: Path, edges: int, progress: Progress) -> Matrix:
    """The page and the database of a graph that can be held whole, and its table of programs."""
    if edges > FITS:
        progress.note(
            f"  图谱有 {edges} 条边（多于 {FITS}），不绘网页、不写数据库；需要时用 kg render 和 kg query",
            f"  the graph has {edges} edges (over {FITS}): no page and no database are made; kg render and kg query do",
        )
        return Matrix((), ())
    graph = unfinished_graph(folder)
    page = progress.stage("page", lambda: render(graph, report=for_page(collect(folder))))
    (folder / "graph.html").write_text(page, encoding="utf-8", newline="\n")
    progress.stage("database", lambda: write_embedded(graph, folder / "graph.kgl"))
    return program_matrix(graph)


def nothing_readable(inputs: Sequence[Path], problems: Sequence[Problem]) -> KgError:
    """The error of a build that has nothing to build; the first fault found tells why."""
    where = "、".join(printable(str(path)) for path in inputs)
    kinds = " ".join((*SUFFIXES, ".zip"))
    first = problems[0] if problems else Problem("", None, "read", f"没有 {kinds} 文件", f"holds no {kinds} file")
    file = printable(first.file)
    return KgError(f"{where} 中没有可读的讲话：{file} {first.zh}", f"no readable speech in {where}: {file} {first.en}")


def _check_installed() -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None or find_spec("duckdb") is None:
        raise KgError(
            "--workers 需要安装：pip install 'kg-speeches[scale]'", "--workers needs: pip install 'kg-speeches[scale]'"
        )
