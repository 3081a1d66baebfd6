"""A page: one view value, shown as HTML or as JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.explorer.links import Links
from kg.explorer.served import Served


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page. `state` is of the page's class, `key` the id in the path, `parameters` those named p.NAME.
    `foreign`: it is a link on another site that led here."""

    served: Served
    db: sqlite3.Connection
    state: Any
    key: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the explorer.

    `view` gives the value that the page and its twin are made of; its return annotation describes the twin. `more`
    gives the template what only HTML needs, made of that value. `zh` and `en` say in a few words what the page is.
    """

    name: str
    state: type
    view: Callable[[Asked], Any]
    zh: str
    en: str
    more: Callable[[Asked, Any], Mapping[str, Any]] = lambda asked, view: {}

    @property
    def template(self) -> str:
        """The file that draws it."""
        return f"{self.name}.html.j2"
