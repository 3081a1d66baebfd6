"""How Sphinx makes a site of docs/: `make manual`.

One build a language, named by a tag (`-t zh`, `-t en`). The source folder is docs/, so that the reference (docs/*.md)
is part of both sites and every link is the same in the repository as on the site.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from docutils import nodes  # noqa: E402

from docs.manual.search import Pairs  # noqa: E402
from kg import __version__  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.tags import Tags

    tags: Tags

language = "en" if tags.has("en") else "zh_CN"  # noqa: F821 (Sphinx puts it there)
NAME, OTHER = ("en", "zh") if language == "en" else ("zh", "en")
TITLES = {"zh": "kg 手册", "en": "The kg manual"}

project = "kg"
version = release = __version__
html_title = TITLES[NAME]
root_doc = f"manual/{NAME}/index"
exclude_patterns = [f"manual/{OTHER}/**", "manual/.*", "**/.*"]
source_suffix = {".md": "markdown"}

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nitpicky = True
highlight_language = "text"

html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["manual.css"]
templates_path = ["templates"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_search_language = "zh"
html_context = {"manual_language": NAME, "manual_other": OTHER}
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": []}


def _elsewhere(app: Sphinx, name: str, template: str, context: dict[str, Any], tree: Any) -> None:
    """Where the same page is in the other language; the reference has one language and leads to the front page."""
    own, other = f"manual/{NAME}/", f"manual/{OTHER}/"
    page = other + name.removeprefix(own) if name.startswith(own) else f"{other}index"
    context["other_page"] = f"{'../' * (name.count('/') + 1)}{OTHER}/{page}.html"
    context["is_reference"] = not name.startswith("manual/") and name not in ("search", "genindex")


LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\(((?!\w+:)[^)#\s]+)[^)\s]*\)")


def _outside(app: Sphinx, name: str, source: list[str]) -> None:
    """A link to a file of the project that is no part of the site tells where the file is."""
    folder = (ROOT / "docs" / name).parent

    def told(link: re.Match[str]) -> str:
        target = os.path.relpath(os.path.normpath(folder / link[2]), ROOT)
        if target.startswith("docs/"):
            return link[0]
        return f"`{target}`" if link[1].endswith(target) else f"{link[1]} (`{target}`)"

    # The reference names pages of the manual in English, as it is English itself.
    source[0] = LINK.sub(told, source[0]).replace(f"](manual/{OTHER}/", f"](manual/{NAME}/")


WIDE = re.compile(r"[\u2014-\u201d\u3000-\u9fff\uff00-\uffef]")


def _unbroken(app: Sphinx, tree: nodes.document) -> None:
    """The end of a line between Chinese characters is no space."""
    for text in [text for text in tree.findall(nodes.Text) if text == "\n"]:
        beside = text.parent.children
        place = beside.index(text)
        before = "".join(node.astext() for node in beside[:place])[-1:]
        after = "".join(node.astext() for node in beside[place + 1 :])[:1]
        if WIDE.match(before) and WIDE.match(after):
            beside[place] = nodes.Text("")


def setup(app: Sphinx) -> None:
    """Search by pairs of characters, the switch between languages, links that lead out of docs/, lines of Chinese."""
    app.connect("doctree-read", _unbroken)
    app.add_search_language(Pairs)
    app.connect("source-read", _outside)
    app.connect("html-page-context", _elsewhere)
