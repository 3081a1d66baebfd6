"""A folder for the time that a server runs."""

from __future__ import annotations

import shutil
import tempfile
import weakref


class Passing:
    """A temporary folder, which goes as soon as nothing holds this, or the program ends: unlike one of tempfile, whose
    owner must say when, since a graph that was replaced is still read by the requests that began on it."""

    def __init__(self) -> None:
        self.name = tempfile.mkdtemp(prefix="kg-explorer-")
        self._end = weakref.finalize(self, shutil.rmtree, self.name, ignore_errors=True)

    def cleanup(self) -> None:
        """Remove it now."""
        self._end()
