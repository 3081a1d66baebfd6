"""Deciding without being asked: what `kg review --decide` and the explorer write, and into which file."""

from __future__ import annotations

from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path

from kg.config import read_config
from kg.errors import KgError
from kg.link.decisions import Decision, decisions_beside, side
from kg.schema import entity_types, node_types


def decisions_file(out: Path, given: Path | None = None) -> Path:
    """The decisions file that the next build of OUT will read, whether it is there yet or not."""
    return given or read_config().decisions or decisions_beside(out)


def decision(type_: str, left: str, right: str, scope: str, verdict: str, by: str, at: str) -> Decision:
    """The decision that these texts stand for: `type_` by its name in either language, names as `name` or
    `name @ scope`, the verdict also with hyphens. Whether it is sound, kg.link.decisions.fault_of tells."""
    labels = {node_types()[name].zh: name for name in entity_types()}
    return Decision(labels.get(type_, type_), side(left), side(right), scope.strip(), verdict.replace("-", "_"), by, at)


def user() -> str:
    """Who decides. KgError where the system does not know."""
    try:
        return getuser()
    except (KeyError, OSError) as fault:
        raise KgError(
            "不知道您是谁：请用 --by 写明，或设置环境变量 USER",
            "it is not known who you are: say so with --by, or set USER in the environment",
        ) from fault


def now() -> str:
    """The time, as a decision tells it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
