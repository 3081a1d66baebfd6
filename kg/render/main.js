// Start: fill the page, join the views, and keep the tabs, the language and the address in step.
"use strict";
(function (kg) {
  const byId = (id) => document.getElementById(id);

  const views = () => (kg.data.report.length ? ["graph", "table", "report"] : ["graph", "table"]);

  kg.showView = function (name) {
    for (const one of views()) {
      const on = one === name;
      byId(`view-${one}`).hidden = !on;
      byId(`tab-${one}`).setAttribute("aria-selected", String(on));
      byId(`tab-${one}`).tabIndex = on ? 0 : -1;
    }
    document.body.dataset.view = name;
    if (name === "graph") kg.redraw();
  };

  function startTabs() {
    const names = views();
    names.forEach((name, place) => {
      const tab = byId(`tab-${name}`);
      tab.hidden = false;
      tab.addEventListener("click", () => kg.showView(name));
      tab.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        const step = event.key === "ArrowRight" ? 1 : names.length - 1;
        const other = names[(place + step) % names.length];
        kg.showView(other);
        byId(`tab-${other}`).focus();
      });
    });
  }

  // Everything that scripts have written is written again in the new language.
  function showTexts() {
    kg.setEnglish(kg.english());
    byId("language").textContent = kg.text("language");
    byId("language").lang = kg.english() ? "zh-CN" : "en";
    byId("search").placeholder = kg.text("search");
    const { shown, total, edges } = kg.data;
    byId("counts").textContent = kg.text("counts", { speeches: kg.speeches.length, nodes: shown, edges: edges.length });
    byId("cut").hidden = shown === total;
    byId("cut").textContent = kg.text("cut", { shown, total });
    kg.showFilters();
    kg.showTable();
    kg.showReport();
    kg.showPanel();
  }

  // The chosen node is kept in the address, so that it can be sent to someone else who has the file.
  function startAddress() {
    const read = () => {
      const id = decodeURIComponent(location.hash.slice(1));
      if (Object.hasOwn(kg.data.facts, id)) kg.focusNode(id);
    };
    kg.listen((what) => {
      if (what !== "chosen") return;
      const id = kg.state.chosen && kg.state.chosen.node;
      history.replaceState(null, "", id ? `#${encodeURIComponent(id)}` : location.pathname + location.search);
    });
    window.addEventListener("hashchange", read);
    read();
  }

  kg.resetFilters();
  kg.startGraph();
  kg.startFilters();
  kg.startPanel();
  kg.startTable();
  kg.startSearch();
  startTabs();
  byId("language").addEventListener("click", () => {
    kg.setEnglish(!kg.english());
    showTexts();
    kg.choose(kg.state.chosen);
  });
  byId("zoom-in").addEventListener("click", () => kg.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => kg.zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => kg.fit(true));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target !== byId("search")) kg.choose(null);
  });
  showTexts();
  kg.showView("graph");
  startAddress();
})(window.kg);
