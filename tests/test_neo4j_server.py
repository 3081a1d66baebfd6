"""What is said where the server cannot run; that it can is shown by every test of the group."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import neo4j_server


def test_no_java_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert neo4j_server.unavailable.__wrapped__() == "no java on PATH"


def test_no_jars_and_no_maven_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    with pytest.raises(RuntimeError, match="no mvn on PATH"):
        neo4j_server.fetch()


def test_a_failed_download_is_told_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    maven = tmp_path / "bin" / "mvn"
    maven.parent.mkdir()
    maven.write_text("#!/bin/sh\necho no such artifact\nexit 1\n", encoding="utf-8")
    maven.chmod(0o755)
    monkeypatch.setenv("PATH", f"{maven.parent}:/usr/bin:/bin")
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    with pytest.raises(RuntimeError, match="no such artifact"):
        neo4j_server.fetch()
    assert list((tmp_path / "cache").rglob("*.jar")) == []
    assert not neo4j_server.jars().exists()


def test_jars_that_are_there_are_not_fetched_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    neo4j_server.jars().mkdir(parents=True)
    assert neo4j_server.fetch() == neo4j_server.jars()
