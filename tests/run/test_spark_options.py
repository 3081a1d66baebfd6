"""What is asked of Spark on the command line, and what is told where it cannot be had. No cluster is needed."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.cli.engine import AsGiven, as_given, asked_spark, engine_options
from kg.errors import KgError
from kg.run.spark.files import is_url


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--master", "local"], "--engine spark"),
        (["--store", "file:///x"], "--engine spark"),
        (["--engine", "spark"], "--master"),
        (["--engine", "spark", "--master", "local", "--spark", "spark.ui.enabled"], "KEY=VALUE"),
    ],
)
def test_options_that_do_not_go_together(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["build", str(tmp_path), *arguments])
    assert done.exit_code != 0
    fault = done.exception
    assert told in (fault.zh if isinstance(fault, KgError) else done.output)


def test_inputs_are_taken_as_they_were_typed() -> None:
    """A Path has no //, which tells the host of a URL."""
    found: list[str] = []

    @click.command(cls=AsGiven)
    @click.argument("inputs", nargs=-1, type=click.Path(path_type=Path))
    @engine_options
    def verb(inputs: tuple[Path, ...], **given: object) -> None:
        spark = asked_spark(dict(given))
        assert spark and spark.settings == {"spark.a": "b=c"}
        found.extend(as_given(inputs))

    typed = ["hdfs:///甲/乙", "s3a://bucket/x", "a//b"]
    options = ["--engine", "spark", "--master", "local", "--spark", "spark.a=b=c"]
    CliRunner().invoke(verb, [*typed, *options], catch_exceptions=False)
    assert found == ["hdfs:///甲/乙", "s3a://bucket/x", "a/b"]


@pytest.mark.parametrize(
    ("text", "expected"), [("s3a://b/x", True), ("file:/x", True), ("讲话", False), ("a:b", False), ("/x:/y", False)]
)
def test_what_spark_lists_itself(text: str, expected: bool) -> None:
    assert is_url(text) is expected


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.run.spark import session

    monkeypatch.setattr(session, "find_spec", lambda name: None)
    with pytest.raises(KgError, match=r"kg-speeches\[spark\]"), session.session("local", {}):
        pass
