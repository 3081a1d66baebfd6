"""A raw text to its clear reading."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from kg.read.clear.characters import fold_characters, fold_script
from kg.read.clear.draft import Draft
from kg.read.clear.guesses import guess_look_alikes
from kg.read.clear.model import Clear
from kg.read.clear.pages import cut_pages
from kg.read.clear.spaces import cut_spaces
from kg.read.clear.wrapped import join_wrapped

# In this order: lines are what they are once characters are, and a sentence is whole before spaces in it are weighed.
STEPS: tuple[Callable[[Draft], None], ...] = (
    fold_characters,
    fold_script,
    cut_pages,
    join_wrapped,
    cut_spaces,
    guess_look_alikes,
)


@lru_cache(maxsize=2)  # all that is done with a text is done one after another; a string's hash is taken once
def clear_of(text: str) -> Clear:
    """What a text says without noise. The text itself where there is none."""
    draft = Draft(text)
    for step in STEPS:
        step(draft)
    return draft.clear()
