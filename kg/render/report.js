// What the build holds and where a person should look: the tables of `kg report`, as they are.
"use strict";
(function (kg) {
  kg.showReport = function () {
    const parts = kg.data.report.flatMap((section) => [
      kg.make("h2", {}, `${kg.label(section)} (${section.total})`),
      section.rows.length ? table(section) : kg.make("p", { className: "quiet" }, kg.text("none")),
      ...(section.rows.length < section.total
        ? [kg.make("p", { className: "quiet" }, kg.text("cutRows", { shown: section.rows.length, total: section.total }))]
        : []),
    ]);
    document.getElementById("view-report").replaceChildren(...parts);
  };

  function table(section) {
    const head = kg.make("tr", {});
    for (const column of section.columns) head.append(kg.make("th", { scope: "col" }, kg.label(column)));
    const body = kg.make("tbody", {});
    for (const row of section.rows) {
      const line = kg.make("tr", {});
      for (const cell of row) line.append(kg.make("td", {}, shown(cell)));
      body.append(line);
    }
    return kg.make("table", { ariaLabel: kg.label(section) }, kg.make("thead", {}, head), body);
  }

  const shown = (cell) => (cell === null ? "" : typeof cell === "object" ? kg.label(cell) : String(cell));
})(window.kg);
