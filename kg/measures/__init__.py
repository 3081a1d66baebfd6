"""Measures over which talk names which program: central programs, communities of programs, similar speeches.

By networkx wherever the graph is, by Graph Data Science where the server has it: the same names, the same columns, and
numbers that agree but for rounding. Versions of one talk are one talk throughout.
"""
