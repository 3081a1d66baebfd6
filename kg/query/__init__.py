"""Asking the graph: the queries that kg ships, or any Cypher, on the embedded engine or on Neo4j, read-only.

question = run.question("programs-by-speech", ["speech=2019"])
rows = run.on_embedded(out, question)
print(show.table(rows, question.shipped))
"""
