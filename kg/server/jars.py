"""Which jars a server is made of, and a folder that holds them, each checked against its SHA-256."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path

from kg.server.releases import Release


@dataclass(frozen=True, slots=True, order=True)
class Jar:
    """A jar by its Maven coordinates; `classifier` is '' for most."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def file(self) -> str:
        """Its file name, which no two jars of a release share."""
        return "-".join(part for part in (self.artifact, self.version, self.classifier) if part) + ".jar"


def jars_of(release: Release) -> list[Jar]:
    """The jars of a release, sorted, as jars-VERSION.txt beside this file lists them (written by make_jars.py)."""
    text = files("kg.server").joinpath(f"jars-{release.version}.txt").read_text(encoding="utf-8")
    return [_jar(line) for line in text.splitlines() if not line.startswith("#")]


def _jar(line: str) -> Jar:
    coordinates, sha256 = line.split(" ")
    group, artifact, version, classifier = coordinates.split(":")
    return Jar(group, artifact, version, classifier, sha256)


def listing(jars: Iterable[Jar]) -> str:
    """The text of such a list."""
    head = "# group:artifact:version:classifier and SHA-256 of the jar; written by make_jars.py\n"
    return head + "".join(f"{j.group}:{j.artifact}:{j.version}:{j.classifier} {j.sha256}\n" for j in jars)


def folder_of(release: Release) -> Path:
    """Where the jars of a release are kept: under KG_CACHE where set, else under the user's cache folder."""
    return cache_folder() / f"neo4j-{release.version}" / "lib"


def cache_folder() -> Path:
    """Where downloads are kept."""
    from platformdirs import user_cache_path

    return Path(os.environ.get("KG_CACHE") or user_cache_path("kg"))


def wanting(folder: Path, jars: Sequence[Jar]) -> list[Jar]:
    """Those of the jars that the folder does not hold whole."""
    return [jar for jar in jars if not whole(folder / jar.file, jar)]


def whole(path: Path, jar: Jar) -> bool:
    """Whether that file is that jar, byte for byte."""
    return path.is_file() and digest(path) == jar.sha256


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as source:
        return file_digest(source, "sha256").hexdigest()
