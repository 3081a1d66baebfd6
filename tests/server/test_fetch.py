"""Getting the jars: what is damaged, half there or not to be had. No network: Maven's place is taken by a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.lang import set_language
from kg.server import fetch as fetching
from kg.server.fetch import fetch
from kg.server.jars import Jar, digest, folder_of, jars_of, listing
from kg.server.releases import RELEASES, Release
from tests.neo4j_server import silent, unavailable

RELEASE = Release("lts", "1.0", "Main", 17)
CONTENTS = {f"part{number}": f"jar {number}\n" * 50 for number in range(4)}


@pytest.fixture
def jars(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Jar]:
    """A release of four small jars, an empty cache, and no way to fetch."""
    made = []
    for artifact, text in CONTENTS.items():
        (tmp_path / "source").mkdir(exist_ok=True)
        path = tmp_path / "source" / f"{artifact}-1.0.jar"
        path.write_text(text, encoding="utf-8")
        made.append(Jar("org.example", artifact, "1.0", "", digest(path)))
    monkeypatch.setattr(fetching, "jars_of", lambda _: made)
    monkeypatch.setattr(fetching, "find_spec", lambda _: None)
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr("kg.server.fetch.shutil.which", lambda _: None)
    set_language("en")
    return made


def _maven(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *lines: str) -> Path:
    """A mvn that copies what the pom names from tmp_path/source, after `lines`; it leaves a trace of its calls."""
    script = tmp_path / "mvn"
    named = '$(grep -o "<artifactId>part[0-9]" pom.xml | cut -d">" -f2)'
    copy = f"for a in {named}; do cp {tmp_path}/source/$a-1.0.jar lib/; done"
    script.write_text("\n".join(["#!/bin/sh", f"echo called >>{tmp_path}/calls", "mkdir -p lib", copy, *lines]) + "\n")
    script.chmod(0o755)
    monkeypatch.setattr("kg.server.fetch.shutil.which", lambda _: str(script))
    return tmp_path / "calls"


def _held(release: Release = RELEASE) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder_of(release).glob("*")}


WHOLE = {f"{artifact}-1.0.jar": text for artifact, text in CONTENTS.items()}


def test_all_arrive_and_are_not_fetched_again(jars: list[Jar], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls = _maven(monkeypatch, tmp_path)
    assert fetch(RELEASE, silent) == folder_of(RELEASE)
    assert _held() == WHOLE
    fetch(RELEASE, silent)
    assert calls.read_text() == "called\n"


def test_damaged_and_missing_ones_are_mended_and_no_others(
    jars: list[Jar], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _maven(monkeypatch, tmp_path)
    fetch(RELEASE, silent)
    folder = folder_of(RELEASE)
    (folder / "part1-1.0.jar").write_text(CONTENTS["part1"][:20], encoding="utf-8")  # cut short
    (folder / "part2-1.0.jar").unlink()
    untouched = (folder / "part0-1.0.jar").stat().st_ino
    left = folder.parent / "fetch-of-a-killed-run"
    left.mkdir()
    said: list[str] = []
    fetch(RELEASE, lambda zh, en: said.append(en))
    assert _held() == WHOLE
    assert (folder / "part0-1.0.jar").stat().st_ino == untouched
    assert said == ["fetching Neo4j 1.0 (2 files)"]
    assert not left.exists()


def test_a_damaged_repository_of_the_user_is_gone_around(
    jars: list[Jar], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    damage = 'case "$*" in *maven.repo.local*) ;; *) echo half >lib/part3-1.0.jar ;; esac'
    calls = _maven(monkeypatch, tmp_path, damage)
    fetch(RELEASE, silent)
    assert _held() == WHOLE
    assert calls.read_text() == "called\ncalled\n"


def test_what_is_not_what_the_list_says_is_never_kept(
    jars: list[Jar], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _maven(monkeypatch, tmp_path, "echo other >lib/part3-1.0.jar")
    with pytest.raises(KgError, match=r"1 files are missing, such as part3-1\.0\.jar"):
        fetch(RELEASE, silent)
    assert _held() == {name: text for name, text in WHOLE.items() if "part3" not in name}


def test_what_maven_says_is_told(jars: list[Jar], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _maven(monkeypatch, tmp_path, "rm lib/*; echo no such artifact; exit 1")
    with pytest.raises(KgError, match="mvn: no such artifact"):
        fetch(RELEASE, silent)
    assert _held() == {}


def test_no_way_at_all_is_told(jars: list[Jar]) -> None:
    with pytest.raises(KgError, match=r"takes mvn, or: pip install 'kg-speeches\[server\]'"):
        fetch(RELEASE, silent)


@pytest.mark.parametrize("release", RELEASES.values(), ids=lambda release: release.version)
def test_the_list_of_a_release(release: Release) -> None:
    jars = jars_of(release)
    assert jars == sorted(jars)
    assert len({jar.file for jar in jars}) == len(jars) > 150
    assert {("neo4j", release.version), ("neo4j-server", release.version)} <= {(j.artifact, j.version) for j in jars}
    assert all(len(jar.sha256) == 64 for jar in jars)
    text = Path(fetching.__file__).with_name(f"jars-{release.version}.txt").read_text(encoding="utf-8")
    assert listing(jars) == text


@pytest.mark.group("neo4j")
def test_jgo_mends_what_is_lacking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From Maven Central: three small jars, one of them with a classifier, are fetched beside those that are there."""
    assert unavailable() is None
    kept = folder_of(RELEASES["lts"])
    release = RELEASES["lts"]
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    monkeypatch.setattr("kg.server.fetch.shutil.which", lambda _: None)
    folder = folder_of(release)
    folder.mkdir(parents=True)
    chosen = [jar for jar in jars_of(release) if jar.artifact == "netty-transport-native-epoll"]
    chosen += [jar for jar in jars_of(release) if jar.artifact == "slf4j-api"]
    assert len(chosen) > 2
    for jar in set(jars_of(release)) - set(chosen):
        (folder / jar.file).symlink_to(kept / jar.file)
    (folder / chosen[0].file).write_text("half", encoding="ascii")
    fetch(release, silent)
    assert [digest(folder / jar.file) for jar in chosen] == [jar.sha256 for jar in chosen]


def test_unavailable_tells_why(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.server import java

    monkeypatch.setattr(java, "_candidates", lambda: iter(()))
    assert "takes Java 17 or newer" in str(unavailable.__wrapped__())
