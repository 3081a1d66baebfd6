"""What the manifest says of a build besides its files: what it was made with."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg import __version__
from kg.config import Config
from kg.extract.registry import Extractors
from kg.tokens import tokenizer_name


def facts_of(own: Config, decided: Path | None, extractors: Extractors) -> dict[str, Any]:
    """Program, tokenizer, what a user added and the file of decisions that was read, by hash."""
    return {
        "kg": __version__,
        "tokenizer": tokenizer_name(),
        "lexicon": _digest(own.lexicon),
        "decisions": _digest([decided] if decided else []),
        "timeline": _digest([own.timeline] if own.timeline else []),
        "off": sorted(set(own.off)),
        "plugins": {plugin.name: plugin.release for plugin in extractors.plugins},
    }


def _digest(files: Sequence[Path]) -> str | None:
    """The SHA-256 of files taken as one, None where there are none."""
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest() if files else None
