// Search as you type over names and aliases: arrow keys move, Enter goes there, Escape leaves.
"use strict";
(function (kg) {
  const MOST = 12;
  let found = [];
  let current = -1;

  kg.startSearch = function () {
    const input = document.getElementById("search");
    input.addEventListener("input", () => show(input.value));
    input.addEventListener("focus", () => { if (input.value) show(input.value); });
    input.addEventListener("blur", hide);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // keys still belong to the Chinese input method
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!found.length) show(input.value);
        else move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && found.length) {
        take(found[Math.max(current, 0)].id);
      } else if (event.key === "Escape") {
        input.value = "";
        hide();
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  };

  // Nodes whose name or alias holds `wanted`: whole names first, then beginnings, then the weightier.
  kg.find = function (wanted) {
    const want = fold(wanted);
    if (!want) return [];
    const hits = [];
    for (const id of kg.data.order) {
      const facts = kg.data.facts[id];
      let best = null;
      for (const name of [facts.title, facts.name, ...facts.aliases]) {
        const at = fold(name).indexOf(want);
        if (at < 0) continue;
        const grade = name.length === wanted.trim().length ? 0 : at === 0 ? 1 : 2;
        const alias = name !== facts.title && name !== facts.name ? name : "";
        if (!best || grade < best.grade) best = { id, grade, alias };
      }
      if (best) hits.push(best);
    }
    return hits.sort((a, b) => a.grade - b.grade || kg.rank.get(a.id) - kg.rank.get(b.id));
  };

  const fold = (text) => text.normalize("NFKC").toLowerCase().trim();

  function show(wanted) {
    const list = document.getElementById("results");
    found = kg.find(wanted).slice(0, MOST);
    list.replaceChildren(...found.map(option));
    if (!found.length && wanted.trim()) list.append(kg.make("li", { className: "quiet" }, kg.text("nothing")));
    list.hidden = !wanted.trim();
    document.getElementById("search").setAttribute("aria-expanded", String(!list.hidden));
    current = -1;
    if (found.length) move(1);
  }

  function option(hit, place) {
    const facts = kg.data.facts[hit.id];
    const item = kg.make("li", { id: `result-${place}` }, kg.sign(facts.type), kg.make("span", {}, facts.name));
    item.setAttribute("role", "option");
    if (hit.alias) item.append(kg.make("span", { className: "quiet" }, `（${hit.alias}）`));
    const told = facts.props.mentions ? ` ${kg.text("times", { count: facts.props.mentions })}` : "";
    item.append(kg.make("span", { className: "quiet end" }, kg.label(kg.types.get(facts.type)) + told));
    item.addEventListener("mousedown", (event) => { event.preventDefault(); take(hit.id); });
    return item;
  }

  function move(step) {
    const items = document.querySelectorAll("#results [role=option]");
    current = (current + step + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === current)));
    items[current].scrollIntoView({ block: "nearest" });
    document.getElementById("search").setAttribute("aria-activedescendant", items[current].id);
  }

  function take(id) {
    hide();
    kg.showView("graph");
    kg.focusNode(id);
  }

  function hide() {
    document.getElementById("results").hidden = true;
    const input = document.getElementById("search");
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    found = [];
  }
})(window.kg);
