"""A build of texts, file names and names of one's own that are made to do harm, looked at from every side."""

from __future__ import annotations

import csv
import http.client
import http.server
import io
import json
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from kg.explorer.app import routes
from kg.explorer.index import open_index
from kg.explorer.links import PATHS
from tests.explorer.serving import OWN, TOKEN, Elements, client
from tests.explorer.talk import named
from tests.explorer.test_serve import running
from tests.explorer.visitor import visiting
from tests.passages import HEAD

if TYPE_CHECKING:
    from playwright.sync_api import Browser


RAN = "window.ran=1"
SCRIPT = f"<script>{RAN}</script>"
TURNED = "\u202e倒写工程\u202c"
NAMES = (
    "__proto__",
    "constructor",
    "toString",
    SCRIPT,
    f"<img src=x onerror={RAN}>",
    "=HYPERLINK(1)",
    "`反引号`",
    TURNED,
    "“双”</script>引号",
    "${7*7}{{7*7}}",
)
READ = tuple(name.strip(TURNED[0] + TURNED[-1]) for name in NAMES)  # marks that nobody sees are no part of a name
BODY = "".join(f"要抓好{one}，也要抓实{other}。\n" for one, other in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True))
TITLE = f"在{SCRIPT}\"'`全市\u202e党建工作会议上的讲话\n湖北省宜都市委书记\n<b onclick={RAN}>罗联峰</b>（2023年8月24日）\n同志们：\n"
TEXTS = {
    "__proto__.txt": HEAD + BODY,
    f"<script>{RAN}<x>.txt": TITLE.replace("2023", "2022") + BODY + "\x0b\x0c\u2028\u2029\ufeff推进__proto__。\n",
    "=1+1;\u202etxt.\"'`&.txt": TITLE + "要抓好__proto__" + "，长" * 50_000 + "。\n" + BODY,
}
MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
FORMULA = "=+-@\t\r\n＝＋－＠"


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder. Shared: nothing that is asked may change it."""
    folder = tmp_path_factory.mktemp("evil")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    with (folder / "own.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("name", "type"), *((name, "Program") for name in NAMES)])
    command = [sys.executable, "-m", "kg", "build", "-q", "in", "-o", "out", "--lexicon", "own.csv"]
    subprocess.run(command, cwd=folder, check=True)
    open_index(folder / "out")
    return folder / "out"


@pytest.fixture
def asks(evil: Path) -> TestClient:
    return client(evil)


@pytest.fixture(scope="module")
def address(evil: Path) -> Iterator[str]:
    with running(evil) as (address, _):
        yield address


def addresses(asks: TestClient) -> list[str]:
    """Pages in every state that a link of a page leads to, two steps from the home page, and pages of what is asked by
    hostile words."""
    asked = ["/", *(f"/search?q={quote(name)}" for name in NAMES), "/console?" + urlencode({"cypher": SCRIPT})]
    asked += ["/console?" + urlencode({"cypher": "MATCH (n:Program) RETURN n.name, n.title, n"})]
    asked += [f"/path?from={quote(one)}&to={quote(other)}" for one, other in zip(NAMES, NAMES[3:], strict=False)]
    found = dict.fromkeys(asked)
    for _ in range(2):
        for address in list(found):
            if urlsplit(address).path in ("/entity", "/search") or len(found) < 400:
                answer = asks.get(address)
                if "html" in answer.headers["content-type"]:
                    found |= dict.fromkeys(Elements(answer.text).links())
    return [address for address in found if not address.startswith(("/static/", "/openapi"))]


def test_the_build_holds_what_is_feared(evil: Path) -> None:
    for name in READ:
        assert named(evil, name)


def test_every_page_that_can_be_reached_is_well_formed_and_harmless(asks: TestClient) -> None:
    found = addresses(asks)
    assert len(found) > 100
    assert {"/entity", "/speech", "/evidence", "/graph"} <= {"/" + urlsplit(one).path.split("/")[1] for one in found}
    for address in found:
        answer = asks.get(address)
        assert answer.status_code in (200, 400, 404), address
        kind = answer.headers["content-type"].partition(";")[0]
        if kind == "application/json":
            json.loads(answer.text)
        elif kind == "application/xml":
            assert ET.fromstring(answer.content).tag.endswith("gexf")
        elif kind == "text/csv":
            rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
            assert len({len(row) for row in rows}) == 1
            assert [cell for row in rows for cell in row if cell[:1] and cell[0] in FORMULA] == []
        else:
            assert kind == "text/html", address
            page = Elements(answer.text)
            for tag, attributes in page.found:
                assert tag not in ("img", "b" if attributes.get("onclick") else "iframe"), address
                assert not [name for name in attributes if name.startswith("on") or name == "style"]
                for name in ("href", "src", "action"):
                    assert attributes.get(name, "/")[:2] != "//"
                    assert attributes.get(name, "/")[:1] in ("/", "#", "?"), (address, attributes[name])
            assert {script["type"] for script in page.all("script")} <= {"module", "application/json"}


def test_names_that_objects_of_scripts_have_are_names(asks: TestClient, evil: Path) -> None:
    for name in ("__proto__", "constructor", "toString"):
        view = asks.get(f"/entity/{named(evil, name)}.json").json()
        assert view["node"]["name"] == name
        assert asks.get("/suggest.json", params={"q": name}).json()["names"][0]["node"]["name"] == name


def test_asking_changes_nothing(asks: TestClient, evil: Path) -> None:
    before = {path.name: path.read_bytes() for path in evil.iterdir() if path.is_file()}
    some = {"id": named(evil, "__proto__"), "path": "main.css"}
    pages = set()
    for route in routes():
        if not isinstance(route, Route) or "GET" not in (route.methods or ()):
            continue
        path = route.path.replace("{id:path}", some["id"])
        pages.add(route.path)
        for query in (
            "",
            "verdict=same&left_id=a&right_id=b&number=1&token=" + TOKEN,
            urlencode({"cypher": "MATCH (n) DETACH DELETE n"}),
        ):
            for headers in ({}, OWN):
                assert asks.get(f"{path}?{query}", headers=headers).status_code < 500
                assert asks.head(f"{path}?{query}", headers=headers).status_code < 500
    assert len(pages) >= 2 * len(PATHS)
    assert {path.name: path.read_bytes() for path in evil.iterdir() if path.is_file()} == before
    assert sorted(path.name for path in evil.parent.iterdir()) == ["in", "out", "own.csv"], "no decisions"


def raw(address: str, path: str, method: str = "GET", headers: dict[str, str] | None = None) -> tuple[int, str, float]:
    """A request as it stands, which no client has tidied: the status, the text, and how many seconds it took."""
    begun = time.monotonic()
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)) as asked:
        asked.putrequest(method, path, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            asked.putheader(name, value)
        asked.endheaders()
        answer = asked.getresponse()
        text = answer.read().decode()
    return answer.status, text, time.monotonic() - begun


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/%2e%2e/pyproject.toml",
        "/static/..%5c..%5capp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/speech/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/speech/../../../../etc/passwd",
        "/entity/%2fetc%2fpasswd",
        "/entity/%00",
        "/speech/%ff%fe",
        "//etc/passwd",
        "/../../etc/passwd",
    ],
)
def test_no_path_leads_out(address: str, path: str) -> None:
    status, text, _ = raw(address, path)
    assert status in (400, 404), text
    assert "root:" not in text
    assert "[project]" not in text
    assert "Starlette(" not in text


def test_what_is_too_large_is_refused_at_once(address: str) -> None:
    own = {"Origin": address.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    status, text, took = raw(address, "/search?q=" + "a" * 40_000)
    assert (status, "过长" in text) == (414, True)
    assert took < 2
    begun = time.monotonic()
    with suppress(ConnectionError):  # the server hangs up while it is still being talked to
        assert raw(address, "/search?q=" + "a" * 3_000_000)[0] in (400, 414)
    assert time.monotonic() - begun < 5
    status, text, took = raw(address, "/query", "POST", {**own, "Content-Length": "2000000000"})
    assert (status, "过大" in text) == (413, True)
    assert took < 2
    # what is long in pieces is short in none
    many = "&".join(["focus=x", *(f"expand=program-{n}:5" for n in range(1500))])
    status, text, took = raw(address, f"/graph?{many}")
    assert status < 500, text
    assert took < 5


# ---- in a real browser


@pytest.mark.group("browser")
def test_nothing_runs_and_no_mark_turns_what_stands_beside_it(browser: Browser, address: str, evil: Path) -> None:
    ids = [named(evil, name) for name in READ]
    talks = json.loads(raw(address, "/home.json?fold=0")[1])["columns"]
    speeches = [column["speech"]["id"] for column in talks]
    paths = ["", *(f"entity/{id}" for id in ids), *(f"speech/{id}" for id in speeches), "timeline", "places"]
    paths += [f"search?q={quote(name)}" for name in (SCRIPT, TURNED)]
    paths += [f"evidence?source={speeches[0]}&relation=MENTIONS&target={id}" for id in ids[:4]]
    paths += [f"graph?focus={ids[0]}&focus={ids[3]}&hops=2", f"path?from={ids[0]}&to={ids[7]}"]
    paths += ["console?" + urlencode({"cypher": "MATCH (n:Program) RETURN n.name, n.title, n"}), "decisions"]
    turned = f"""() => {{
      const found = [], marks = /[{MARKS}]/, kept = /isolate|plaintext/;
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let text; (text = texts.nextNode());) {{
        if (!marks.test(text.data) || text.parentElement.closest("script, textarea, pre, select")) continue;
        let at = text.parentElement;
        const apart = at => kept.test(getComputedStyle(at).unicodeBidi);
        while (at && getComputedStyle(at).display.startsWith("inline") && !apart(at)) at = at.parentElement;
        const beside = at && !apart(at) && at.textContent.trim() !== text.data.trim();
        if (beside) found.push(at.outerHTML.slice(0, 200));
      }}
      return found;
    }}"""
    with visiting(browser, address) as page:
        for path in paths:
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate(
                "[window.ran, {}.ran, document.querySelectorAll('main img, main b[onclick]').length]"
            ) == [None, None, 0]
            assert page.evaluate(turned) == [], path
        # the panel, the suggestions and the picture that is taken along
        page.goto(f"{address}graph?focus={ids[3]}")
        page.locator("#graph[data-drawn]").wait_for()
        page.locator(".graph-canvas").focus()
        page.keyboard.press("Home")
        page.keyboard.press(" ")
        assert page.locator("#graph-panel h2").inner_text() == SCRIPT
        with page.expect_download() as started:
            page.locator("[data-act=svg]").click()
        assert ET.fromstring(Path(started.value.path()).read_bytes()).tag.endswith("svg")
        for typed in ("__proto__", "<script>"):
            page.locator("#q").fill("")
            page.locator("#q").press_sequentially(typed)
            page.locator(".suggestions [role=option]").filter(has_text=typed).first.wait_for()
        assert page.evaluate("window.ran") is None


@contextmanager
def elsewhere(html: str) -> Iterator[str]:
    """Another site: a page at another port of this machine."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.mark.group("browser")
def test_a_page_of_another_site_drives_nothing(browser: Browser, address: str, evil: Path) -> None:
    left, right = named(evil, "__proto__"), named(evil, "constructor")
    # it may even know the token
    token = next(
        a["content"] for a in Elements(raw(address, "/decisions")[1]).all("meta") if a.get("name") == "kg-token"
    )
    fields = {"verdict": "same", "left_id": left, "right_id": right, "token": token}
    hidden = "".join(f"<input type=hidden name={name} value={value}>" for name, value in fields.items())
    html = f"""<!doctype html><form method=post action={address}decide>{hidden}<button>go</button></form>
      <iframe src={address}></iframe><img src={address}icon.svg>
      <script>
        window.got = [];
        const told = answer => got.push(answer), not = () => got.push("refused");
        const body = new URLSearchParams({json.dumps(fields)});
        for (const mode of ["no-cors", "cors"])
          for (const path of ["decide", "undo", "reload", "query"])
            fetch("{address}" + path, {{method: "POST", mode, body}}).then(a => told(a.type), not);
        for (const mode of ["no-cors", "cors"])
          fetch("{address}home.json", {{mode}}).then(a => a.text()).then(told, not);
      </script>"""
    with elsewhere(html) as other:
        for site in (other, other.replace("127.0.0.1", "localhost")):
            page = browser.new_page()
            page.goto(site)
            page.wait_for_function("window.got.length === 10")
            assert set(page.evaluate("got")) <= {"opaque", "refused", ""}, "it reads nothing"
            assert page.locator("img").evaluate("e => e.naturalWidth") == 0
            frame = page.frames[1]
            assert "matrix" not in frame.content()
            with page.expect_response("**/decide") as answered:
                page.get_by_role("button").click()
            assert answered.value.status == 403
            page.close()
    assert not evil.with_name("out.decisions.jsonl").exists()
