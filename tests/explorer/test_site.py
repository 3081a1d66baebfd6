"""The reading side as files: whole, without a dead link, the same every time, never in the place of something else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import KgError
from kg.explorer.site import file_of, write_site
from kg.explorer.states import EvidenceState, HomeState
from kg.graph.folder import read_rows
from tests.explorer.serving import Elements
from tests.graphs import small_graph, write_folder


@pytest.fixture(scope="module")
def site(built_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    told = CliRunner().invoke(main, ["render", "-o", str(built_corpus), "--site", str(folder)])
    assert told.exit_code == 0, told.output
    assert str(folder / "index.html") in told.output
    return folder


def test_no_link_is_dead(site: Path) -> None:
    ids: dict[Path, set[str]] = {}
    wanted: list[tuple[Path, Path, str]] = []
    for file in sorted(site.rglob("*.html")):
        page = Elements(file.read_text(encoding="utf-8"))
        ids[file] = {attributes["id"] for _, attributes in page.found if "id" in attributes}
        for _, attributes in page.found:
            for link in (attributes.get("href"), attributes.get("src")):
                if link is not None:
                    assert not urlsplit(link).scheme
                    assert not link.startswith("/")
                    path, fragment = urldefrag(link)
                    wanted.append((file, (file.parent / unquote(path)).resolve() if path else file, fragment))
        assert not list(page.all("form"))
        assert not list(page.all("script"))
    assert len(ids) > 100
    for file, target, fragment in wanted:
        assert target.is_file(), f"{file} → {target}"
        assert not fragment or fragment in ids[target], f"{file} → {target}#{fragment}"


def test_every_entity_and_speech_has_its_page(site: Path, built_corpus: Path) -> None:
    named = {row["entity_id"] for row in read_rows(built_corpus, "mentions") if not row["redacted"]}
    assert {f"{id}.html" for id in named} <= {path.name for path in (site / "entity").iterdir()}
    speeches = {row["speech"] for row in read_rows(built_corpus, "speeches")}
    assert {f"{id}.html" for id in speeches} <= {path.name for path in (site / "speech").iterdir()}


def test_a_quotation_leads_to_its_line(site: Path) -> None:
    page = next(iter(sorted((site / "evidence").iterdir())))
    link = next(a["href"] for a in Elements(page.read_text(encoding="utf-8")).all("a") if "#o" in a["href"])
    path, fragment = urldefrag(link)
    text = (page.parent / path).read_text(encoding="utf-8")
    assert f'<p id="{fragment}">' in text


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    out = write_folder(small_graph(), tmp_path / "out")
    for name in ("one", "two"):
        assert write_site(out, tmp_path / name) > 20
    one, two = (
        {p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()}
        for f in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two
    assert write_site(out, tmp_path / "one") > 20, "its own folder is written over"


def test_nothing_else_is_written_over(tmp_path: Path) -> None:
    out = write_folder(small_graph(), tmp_path / "out")
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine", encoding="utf-8")
    for place in (other, out, out / "site"):
        with pytest.raises(KgError):
            write_site(out, place)
    assert [path.name for path in other.iterdir()] == ["mine.txt"]
    assert not (out / "site").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "out"]


def test_what_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = write_folder(small_graph(), tmp_path / "out")
    write_site(out, tmp_path / "site")
    before = sorted(path.name for path in (tmp_path / "site").rglob("*"))

    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kg.explorer.views.places.places", fails)
    with pytest.raises(ZeroDivisionError):
        write_site(out, tmp_path / "site")
    assert sorted(path.name for path in (tmp_path / "site").rglob("*")) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "site"]


def test_no_two_states_share_a_file_and_every_name_is_one_that_any_system_takes() -> None:
    given = [
        ("home", HomeState(), ""),
        ("home", HomeState(order="count"), ""),
        ("evidence", EvidenceState("a", "MENTIONS", "b"), ""),
        ("evidence", EvidenceState("a", "MENTIONS", "../../b"), ""),
        ("evidence", EvidenceState("a", "MENTIONS", "x" * 300), ""),
        ("entity", HomeState(), "a/b"),
        ("entity", HomeState(), "con"),
        ("entity", HomeState(), "A"),
        ("entity", HomeState(), "a"),
        ("entity", HomeState(), ".."),
    ]
    names = [file_of(*one) for one in given]
    assert len({name.lower() for name in names}) == len(names)
    assert names[0] == "index.html"
    for name in names:
        assert name.count("/") <= 1
        assert ".." not in name
        assert len(name) < 140
