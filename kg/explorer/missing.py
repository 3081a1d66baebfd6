"""What is asked for and not there."""

from __future__ import annotations

from kg.errors import KgError


class Missing(KgError):
    """An id or a pair that the graph does not hold; a page answers it with 404."""
