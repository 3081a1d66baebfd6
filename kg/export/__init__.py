"""The graph in files that other programs read: one module a format, chosen in kg.export.formats.

Every format holds what a Cypher store holds (kg.sinks.base): all nodes and relations with their properties and
quotations. The same graph gives the same bytes.
"""
