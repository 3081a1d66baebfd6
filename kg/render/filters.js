// The legend, which is also the filter: by type, by relation, by speech.
"use strict";
(function (kg) {
  kg.startFilters = function () {
    document.getElementById("reset").addEventListener("click", () => { kg.resetFilters(); kg.fit(true); });
    kg.listen((what) => { if (what === "filter") tick(); });
    kg.showFilters();
  };

  kg.showFilters = function () {
    const types = kg.data.types.filter((kind) => kind.count).map((kind) => {
      const note = kind.count < kind.total ? kg.text("ofTotal", { shown: kind.count, total: kind.total }) : "";
      return choice("types", kind.id, kg.sign(kind.id), kg.label(kind), kind.count, note);
    });
    const relations = kg.data.relations.map((kind) =>
      choice("relations", kind.id, line(kind), kg.label(kind), kind.count, ""));
    const speeches = kg.data.matrix.speeches.columns.map((column) => {
      const named = kg.links.get(column.id).filter((number) => kg.data.edges[number].type === "MENTIONS").length;
      const text = kg.make("span", {}, column.title, kg.make("small", {}, kg.underline(column.id)));
      return choice("speeches", column.id, "", text, named, column.title);
    });
    document.getElementById("types").replaceChildren(...types);
    document.getElementById("relations").replaceChildren(...relations);
    const hint = kg.make("p", { className: "quiet" }, kg.text("speechesHint"));
    document.getElementById("speeches").replaceChildren(hint, ...speeches);
    tick();
  };

  // One tick box; `group` names the set of the state that it is in.
  function choice(group, id, sign, text, count, note) {
    const box = kg.make("input", { type: "checkbox" });
    box.dataset.group = group;
    box.dataset.id = id;
    box.addEventListener("change", () => {
      kg.filter((now) => { if (box.checked) now[group].add(id); else now[group].delete(id); });
      if (group === "speeches") kg.fit(true);
    });
    return kg.make("label", { className: "choice", title: note }, box, sign, kg.make("span", { className: "name" }, text),
      kg.make("span", { className: "count" }, String(count)));
  }

  // How a relation is drawn: facts as a line with an arrow, nearness dotted, mentions thin.
  function line(kind) {
    const sort = kind.id === "MENTIONS" ? "thin" : kind.id === "CO_OCCURS" ? "dotted" : kind.derived ? "dashed" : "fact";
    const sign = kg.make("span", { className: `line ${sort}`, ariaHidden: "true" });
    if (sort === "fact") sign.style.borderColor = kg.shade(kind.colour);
    return sign;
  }

  function tick() {
    for (const box of document.querySelectorAll("#filters input")) {
      box.checked = kg.state[box.dataset.group].has(box.dataset.id);
    }
  }
})(window.kg);
