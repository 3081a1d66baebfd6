"""A build in several processes, of as many files as there are: the same output as kg.build, byte for byte.

Files are read in a pool (kg.run.pool), those alone that no earlier build has read (kg.run.parts); what they tell goes
into tables (kg.run.tables), and of those only what several documents have a say in, or what is about few of them, comes
to Python. So memory does not grow with the texts. The page and the database, which hold a graph whole, are made where
it is small enough; kg render and kg query make them at any time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from kg.chronology.timeline import timeline
from kg.config import Config
from kg.errors import KgError
from kg.extract.registry import chosen
from kg.extract.user import read_lexicons
from kg.graph.folder import unfinished_graph
from kg.graph.tables import Matrix, program_matrix
from kg.link.decisions import decisions_of, in_force, read_decisions
from kg.link.never import never_names
from kg.model import Problem
from kg.progress import Progress
from kg.read.pages import EXTRACTED, extracted_rows
from kg.render.page import render
from kg.report import Built
from kg.reporting.collect import collect
from kg.reporting.show import for_page
from kg.run.inputs import hashed
from kg.run.linking import link_tables
from kg.run.never import hear
from kg.run.outputs import report, write_tables
from kg.run.parts import File, make_folder, parts_beside, read_before, tidy
from kg.run.pool import Outcome, Shard, read_all
from kg.run.rules import Rules, rules_of
from kg.run.speeches import versions_of
from kg.run.stages import converted, problems_at, told_by_copies, told_of_time
from kg.run.tables import DuckTables
from kg.run.texts import DuckTexts
from kg.sinks.embedded import write_embedded
from kg.sinks.facts import facts_of
from kg.sinks.files import write_json, write_lines, write_manifest, write_told, write_versions
from kg.sinks.origin import write_origin
from kg.sinks.staging import staged

# Edges of a graph that is held whole, for the page, the table and the database.
FITS = 100_000


def build_many(inputs: Sequence[Path], out: Path, progress: Progress, own: Config, workers: int) -> Built:
    """Build with so many processes. KgError as kg.build.build, and where the extra `scale` is not installed."""
    _check_installed()
    rules, extractors, facts = rules_of(own), chosen(own.off, own.plugins), timeline(own.timeline)
    decided = decisions_of(own.decisions, out)
    decisions = in_force(read_decisions(decided)) if decided else []
    _, lexicon_problems = progress.stage("lexicon", lambda: read_lexicons(own.lexicon))
    with staged(out, inputs) as folder, tempfile.TemporaryDirectory(dir=folder) as scratch:
        files, closed = progress.stage("read", lambda: hashed(inputs))
        parts = parts_beside(out, rules.version)
        done = _extract(files, parts, rules, workers, progress)
        tables = DuckTables(Path(scratch), workers)
        progress.stage("tables", lambda: _gather(tables, files, done, parts))
        texts = DuckTexts(tables)
        problems = problems_at(tables, "read", closed)
        if not len(texts):
            raise nothing_readable(inputs, problems)
        versions = progress.stage("split", lambda: versions_of(tables, texts))
        speeches = versions.speeches
        problems += [*problems_at(tables, "split"), *versions.problems, *lexicon_problems]
        problems += problems_at(tables, "extract", done.problems)
        hear(tables, texts, speeches, never_names(decisions, speeches))
        links = progress.stage("link", lambda: link_tables(tables, {s.id: s for s in speeches}, decisions))
        problems += links.problems
        known = progress.stage("versions", lambda: told_by_copies(tables, texts, versions))
        doubts, time_problems = progress.stage("time", lambda: told_of_time(tables, speeches, facts))
        problems += time_problems
        write_told(folder, speeches, links.judgements, problems)
        write_lines(folder / "inconsistencies.jsonl", doubts)
        write_versions(folder, speeches, versions.pairs, known)
        write_lines(folder / EXTRACTED, extracted_rows(converted(tables)))
        progress.stage("graph", lambda: write_tables(folder, tables, speeches, known))
        counts = report(tables, speeches, known, len(problems))
        write_json(folder / "report.json", counts)
        read_from = dict(tables.rows("SELECT path, sha256 FROM doc ORDER BY d"))
        tables.close()
        matrix = page_and_database(folder, sum(counts["edges"].values()), progress)
        write_manifest(folder, read_from, facts_of(own, decided, extractors), tables.written())
        write_json(folder / "timings.json", progress.timings)
        write_origin(folder, out, inputs, own)
    tidy(parts, done.parts.items())
    return Built(counts, matrix, tuple(problems))


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


def _gather(tables: DuckTables, files: Sequence[File], done: Outcome, parts: Path) -> None:
    """The rows of the files of this build."""
    rows = [(i, *file.key, done.parts[file.key]) for i, file in enumerate(files) if file.key in done.parts]
    tables.add("live", {"i": "int", "file": "string", "file_sha256": "string", "part": "string"}, rows)
    tables.read_parts([parts / part for part in sorted({row[3] for row in rows})])
    tables.step("speeches")


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
    where = "、".join(map(str, inputs))
    first = problems[0] if problems else Problem("", None, "read", "没有 .txt 或 .md 文件", "holds no .txt or .md file")
    return KgError(
        f"{where} 中没有可读的讲话：{first.file} {first.zh}", f"no readable speech in {where}: {first.file} {first.en}"
    )


def _check_installed() -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None or find_spec("duckdb") is None:
        raise KgError(
            "--workers 需要安装：pip install 'kg-speeches[scale]'", "--workers needs: pip install 'kg-speeches[scale]'"
        )
