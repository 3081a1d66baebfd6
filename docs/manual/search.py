"""How the site's search cuts words: Chinese into pairs of characters, everything else at spaces and marks.

Sphinx's own Chinese search cuts the pages with jieba and the question not at all, so that a question of several words
finds nothing. Pairs need no dictionary, and page and question are cut alike.
"""

from __future__ import annotations

import re

from sphinx.search import SearchLanguage

RUN = re.compile(r"[㐀-鿿]+|[a-z0-9_]+")
HAN = "㐀"

SPLITTER = r"""
var splitQuery = (query) =>
  (query.toLowerCase().match(/[㐀-鿿]+|[a-z0-9_]+/g) || []).flatMap((run) =>
    run[0] < "㐀" || run.length < 3
      ? [run]
      : Array.from({ length: run.length - 1 }, (_, place) => run.slice(place, place + 2)));
"""


def cut(text: str) -> list[str]:
    """The words of a text: each pair of neighbouring Chinese characters, and each run of letters and digits."""
    words = []
    for run in RUN.findall(text.lower()):
        if run[0] < HAN or len(run) < 3:
            words.append(run)
        else:
            words += [run[place : place + 2] for place in range(len(run) - 1)]
    return words


class Pairs(SearchLanguage):
    """Takes the place of Sphinx's `zh`."""

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:
        """See `cut`."""
        return cut(input)

    def word_filter(self, stemmed_word: str) -> bool:
        """All but single letters and digits."""
        return len(stemmed_word) > 1
