"""The clear reading of a document: what its text says without what scanners, converters and typists added.

The text of a document stays what it is, and every offset that leaves kg refers to it. Whatever looks for something in
it looks in the clear reading and brings its offsets back (kg.read.clear.model).
"""
