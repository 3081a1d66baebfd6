"""A Spark session at whatever master a user names."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.server.java import find_java

OLDEST_JAVA = 17

# What the results depend on; all else is the user's, by spark-defaults.conf or --spark.
_OWN = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.executorEnv.LC_ALL": "C.UTF-8",
}


@contextmanager
def session(master: str, settings: Mapping[str, str]) -> Iterator[Any]:
    """A SparkSession, which is stopped at the end. KgError where pyspark or Java is lacking or Spark cannot start."""
    lacking = [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]
    if lacking:
        raise KgError(
            f"--engine spark 还需要 {lacking[0]}：pip install 'kg-speeches[spark]'",
            f"--engine spark also needs {lacking[0]}: pip install 'kg-speeches[spark]'",
        )
    from pyspark.sql import SparkSession

    # its pandas is asked for and not used
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    _surroundings(settings)
    builder: Any = SparkSession.builder.master(master).appName("kg")
    for name, value in {**settings, **_OWN}.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except Exception as fault:
        if not _of_spark(fault):
            raise
        first = str(fault).strip().splitlines()[-1][:300]
        raise KgError(f"Spark 无法在 {master} 启动：{first}", f"Spark cannot start at {master}: {first}") from fault
    try:
        spark.sparkContext.setLogLevel("ERROR")
        yield spark
    finally:
        spark.stop()


def _surroundings(settings: Mapping[str, str]) -> None:
    """What the JVM takes from the environment: a Java, the Python of the workers, names of files in UTF-8."""
    try:
        java = Path(find_java(OLDEST_JAVA))
    except KgError as fault:
        raise KgError(f"Spark 需要 Java {OLDEST_JAVA} 或更新", f"Spark takes Java {OLDEST_JAVA} or newer") from fault
    if "JAVA_HOME" not in os.environ and java.resolve().parent.name == "bin":
        os.environ["JAVA_HOME"] = str(java.resolve().parent.parent)
    if "spark.pyspark.python" not in settings:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    if "utf" not in locale.lower():
        os.environ["LC_ALL"] = "C.UTF-8"


def _of_spark(fault: Exception) -> bool:
    """Whether Spark raised it, or the bridge to its JVM."""
    return type(fault).__module__.partition(".")[0] in ("pyspark", "py4j")
