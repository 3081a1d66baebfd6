"""Every page in both forms and both languages; no link leads nowhere; what is wrong is said in a sentence."""

from __future__ import annotations

import json
import threading
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from kg.explorer.links import PATHS
from kg.explorer.pages.table import PAGES
from kg.graph.folder import read_rows
from kg.render.selection import HIDDEN_RELATIONS
from tests.explorer.serving import Elements, client
from tests.graphs import small_graph, write_folder

ALL = 200  # pages that the crawler looks at


@pytest.fixture(scope="module")
def _asks(built_corpus: Path) -> Iterator[TestClient]:
    with client(built_corpus, read_only=True) as asks:
        yield asks


@pytest.fixture
def asks(_asks: TestClient) -> TestClient:
    """The explorer of the corpus, which remembers nothing of former tests."""
    _asks.cookies.clear()
    return _asks


@pytest.fixture(scope="module")
def examples(built_corpus: Path) -> dict[str, str]:
    """An address of each page that has something to show."""
    nodes = list(read_rows(built_corpus, "entities"))
    programs = [node for node in nodes if node["type"] == "Program"]
    program = max(programs, key=lambda node: (node["props"]["mentions"], node["id"]))["id"]
    place = next(node["id"] for node in nodes if node["type"] == "Place" and node["props"].get("code"))
    version = next(edge for edge in read_rows(built_corpus, "edges") if edge["type"] == "VERSION_OF")
    said = next(edge for edge in read_rows(built_corpus, "edges") if edge["target"] == program)
    return {
        "home": "/?order=count&fold=0",
        "search": "/search?q=党建",
        "graph": f"/graph?focus={program}&expand={program}:40&hops=2",
        "path": f"/path?from={program}&to={place}",
        "evidence": f"/evidence?source={said['source']}&relation={said['type']}&target={program}",
        "entity": f"/entity/{program}",
        "speech": f"/speech/{version['source']}?fills=1&at=60-80",
        "compare": f"/compare?left={version['source']}&right={version['target']}",
        "timeline": "/timeline?since=2000",
        "places": f"/places?open={place}",
        "console": "/console?query=programs-by-speech",
        "decisions": "/decisions",
        "about": "/about",
    }


def twin(address: str) -> str:
    """The address of the JSON of a page."""
    path, _, query = address.partition("?")
    return ("/home" if path == "/" else path) + ".json" + (f"?{query}" if query else "")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_every_page_in_both_forms(asks: TestClient, examples: dict[str, str], name: str, lang: str) -> None:
    address = examples[name] + ("&" if "?" in examples[name] else "?") + f"lang={lang}"
    answer = asks.get(address)
    assert answer.status_code == 200
    page = Elements(answer.text)
    assert next(page.all("html"))["lang"] == {"zh": "zh-CN", "en": "en"}[lang]
    own, other = ("关于与按键", "About and keys") if lang == "zh" else ("About and keys", "关于与按键")
    assert own in page.text
    assert other not in page.text
    assert len(list(page.all("h1"))) == len(list(page.all("main"))) == 1
    as_json = asks.get(twin(address))
    assert as_json.status_code == 200
    assert as_json.headers["content-type"] == "application/json"
    assert isinstance(as_json.json(), dict)


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_pages_are_well_made(asks: TestClient, examples: dict[str, str], name: str) -> None:
    page = Elements(asks.get(examples[name]).text)
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.found:
        assert not {"style", "onclick", "onload"} & attributes.keys()
        assert tag != "style"
        for named in ("aria-labelledby", "for"):
            assert all(id in ids for id in attributes.get(named, "").split()), attributes
        if tag in ("input", "select", "textarea") and attributes.get("type") not in ("hidden", "checkbox"):
            assert "aria-label" in attributes or attributes.get("id") in {a.get("for") for a in page.all("label")}
        if tag == "th":
            assert attributes["scope"] in ("row", "col")
    assert {a["type"] for a in page.all("script")} <= {"module", "application/json"}


def test_no_link_leads_nowhere(asks: TestClient) -> None:
    waiting, seen, kinds = deque(["/"]), {"/"}, set()
    while waiting and len(seen) - len(waiting) < ALL:
        address = waiting.popleft()
        answer = asks.get(address)
        assert answer.status_code == 200, address
        kinds.add(urlsplit(address).path.split("/")[1])
        if answer.headers["content-type"].startswith("text/html"):
            # a few of each kind that the page leads to, so that the walk comes to them all
            taken: Counter[str] = Counter()
            for link in Elements(answer.text).links():
                kind = urlsplit(link).path.split("/")[1]
                if link not in seen and taken[kind] < 3:
                    taken[kind] += 1
                    seen.add(link)
                    waiting.append(link)
    assert kinds >= {path.split("/")[1] for path in PATHS.values()} - {"path", "compare"} | {"export", "openapi.json"}


def test_the_twin_is_what_the_page_shows(asks: TestClient, examples: dict[str, str]) -> None:
    matrix = asks.get("/home.json?order=count").json()
    page = Elements(asks.get("/?order=count").text)
    assert matrix["rows"]
    for row in matrix["rows"]:
        assert row["program"]["name"] in page.text
    cells = [a for a in page.all("a") if a["href"].startswith("/evidence")]
    assert len(cells) == sum(count > 0 for row in matrix["rows"] for count in row["counts"])
    evidence = asks.get(twin(cells[0]["href"])).json()
    first = matrix["rows"][0]
    assert evidence["target"]["id"] == first["program"]["id"]
    assert evidence["edge"]["count"] in first["counts"]
    assert asks.get(cells[0]["href"]).text.count("<mark>") >= 1


def test_a_place_in_a_speech_is_marked_and_led_to(asks: TestClient, examples: dict[str, str]) -> None:
    said = asks.get(twin(examples["evidence"])).json()["quotations"][0]
    speech = said["speech"]["id"]
    text = asks.get(f"/speech/{speech}?at={said['start']}-{said['end']}").text
    assert text.count('id="at"') == 1
    assert f"/speech/{speech}?at={said['start']}-{said['end']}#at" in asks.get(examples["evidence"]).text


def test_what_is_asked_for_stays_in_the_forms(asks: TestClient, examples: dict[str, str]) -> None:
    page = Elements(asks.get(examples["graph"] + "&since=2001&type=Program&pin=a:1:2").text)
    given = {(a["name"], a.get("value")) for a in page.all("input") if "name" in a}
    assert {("since", "2001"), ("pin", "a:1:2")} <= given
    assert any(a.get("name") == "type" and "checked" in a for a in page.all("input"))


def test_the_language_is_remembered_and_the_address_wins(built_corpus: Path) -> None:
    asks = client(built_corpus, language="en")
    assert 'lang="en"' in asks.get("/about").text
    first = asks.get("/about?lang=zh")
    assert 'lang="zh-CN"' in first.text
    assert all("lang=" in link for link in Elements(first.text).links() if not link.endswith(("lang=en", ".json")))
    second = asks.get("/about")
    assert 'lang="zh-CN"' in second.text
    assert "/timeline" in Elements(second.text).links()
    assert 'data-theme="dark"' in asks.get("/about?theme=dark").text
    assert 'data-theme="dark"' in asks.get("/about").text


def test_two_languages_at_once_do_not_mix(asks: TestClient) -> None:
    wrong: list[str] = []

    def ask(lang: str, word: str, other: str) -> None:
        for _ in range(12):
            text = asks.get(f"/timeline?lang={lang}").text
            if word not in text or other in text:
                wrong.append(lang)

    pairs = (("zh", "什么时候说了什么", "What was said when"), ("en", "What was said when", "什么时候说了什么"))
    threads = [threading.Thread(target=ask, args=pair) for pair in pairs * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/entity/双五", 404, "双五"),
        ("/speech/nothing", 404, "nothing"),
        ("/graph?focus=nothing", 404, "nothing"),
        ("/compare?left=a&right=b", 404, "a"),
        ("/nothing/at/all", 404, "没有这个页面"),
        ("/?order=random", 400, "order"),
        ("/graph?hops=9", 400, "1 到 3"),
        ("/path?from=%E5%8F%8C", 400, "两个名称"),
        ("/compare?left=a", 400, "版本"),
        ("/evidence?source=a", 400, "target"),
        ("/speech/x?at=y", 404, "x"),
        ("/about?lang=fr", 400, "zh"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(asks: TestClient, address: str, status: int, words: str) -> None:
    answer = asks.get(address)
    assert answer.status_code == status
    page = Elements(answer.text)
    assert words in page.text
    assert "Traceback" not in page.text
    as_json = asks.get(twin(address))
    assert as_json.status_code == status
    assert list(as_json.json()) == ["error"]
    assert "\n" not in as_json.json()["error"]


def test_a_name_that_is_no_id_finds_what_may_be_meant(asks: TestClient, built_corpus: Path) -> None:
    name = next(node["name"] for node in read_rows(built_corpus, "entities") if node["type"] == "Program")
    page = Elements(asks.get(f"/entity/{name[:2]}").text)
    assert any(link.startswith("/entity/program-") for link in page.links())


def test_a_way_is_in_the_list_whatever_it_goes_over(tmp_path: Path) -> None:
    """Also where a first look leaves its relation out; the picture draws what the twin has."""
    with client(write_folder(small_graph(), tmp_path / "out"), read_only=True) as asks:
        path = asks.get("/path.json?from=program-2&to=program-5").json()
        page = asks.get("/graph?path=program-2..program-5").text
        view = asks.get("/graph.json?path=program-2..program-5").json()
    hops = [(step["edge"]["source"], step["edge"]["type"], step["edge"]["target"]) for step in path["steps"]]
    assert {type_ for _, type_, _ in hops} & set(HIDDEN_RELATIONS), "else it shows nothing"
    assert view["way"] == path
    assert set(hops) <= {(edge["source"], edge["type"], edge["target"]) for edge in view["edges"]}
    listed = {element.get("data-edge") for element in Elements(page).all("li")}
    assert {" ".join(hop) for hop in hops} <= listed


def test_rows_beyond_the_last_are_not_said_to_be_none(asks: TestClient) -> None:
    page = Elements(asks.get("/?offset=5000").text)
    assert "没有找到项目" not in page.text
    assert "/" in page.links()


def test_a_bug_shows_no_traceback(built_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr("kg.explorer.views.timeline.timeline", fails)
    for address in ("/timeline", "/timeline.json"):
        answer = client(built_corpus, raises=False).get(address)
        assert answer.status_code == 500
        assert "终端" in answer.text
        assert "secret" not in answer.text
        assert "default-src 'self'" in answer.headers["content-security-policy"]
    with pytest.raises(ZeroDivisionError):
        client(built_corpus).get("/timeline")


def test_files_to_keep(asks: TestClient, examples: dict[str, str]) -> None:
    query = examples["graph"].partition("?")[2]
    for address, kind in (
        (f"/export/graph.csv?{query}", "text/csv"),
        (f"/export/graph.gexf?{query}", "application/xml"),
        ("/export/matrix.csv?fold=0", "text/csv"),
        ("/export/query.csv?query=programs-by-speech", "text/csv"),
    ):
        answer = asks.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.text.count("\n") > 5
    matrix = asks.get("/home.json?fold=0").json()
    lines = asks.get("/export/matrix.csv?fold=0").text.splitlines()
    assert len(lines) == matrix["rows_page"]["total"] + 2


def test_style_sheets_are_kept_until_they_change(asks: TestClient) -> None:
    sheets = [a["href"] for a in Elements(asks.get("/about").text).all("link") if a["rel"] == "stylesheet"]
    own = [href for href in sheets if not href.startswith("/static/")]
    assert len(own) == 2
    for href in own:
        assert "immutable" in asks.get(href).headers["cache-control"]
        assert asks.get(href.partition("?")[0]).headers["cache-control"] == "no-cache"


def test_the_data_of_a_page_cannot_end_its_script(asks: TestClient, examples: dict[str, str]) -> None:
    text = asks.get(examples["graph"]).text
    data = text.partition('id="graph-data">')[2].partition("</script>")[0]
    assert json.loads(data) == asks.get(twin(examples["graph"])).json()
