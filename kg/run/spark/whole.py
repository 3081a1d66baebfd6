"""A build by Spark, the same output as kg.build, byte for byte.

Tasks read the files (kg.run.spark.extract) and all joins and counts are Spark SQL (sql/). On the driver are: what is
told of each speech but its text, the readings that several documents have a say in, pairs of texts that are alike.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.chronology.timeline import timeline
from kg.config import Config
from kg.errors import KgError
from kg.extract.registry import chosen
from kg.extract.user import read_lexicons
from kg.link.decisions import decisions_of, in_force, read_decisions
from kg.link.never import never_names
from kg.model import Problem
from kg.progress import Progress
from kg.read.files import CACHE_TAG
from kg.read.pages import EXTRACTED, extracted_rows
from kg.report import Built
from kg.run.linking import link_tables
from kg.run.outputs import report
from kg.run.parts import CACHE_SIGNATURE
from kg.run.rules import Rules, rules_of
from kg.run.spark.extract import OTHER, extracted
from kg.run.spark.files import given, is_url, small_tasks
from kg.run.spark.never import hear
from kg.run.spark.outputs import make_results, write_tables
from kg.run.spark.session import session
from kg.run.spark.tables import SparkTables
from kg.run.spark.texts import SparkTexts
from kg.run.speeches import versions_of
from kg.run.stages import converted, told_by_copies, told_of_time
from kg.run.whole import nothing_readable, page_and_database
from kg.sinks.facts import facts_of
from kg.sinks.files import write_json, write_lines, write_manifest, write_told, write_versions
from kg.sinks.origin import write_origin
from kg.sinks.staging import staged


@dataclass(frozen=True, slots=True)
class Spark:
    """Where it runs and how: the URL of its master, settings of Spark by name, and the folder that all of the cluster
    can write to (a URL; empty: OUT.spark beside the output)."""

    master: str
    settings: Mapping[str, str] = field(default_factory=dict)
    store: str = ""


def build_spark(inputs: Sequence[str], out: Path, progress: Progress, own: Config, spark: Spark) -> Built:
    """Build with Spark. `inputs` are paths of this machine or URLs (kg.run.spark.files). KgError as kg.build.build, and
    where pyspark, Java or the master is lacking, or the workers have another kg."""
    rules, extractors, facts = rules_of(own), chosen(own.off, own.plugins), timeline(own.timeline)
    decided = decisions_of(own.decisions, out)
    decisions = in_force(read_decisions(decided)) if decided else []
    _, lexicon_problems = progress.stage("lexicon", lambda: read_lexicons(own.lexicon))
    paths = [Path(text) for text in inputs]
    here = [path for path, text in zip(paths, inputs, strict=True) if not is_url(text)]
    with (
        staged(out, here) as folder,
        tempfile.TemporaryDirectory(dir=folder) as scratch,
        session(spark.master, spark.settings) as session_,
    ):
        tables = SparkTables(session_, spark.store or f"file://{beside(out)}")
        if not spark.store:  # it may lie among the texts
            tables.put(f"{tables.store}/{CACHE_TAG}", f"Signature: {CACHE_SIGNATURE}\n")
        progress.stage("extract", lambda: _read(tables, inputs, rules))
        progress.stage("tables", lambda: tables.step("speeches"))
        texts = SparkTexts(tables, Path(scratch))
        problems = _problems(tables, "read")
        if not len(texts):
            raise nothing_readable(paths, problems)
        versions = progress.stage("split", lambda: versions_of(tables, texts))
        speeches = versions.speeches
        problems += [*_problems(tables, "split"), *versions.problems, *lexicon_problems]
        problems += _problems(tables, "extract")
        hear(tables, texts, speeches, never_names(decisions, speeches))
        links = progress.stage("link", lambda: link_tables(tables, {s.id: s for s in speeches}, decisions))
        problems += links.problems
        known = progress.stage("versions", lambda: told_by_copies(tables, texts, versions))
        doubts, time_problems = progress.stage("chronology", lambda: told_of_time(tables, speeches, facts))
        problems += time_problems
        progress.stage("graph", lambda: make_results(tables, speeches, known))
        write_told(folder, speeches, links.judgements, problems)
        write_lines(folder / "inconsistencies.jsonl", doubts)
        write_versions(folder, speeches, versions.pairs, known)
        write_lines(folder / EXTRACTED, extracted_rows(converted(tables)))
        write_tables(folder, tables)
        counts = report(tables, speeches, known, len(problems))
        write_json(folder / "report.json", counts)
        read_from = dict(tables.rows("SELECT path, sha256 FROM doc ORDER BY d"))
        texts.close()
        tables.clear()
        matrix = page_and_database(folder, sum(counts["edges"].values()), progress)
        write_manifest(folder, read_from, facts_of(own, decided, extractors))
        write_json(folder / "timings.json", progress.timings)
        if here:  # elsewhere, what shows a graph could not build it again
            write_origin(folder, out, here, own)
    return Built(counts, matrix, tuple(problems))


def beside(out: Path) -> Path:
    """Where Spark's tables lie if no other place is named."""
    whole = out.resolve()
    return whole.with_name(whole.name + ".spark")


def _problems(tables: SparkTables, stage: str) -> list[Problem]:
    """The problems that reading files came upon at a stage, by file as given."""
    query = 'SELECT file, "offset", stage, zh, en FROM file_problem WHERE stage = ? ORDER BY i, item, n'
    return [Problem(*row) for row in tables.rows(query, [stage])]


def _read(tables: SparkTables, inputs: Sequence[str], rules: Rules) -> None:
    from pyspark.errors import PySparkException

    try:
        with small_tasks(tables.spark):
            tables.keep("part", extracted(tables.spark, given(tables.spark, inputs), rules))
    except PySparkException as fault:
        if OTHER in str(fault):
            raise KgError(
                "执行节点上的 kg、其依赖包或 Python 与本机版本不同，请用同一镜像或环境（docs/spark.md）",
                "the workers have another kg, other packages or another Python: use one image or environment "
                "(docs/spark.md)",
            ) from fault
        raise
