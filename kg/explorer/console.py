"""The console: a shipped query or any Cypher, read-only, on the store that the graph is shown from."""

from __future__ import annotations

import _thread
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock, Thread
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.explorer.opened import Opened, Reloading
from kg.explorer.views import rows as names
from kg.explorer.views.acts import ConsoleView, QueryFault, ResultRows, ShippedParameter, ShippedQuery
from kg.explorer.views.graph import ego
from kg.explorer.views.shapes import Filters, GraphView, Name
from kg.explorer.vocabulary import Properties, properties, words
from kg.lang import choose
from kg.query import embedded, fault, guard, neo4j, run, shipped
from kg.query.rows import Limits, Rows
from kg.schema import node_types, relation_types

if TYPE_CHECKING:
    from kg.sinks.connection import Connection

SECONDS, MOST_SECONDS = 10, 60
ROWS, MOST_ROWS = 1000, 10_000
LONGEST = 100_000  # characters of a query
MOST_CHARACTERS = 8_000_000  # of an answer, as JSON
AT_ONCE = 2  # queries
GRACE = 3.0  # seconds that an engine has to end a query whose time is over
MOST_NODES = 1000  # looked up in an answer
MOST_DRAWN = 150


class Console:
    """Runs queries on the graph that is `opened`, by its embedded database or on the Neo4j of `connection`.

    An engine looks at the clock only now and then, so each query has a thread of its own, which no page waits for
    longer than its time and GRACE; one that does not end keeps its place among AT_ONCE.
    """

    def __init__(self, opened: Opened, connection: Connection | None = None) -> None:
        self.opened = opened
        self.connection = connection
        self._places = BoundedSemaphore(AT_ONCE)
        self._interrupted = Lock()
        self._properties: tuple[str, Properties] | None = None

    @property
    def store(self) -> str:
        """Where it asks."""
        return "neo4j" if self.connection else "embedded"

    def properties(self, db: sqlite3.Connection) -> Properties:
        """Those of the graph that is shown; read once for each."""
        build, held = self.opened.build, self._properties
        if held is None or held[0] != build:
            held = self._properties = build, properties(db)
        return held[1]

    def ask(self, question: run.Question, limits: Limits) -> Rows:
        """The answer, as much of it as a page can hold. KgError for a query that writes, is faulty or takes too long,
        and where others are being run; Reloading while no graph is open."""
        answer = self._asker(question, limits)
        if not self._places.acquire(timeout=limits.seconds):
            raise KgError("已有查询正在运行，请稍后再试", "other queries are being run: try again in a moment")
        told: SimpleQueue[Rows | BaseException] = SimpleQueue()

        def work() -> None:
            try:
                told.put(answer())
            except KeyboardInterrupt:
                told.put(KgError("服务正在结束", "the server is ending"))
                self._pass_on()
            except BaseException as raised:
                told.put(raised)
            finally:
                self._places.release()

        Thread(target=work, name="kg-query", daemon=True).start()
        try:
            found = told.get(timeout=limits.seconds + GRACE)
        except Empty:
            raise guard.too_slow(limits.seconds) from None
        if isinstance(found, BaseException):
            raise found
        return _held(found)

    def _pass_on(self) -> None:
        """Ctrl+C, which the embedded engine takes for itself while it runs: the server has not seen it. Once, however
        many queries it ended, since a second one would break off what the server has still to do."""
        if self._interrupted.acquire(blocking=False):
            _thread.interrupt_main()

    def _asker(self, question: run.Question, limits: Limits) -> Callable[[], Rows]:
        if self.connection:
            connection = self.connection
            return lambda: neo4j.ask(connection, question.text, question.parameters, limits)
        database = self.opened.database()
        return lambda: embedded.ask(database, question.text, question.parameters, limits)


def question(query: str, cypher: str, parameters: Mapping[str, str]) -> run.Question:
    """What is asked: `cypher` if there is any, else the shipped query of that name. KgError as kg.query.run has it, and
    where a query is too long or a parameter is lacking."""
    if len(cypher) > LONGEST:
        raise KgError(f"查询过长（最多 {LONGEST} 字）", f"the query is too long: {LONGEST} characters at most")
    given = [f"{name}={value}" for name, value in sorted(parameters.items()) if cypher.strip() or value]
    if cypher.strip():
        return run.question(cypher, given)
    found = shipped.find(query)
    lacking = [p for p in found.parameters if p.required and not parameters.get(p.name)]
    if lacking:
        zh, en = "、".join(p.zh for p in lacking), "; ".join(p.en for p in lacking)
        raise KgError(f"还需要填写：{zh}", f"still to be filled in: {en}")
    return run.question(found.name, given)


def answered(console: Console, query: str, cypher: str, parameters: Mapping[str, str], limits: Limits) -> Rows:
    """The rows alone, to be downloaded. KgError as above."""
    return console.ask(question(query, cypher, parameters), limits)


def view(
    console: Console,
    db: sqlite3.Connection,
    query: str = "",
    cypher: str = "",
    parameters: Mapping[str, str] | None = None,
    *,
    seconds: int = SECONDS,
    rows: int = ROWS,
    runs: bool = True,
) -> ConsoleView:
    """The console with the answer to a query, where there is one and it is to be run. What is wrong with it is told in
    the view. Reloading while no graph is open."""
    given = dict(parameters or {})
    limits = Limits(float(min(max(seconds, 1), MOST_SECONDS)), min(max(rows, 1), MOST_ROWS))
    result: ResultRows | None = None
    wrong: QueryFault | None = None
    asked: run.Question | None = None
    if query or cypher.strip():
        try:
            asked = question(query, cypher, given)
            found = console.ask(asked, limits) if runs else None
            result = _shown(found, asked.shipped) if found else None
        except fault.QueryFault as faulty:
            wrong = QueryFault(str(faulty), *(faulty.place or (None, None)))
        except Reloading:
            raise
        except KgError as faulty:
            wrong = QueryFault(str(faulty), None, None)
    nodes = _nodes(db, result.rows) if result else ()
    known = {name: _told(one, given) for name, one in shipped.queries().items()}
    return ConsoleView(
        cypher or query,
        given,
        known.get(shipped.plain(query)) if not cypher.strip() else None,
        tuple(known.values()),
        words(console.properties(db)),
        result,
        wrong,
        nodes,
        _graph(db, nodes),
        limits.seconds,
        limits.rows,
        console.store,
    )


def _shown(found: Rows, of: shipped.Shipped | None) -> ResultRows:
    captions = {column.name: choose(column.zh, column.en) for column in of.columns} if of else {}
    columns = tuple(captions.get(name, name) for name in found.columns)
    return ResultRows(found.columns, columns, found.rows, found.truncated)


def _told(query: shipped.Shipped, given: Mapping[str, str]) -> ShippedQuery:
    parameters = tuple(
        ShippedParameter(
            one.name,
            one.type,
            one.required,
            given.get(one.name) or _text(one.default),
            choose(one.zh, one.en),
        )
        for one in query.parameters
    )
    return ShippedQuery(query.name, query.title, query.text, parameters)


def _text(default: str | float | bool | None) -> str:
    if isinstance(default, bool):
        return "true" if default else "false"
    return "" if default is None else str(default)


def _held(found: Rows) -> Rows:
    """As many of the rows as MOST_CHARACTERS hold."""
    left = MOST_CHARACTERS
    for number, row in enumerate(found.rows):
        left -= len(json.dumps(row, ensure_ascii=False))
        if left < 0:
            if number == 0:
                raise KgError("结果过大，请少取一些", "the answer is too large: ask for less of it")
            return Rows(found.columns, found.rows[:number], truncated=True)
    return found


def _nodes(db: sqlite3.Connection, rows: Iterable[Iterable[Any]]) -> tuple[Name, ...]:
    """The nodes whose ids stand in the rows, in the order in which they first do."""
    texts: dict[str, None] = {}
    for text in _texts(list(map(list, rows))):
        if len(text) <= 100:
            texts.setdefault(text)
    query = f"SELECT id, name, title, type FROM node WHERE id {names.IN}"
    found = {row["id"]: names.name(row) for row in db.execute(query, (names.keys(texts),))}
    return tuple(found[text] for text in texts if text in found)[:MOST_NODES]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _graph(db: sqlite3.Connection, nodes: tuple[Name, ...]) -> GraphView | None:
    """The nodes of an answer and what joins them: of all types, as the query asked for them."""
    if not nodes:
        return None
    ids = [node.id for node in nodes[:MOST_DRAWN]]
    every = Filters(types=tuple(node_types()), relations=tuple(relation_types()))
    return ego(db, ids, expand=dict.fromkeys(ids, 0), filters=every)
