"""Every page, in the order of the manual."""

from __future__ import annotations

from kg.explorer.pages import console, find, graph, reader, standing
from kg.explorer.pages.page import Page
from kg.explorer.states import (
    CompareState,
    ConsoleState,
    EntityState,
    EvidenceState,
    GraphState,
    HomeState,
    Nothing,
    PathState,
    PlacesState,
    SearchState,
    SpeechState,
    TimelineState,
)

PAGES = (
    Page("home", HomeState, find.home, "项目×讲话", "Programs × speeches", find.home_more),
    Page("search", SearchState, find.search, "搜索", "Search", find.search_more),
    Page("graph", GraphState, graph.graph, "图谱", "Graph", graph.graph_more),
    Page("path", PathState, graph.path, "关联路径", "Path", graph.path_more),
    Page("evidence", EvidenceState, find.evidence, "原文依据", "Evidence"),
    Page("entity", EntityState, reader.entity, "条目", "Entity", reader.entity_more),
    Page("speech", SpeechState, reader.speech, "阅读", "Reader", reader.speech_more),
    Page("compare", CompareState, reader.compare, "对照", "Side by side", reader.compare_more),
    Page("timeline", TimelineState, standing.timeline, "时间线", "Timeline", standing.timeline_more),
    Page("places", PlacesState, standing.places, "地点", "Places", standing.places_more),
    Page("console", ConsoleState, console.console, "查询", "Query", console.console_more),
    Page("decisions", Nothing, console.decisions, "判断", "Decisions", console.decisions_more),
    Page("about", Nothing, standing.about, "关于与按键", "About and keys"),
)
PAGE_OF = {page.name: page for page in PAGES}
# What the bar at the top of every page leads to.
TOP = ("home", "graph", "timeline", "places", "console", "decisions")
