"""Files for Spark's tasks: those that lie at paths of this machine as kg lists them itself, those at a URL (hdfs:,
s3a:, file: …) as Spark lists them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path, PurePosixPath
from typing import Any

from kg.errors import KgError
from kg.model import Problem
from kg.read.files import items_in, items_of, list_files
from kg.read.formats.model import LARGEST, TOO_LARGE
from kg.read.names import is_passed_over
from kg.run.batch import Given

# A task takes about so many bytes, unless this setting says otherwise; each file counts for this much more.
BYTES, OPENING = 4 * 2**20, 40 * 2**10
TASK_BYTES = "spark.kg.taskBytes"
# A task takes about so many files of a path.
FILES = 100

LISTED = "name string, place binary, data binary"
"""What a task is given: the name that a file goes by, and where it lies (a path of this machine) or what it holds."""


def is_url(text: str) -> bool:
    """Whether Spark is to list it."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", text) is not None


def given(spark: Any, inputs: Sequence[str]) -> Any:
    """A DataFrame of all files below the inputs (LISTED). KgError where there is no such input, two have one name, or
    both kinds are mixed."""
    urls = [text for text in inputs if is_url(text)]
    if urls and len(urls) < len(inputs):
        raise KgError("输入不能既有网址又有本机路径", "inputs are either all URLs or all paths of this machine")
    return _at_urls(spark, urls) if urls else _at_paths(spark, [Path(text) for text in inputs])


def _at_paths(spark: Any, inputs: Sequence[Path]) -> Any:
    import pyarrow as pa

    files = list_files(inputs)
    table = pa.table(
        {
            "name": pa.array([name for _, name in files], pa.string()),
            "place": pa.array([os.fsencode(path.absolute()) for path, _ in files], pa.binary()),
            "data": pa.nulls(len(files), pa.binary()),
        }
    )
    size = sum(OPENING + (path.stat().st_size if path.is_file() else 0) for path, _ in files)
    tasks = max(1, -(-len(files) // FILES), -(-size // _task_bytes(spark)))
    return spark.createDataFrame(table, schema=LISTED).repartitionByRange(tasks, "name")


def _at_urls(spark: Any, urls: Sequence[str]) -> Any:
    from pyspark.sql import functions as F

    names = [PurePosixPath(url.rstrip("/")).name for url in urls]
    if len(set(names)) < len(names):
        raise KgError("两个输入文件夹同名，请改名后再试", "two inputs have the same name: rename one of them")
    parts = []
    for url, name in zip(urls, names, strict=True):
        found = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(url)
        root = _root(spark, url).rstrip("/")
        below = F.concat(F.lit(f"{name}/" if len(urls) > 1 else ""), F.substring("path", len(root) + 2, 2**20))
        named = F.when(F.col("path") == root, name).otherwise(below).alias("name")
        nothing = F.lit(None).cast("binary")
        small = found.where(F.col("length") <= LARGEST).select(
            named, nothing.alias("place"), F.col("content").alias("data")
        )
        large = found.where(F.col("length") > LARGEST).select(named, nothing.alias("place"), nothing.alias("data"))
        parts += [small, large]
    return reduce(lambda left, right: left.unionAll(right), parts)


def _root(spark: Any, url: str) -> str:
    """A folder as Spark spells it in the paths of what is in it. KgError where there is none."""
    path = spark._jvm.org.apache.hadoop.fs.Path(url)
    files = path.getFileSystem(spark._jsc.hadoopConfiguration())
    if not files.exists(path):
        raise KgError(f"找不到输入 {url}", f"there is no input {url}")
    return str(files.makeQualified(path).toString())


@contextmanager
def small_tasks(spark: Any) -> Iterator[None]:
    """Files at URLs are read in tasks as small as those at paths."""
    wanted = {
        "spark.sql.files.maxPartitionBytes": str(_task_bytes(spark)),
        "spark.sql.files.openCostInBytes": str(OPENING),
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(FILES),
    }
    before = {name: spark.conf.get(name) for name in wanted}
    for name, value in wanted.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            spark.conf.set(name, value)


def _task_bytes(spark: Any) -> int:
    return int(spark.conf.get(TASK_BYTES, str(BYTES)))


def opened(name: str, place: bytes | None, data: bytes | None) -> Given:
    """What kg.run.batch takes, on the worker. A file is told by its name: no earlier build is looked at, and no hash of
    its bytes is asked for."""
    if place is None and any(map(is_passed_over, PurePosixPath(name).parts)):
        return name, "", []
    if data is not None:
        return name, "", items_in(name, data)
    if place is not None:
        return name, "", items_of(Path(os.fsdecode(place)), name)
    return name, "", [Problem(name, None, "read", *TOO_LARGE)]
