// The page's data with its indexes, and the one state that all views share: what is filtered and what is chosen.
"use strict";
(function (kg) {
  const data = JSON.parse(document.getElementById("data").textContent);
  kg.data = data;
  kg.types = new Map(data.types.map((kind) => [kind.id, kind]));
  kg.relations = new Map(data.relations.map((kind) => [kind.id, kind]));
  const nodesById = new Map(data.nodes.map((node) => [node.id, node]));
  kg.node = (id) => nodesById.get(id);
  kg.rank = new Map(data.order.map((id, number) => [id, number]));

  // links.get(id): numbers of the edges that touch a node; mentionedBy.get(id): speeches that name it.
  kg.links = new Map(data.nodes.map((node) => [node.id, []]));
  kg.mentionedBy = new Map(data.nodes.map((node) => [node.id, new Set()]));
  for (const edge of data.edges) {
    kg.links.get(edge.from).push(edge.id);
    kg.links.get(edge.to).push(edge.id);
    for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
      if (data.facts[one].type === "Speech") kg.mentionedBy.get(other).add(one);
    }
  }
  // How many talks name a node, versions of one talk taken once.
  const talkOf = new Map(data.matrix.talks.columns.flatMap((talk) => talk.members.map((id) => [id, talk.id])));
  kg.talks = (id) => new Set([...kg.mentionedBy.get(id)].map((speech) => talkOf.get(speech))).size;
  kg.speeches = data.matrix.speeches.columns.map((column) => column.id);

  const state = { types: null, relations: null, speeches: null, chosen: null };
  const listeners = [];
  kg.state = state;

  // chosen: null, {node: id}, {edge: number} or {cell: {row, members}}.
  kg.choose = function (chosen) {
    state.chosen = chosen;
    tell("chosen");
  };

  kg.filter = function (change) {
    change(state);
    tell("filter");
  };

  kg.resetFilters = function () {
    kg.filter((now) => {
      now.types = new Set(data.types.filter((kind) => kind.on).map((kind) => kind.id));
      now.relations = new Set(data.relations.filter((kind) => kind.on).map((kind) => kind.id));
      now.speeches = new Set();
    });
  };

  // Call `listener` with "filter" or "chosen" whenever that changes.
  kg.listen = (listener) => listeners.push(listener);

  function tell(what) {
    for (const listener of listeners) listener(what);
  }

  kg.nodeVisible = function (node) {
    if (!state.types.has(node.type)) return false;
    if (!state.speeches.size) return true;
    if (node.type === "Speech") return state.speeches.has(node.id);
    return [...kg.mentionedBy.get(node.id)].some((speech) => state.speeches.has(speech));
  };

  // Whether the filters leave an edge; its ends are nodes with a visibility of their own.
  kg.edgeVisible = function (edge) {
    if (!state.relations.has(edge.type)) return false;
    const told = data.links[edge.id].speeches;
    return !state.speeches.size || !told.length || told.some((speech) => state.speeches.has(speech));
  };

  // Make a node pass the filters, so that search and links in the panel can always show it.
  kg.reveal = function (id) {
    const type = data.facts[id].type;
    const node = { id, type };
    if (kg.nodeVisible(node)) return;
    kg.filter((now) => {
      now.types.add(type);
      if (!kg.nodeVisible(node)) now.speeches.clear();
    });
  };
  kg.filter((now) => { now.types = new Set(); now.relations = new Set(); now.speeches = new Set(); });
})(window.kg);
