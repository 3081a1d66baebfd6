// Programs × speeches as a real table: count as number and shade, sortable, each cell a way to its quotations.
"use strict";
(function (kg) {
  let folded = true;
  let order = "byFirst";

  kg.startTable = function () {
    kg.listen(mark);
    kg.showTable();
  };

  kg.showTable = function () {
    const view = document.getElementById("view-table");
    const matrix = kg.data.matrix[folded ? "talks" : "speeches"];
    if (!matrix.rows.length) {
      view.replaceChildren(kg.make("p", { className: "quiet" }, kg.text("noPrograms")));
      return;
    }
    view.replaceChildren(tools(), kg.make("div", { className: "scroll" }, table(matrix)));
    mark();
  };

  function tools() {
    const bar = kg.make("div", { className: "tools" });
    const sort = kg.make("select", { id: "sort" });
    for (const key of ["byFirst", "byTotal", "byName"]) {
      sort.append(kg.make("option", { value: key, selected: key === order }, kg.text(key)));
    }
    sort.addEventListener("change", () => { order = sort.value; kg.showTable(); document.getElementById("sort").focus(); });
    bar.append(kg.make("label", { htmlFor: "sort" }, kg.text("sort")), sort);
    const { talks, speeches } = kg.data.matrix;
    if (talks.columns.length !== speeches.columns.length) {
      const fold = kg.make("input", { type: "checkbox", id: "fold", checked: folded });
      fold.addEventListener("change", () => {
        folded = fold.checked;
        kg.showTable();
        document.getElementById("fold").focus();
      });
      bar.append(kg.make("label", {}, fold, kg.text("foldVersions")));
    }
    const { count, total } = kg.types.get("Program");
    if (count < total) bar.append(kg.make("span", { className: "quiet" }, kg.text("cutTable", { shown: count, total })));
    return bar;
  }

  function table(matrix) {
    const most = Math.max(...matrix.rows.flatMap((row) => row.counts));
    const head = kg.make("tr", {}, header("byName", kg.text("program")));
    for (const column of matrix.columns) {
      const button = kg.make("button", { type: "button", className: "plain", title: column.title },
        kg.make("span", { className: "title" }, column.title),
        kg.make("span", { className: "quiet" }, kg.underline(column.id)));
      button.addEventListener("click", () => kg.choose({ node: column.id }));
      head.append(kg.make("th", { scope: "col" }, button));
    }
    head.append(header("byTotal", kg.text("total")));
    const body = kg.make("tbody", {});
    for (const row of ordered(matrix.rows)) body.append(line(row, matrix.columns, most));
    const foot = kg.make("tr", {}, kg.make("th", { scope: "row" }, kg.text("total")));
    matrix.columns.forEach((_, place) => {
      foot.append(kg.make("td", {}, String(sum(matrix.rows.map((row) => row.counts[place])))));
    });
    foot.append(kg.make("td", {}, String(sum(matrix.rows.map((row) => row.total)))));
    return kg.make("table", {}, kg.make("caption", {}, kg.text("caption")), kg.make("thead", {}, head), body,
      kg.make("tfoot", {}, foot));
  }

  // A column header that sorts; pressing it again goes back to the order of first mention.
  function header(key, text) {
    const button = kg.make("button", { type: "button", className: "plain sort" }, text);
    button.addEventListener("click", () => { order = order === key ? "byFirst" : key; kg.showTable(); });
    const cell = kg.make("th", { scope: "col" }, button);
    cell.setAttribute("aria-sort", order !== key ? "none" : key === "byTotal" ? "descending" : "ascending");
    return cell;
  }

  function line(row, columns, most) {
    const name = kg.make("button", { type: "button", className: "plain" }, row.name);
    name.addEventListener("click", () => kg.choose({ node: row.id }));
    const out = kg.make("tr", {}, kg.make("th", { scope: "row" }, name));
    row.counts.forEach((count, place) => {
      const cell = kg.make("td", {});
      if (count) {
        const button = kg.make("button", { type: "button", className: "cell" }, String(count));
        const said = `${columns[place].title}${kg.text("separator")}${kg.text("times", { count })}`;
        button.setAttribute("aria-label", `${row.name}，${said}`);
        // the root spreads small counts, where nearly all of them lie
        button.style.setProperty("--shade", `${Math.round(16 + 64 * Math.sqrt(count / most))}%`);
        button.addEventListener("click", () => kg.choose({ cell: { row: row.id, members: columns[place].members } }));
        button.dataset.cell = `${row.id} ${columns[place].id}`;
        cell.append(button);
      }
      out.append(cell);
    });
    out.append(kg.make("td", { className: "sum" }, String(row.total)));
    return out;
  }

  function ordered(rows) {
    if (order === "byTotal") return [...rows].sort((a, b) => b.total - a.total);
    if (order === "byName") return [...rows].sort((a, b) => new Intl.Collator("zh").compare(a.name, b.name));
    return rows;
  }

  // Show in the table which cell the panel speaks of.
  function mark() {
    const cell = kg.state.chosen && kg.state.chosen.cell;
    for (const button of document.querySelectorAll("#view-table .cell")) {
      const [row, column] = button.dataset.cell.split(" ");
      button.classList.toggle("chosen", Boolean(cell) && cell.row === row && cell.members[0] === column);
    }
  }

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
})(window.kg);
