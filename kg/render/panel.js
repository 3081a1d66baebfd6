// The evidence panel: what is known of the chosen node, line or table cell, each fact with its sentences.
"use strict";
(function (kg) {
  const FIRST = 12; // items of a list before "more"
  // Properties that have a place of their own, or that only the machine needs.
  const SKIPPED = new Set(["title", "mentions", "families", "speeches", "first", "last", "start", "end", "family",
    "version_of", "date_precision", "path", "sha256", "pages"]);

  kg.startPanel = function () {
    document.getElementById("close").addEventListener("click", () => kg.choose(null));
    kg.listen(() => kg.showPanel());
  };

  kg.showPanel = function () {
    const chosen = kg.state.chosen;
    const panel = document.getElementById("panel");
    const opened = panel.hidden && chosen;
    panel.hidden = !chosen;
    if (!chosen) return;
    const content = chosen.node ? aboutNode(chosen.node)
      : chosen.cell ? aboutCell(chosen.cell) : aboutEdge(chosen.edge);
    document.getElementById("evidence").replaceChildren(...content);
    if (opened) panel.scrollTop = 0;
  };

  function aboutNode(id) {
    const facts = kg.data.facts[id];
    const parts = [heading(facts.title), chip(facts.type)];
    const mentions = facts.props.mentions;
    if (mentions !== undefined) {
      let told = kg.text("mentions", { mentions, speeches: facts.props.speeches || 0 });
      const { first, last } = facts.props;
      if (first) told += ` · ${first === last ? first : kg.text("span", { first, last })}`;
      parts.push(kg.make("p", { className: "quiet" }, told));
    }
    parts.push(properties(facts));
    const groups = new Map();
    for (const number of kg.links.get(id)) {
      const edge = kg.data.edges[number];
      // a speech lists what it mentions by type; other relations are listed by direction
      const other = edge.from === id ? edge.to : edge.from;
      const out = edge.from === id || edge.type === "CO_OCCURS"; // which has no direction
      const split = facts.type === "Speech" && edge.type === "MENTIONS" ? kg.data.facts[other].type : "";
      const key = [edge.type, out ? "out" : "in", split].join(" ");
      if (!groups.has(key)) groups.set(key, { type: edge.type, out, split, items: [] });
      groups.get(key).items.push({ number, other });
    }
    for (const group of sorted(groups)) parts.push(section(id, group));
    return parts;
  }

  // The speeches that name it, then facts, then (of a speech) what it names in the order of the legend, then nearness.
  function sorted(groups) {
    const relations = [...kg.relations.keys()];
    const types = [...kg.types.keys()];
    const place = (group) => {
      const mentions = group.split ? 100 + types.indexOf(group.split) : -100;
      const rank = { CO_OCCURS: 900, CONTAINS: 800, MENTIONS: mentions }[group.type] || 0;
      return rank + relations.indexOf(group.type) + (group.out ? 0 : 0.5);
    };
    return [...groups.values()].sort((a, b) => place(a) - place(b));
  }

  function section(id, group) {
    const relation = kg.relations.get(group.type);
    let label = group.out ? `${kg.label(relation)} →` : `← ${kg.label(relation)}`;
    if (group.type === "CO_OCCURS") label = kg.label(relation);
    if (group.type === "MENTIONS") label = kg.text("mentionedIn");
    if (group.split) label = `${kg.label(relation)} · ${kg.label(kg.types.get(group.split))}`;
    const list = kg.make("ul", { className: "links" });
    const count = (item) => kg.data.links[item.number].count;
    const items = [...group.items].sort((a, b) => count(b) - count(a) || kg.rank.get(a.other) - kg.rank.get(b.other));
    const add = (from, to) => list.append(...items.slice(from, to).map((item) => linkItem(id, item)));
    add(0, FIRST);
    const title = kg.make("h3", {}, label, kg.make("span", { className: "count" }, ` ${items.length}`));
    const box = kg.make("section", {}, title, list);
    if (items.length > FIRST) {
      const label = kg.text("moreItems", { count: items.length - FIRST });
      const more = kg.make("button", { type: "button", className: "more" }, label);
      more.addEventListener("click", () => { add(FIRST); more.remove(); });
      box.append(more);
    }
    return box;
  }

  function linkItem(id, { number, other }) {
    const link = kg.data.links[number];
    const item = kg.make("li", {}, kg.nodeButton(other));
    const edge = kg.data.edges[number];
    const detail = [link.inferred ? kg.text("inferred") : "", ...edgeTold(link)].filter(Boolean).join(" · ");
    if (detail) item.append(kg.make("span", { className: "quiet" }, detail));
    if (!link.quotes.length) return item;
    const summary = kg.make("summary", {}, `${kg.text("quotes")} ${kg.text("times", { count: link.count })}`);
    const quotes = kg.make("details", {}, summary);
    // sentences are put in when they are asked for: a speech may have a hundred of them
    const names = edge.type === "MENTIONS" ? kg.spellings(edge.to) : [...kg.spellings(id), ...kg.spellings(other)];
    quotes.addEventListener("toggle", () => quotes.append(kg.quotations(number, names)), { once: true });
    item.append(quotes);
    return item;
  }

  function aboutEdge(number) {
    const edge = kg.data.edges[number];
    const link = kg.data.links[number];
    const told = [kg.text("times", { count: link.count }), link.inferred ? kg.text("inferred") : "", ...edgeTold(link)];
    const names = [...(edge.type === "MENTIONS" ? [] : kg.spellings(edge.from)), ...kg.spellings(edge.to)];
    return [
      heading(kg.label(kg.relations.get(edge.type))),
      kg.make("p", { className: "ends" }, kg.nodeButton(edge.from), kg.make("span", { className: "arrow" },
        edge.type === "CO_OCCURS" ? "—" : "→"), kg.nodeButton(edge.to)),
      kg.make("p", { className: "quiet" }, told.filter(Boolean).join(" · ")),
      kg.quotations(number, names),
    ];
  }

  function aboutCell({ row, members }) {
    const parts = [kg.make("h2", {}, kg.nodeButton(row))];
    for (const member of members) {
      const number = kg.links.get(row).find((one) =>
        kg.data.edges[one].type === "MENTIONS" && kg.data.edges[one].from === member);
      if (number === undefined) continue;
      parts.push(kg.make("section", {}, kg.nodeButton(member),
        kg.make("span", { className: "quiet" }, kg.text("times", { count: kg.data.links[number].count })),
        kg.quotations(number, kg.spellings(row))));
    }
    return parts;
  }

  function edgeTold(link) {
    return Object.entries(link.props).map(([key, value]) => {
      const node = kg.data.facts[value];
      const shown = node ? node.title : kg.hasText(String(value)) ? kg.text(String(value)) : value;
      return `${kg.hasText(key) ? kg.text(key) : key}${kg.text("separator")}${shown}`;
    });
  }

  function properties(facts) {
    const list = kg.make("dl", {});
    const add = (key, value) =>
      list.append(kg.make("dt", {}, kg.hasText(key) ? kg.text(key) : key), kg.make("dd", {}, value));
    if (facts.aliases.length) add("aliases", facts.aliases.join("、"));
    for (const [key, value] of Object.entries(facts.props)) {
      if (SKIPPED.has(key)) continue;
      const kind = key === "as" && kg.types.get(value);
      const shown = kind ? kg.label(kind) : Array.isArray(value) ? value.join(" › ") : String(value);
      add(key, key === "kind" && kg.hasText(shown) ? kg.text(shown) : shown);
    }
    return list.children.length ? list : "";
  }

  const heading = (text) => kg.make("h2", {}, text);
  const chip = (type) => kg.make("p", { className: "chip" }, kg.sign(type), kg.label(kg.types.get(type)));
})(window.kg);
