"""kg: a knowledge graph from Chinese speeches and official documents, offline, each fact with its quotation."""

__version__ = "0.1.0"
