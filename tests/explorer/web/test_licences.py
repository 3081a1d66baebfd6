"""What the built scripts are made of: each package is named beside them, with its version and its licence in full."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from kg.explorer import build_hook

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "kg" / "explorer" / "web"
# What the tools that make the bundle put into it themselves.
BUILDERS = {"rolldown", "vite"}
pytestmark = pytest.mark.group("web")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The front end built with maps that tell which files it was made of."""
    node, folder = build_hook.machine_node(), tmp_path_factory.mktemp("bundle")
    assert node
    vite = [str(node[0]), "node_modules/vite/bin/vite.js", "build", "--outDir", str(folder), "--emptyOutDir"]
    subprocess.run([*vite, "--sourcemap", "--logLevel", "error"], cwd=WEB, check=True)
    return folder


@pytest.fixture(scope="module")
def notices(bundle: Path) -> dict[str, tuple[str, str, str]]:
    """Of each package: version, name of the licence, its text."""
    text = (bundle / "THIRD_PARTY_LICENSES.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\S+) - (\S+) \((.+)\)$", text, flags=re.MULTILINE)[1:]
    rows = list(zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True))
    assert len({row[0] for row in rows}) == len(rows)
    return {name: (version, licence, body.strip()) for name, version, licence, body in rows}


def test_every_package_in_the_bundle_is_named(bundle: Path, notices: dict[str, tuple[str, str, str]]) -> None:
    sources = {source for path in bundle.rglob("*.map") for source in json.loads(path.read_text("utf-8"))["sources"]}
    packages = {found[-1] for source in sources if (found := re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)/", source))}
    assert {"sigma", "graphology", "@codemirror/state"} <= packages
    assert set(notices) == packages | BUILDERS


def test_each_is_of_the_version_in_the_lock_with_its_licence_in_full(notices: dict[str, tuple[str, str, str]]) -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, (version, licence, text) in notices.items():
        assert version == lock[f"node_modules/{name}"]["version"]
        assert licence == lock[f"node_modules/{name}"]["license"]
        assert "Copyright" in text and "Permission is hereby granted" in text and "WITHOUT WARRANTY" in text, name


def test_the_notice_of_kg_tells_of_them(notices: dict[str, tuple[str, str, str]]) -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "kg/explorer/static/THIRD_PARTY_LICENSES.md" in notice
    assert {licence for _, licence, _ in notices.values()} == {"MIT"}, "NOTICE says that all are"
    main = {name.split("/")[0] for name in json.loads((WEB / "package.json").read_text("utf-8"))["dependencies"]}
    said = notice.lower()
    assert [name for name in main if name.lstrip("@").split("-")[0] not in said] == []
