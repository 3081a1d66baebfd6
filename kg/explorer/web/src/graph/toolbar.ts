// The buttons above the picture, and what they export.

import { button, download, make } from "../dom";
import { address, word } from "../page";
import type { Canvas } from "./canvas";
import type { History } from "./history";
import { asked, last, type State } from "./state";
import { svg } from "./svg";

export interface Toolbar {
  element: HTMLElement;
  /** Buttons and links as the state has them. */
  follow(state: State): void;
}

export function toolbar(canvas: Canvas, history: History, title: () => string, freeze: () => void): Toolbar {
  const undo = button(word("undo"), history.undo, { "aria-keyshortcuts": "Control+Z", "data-act": "undo" });
  const redo = button(word("redo"), history.redo, { "aria-keyshortcuts": "Control+Shift+Z", "data-act": "redo" });
  const lock = button(word("freeze"), freeze, { "aria-pressed": "false", "data-act": "freeze" });
  const link = (name: string, label: string): HTMLAnchorElement => make("a", { href: "#", download: name, "data-act": name }, label);
  const [csv, gexf] = [link("graph.csv", word("csv")), link("graph.gexf", "GEXF")];
  const saveSvg = (): void => download("graph.svg", new Blob([svg(canvas.sketch(title()))], { type: "image/svg+xml" }));
  const savePng = (): void => void canvas.png().then((picture) => download("graph.png", picture));
  const element = make(
    "div",
    { class: "graph-toolbar", role: "toolbar", "aria-label": word("graph") },
    make("span", { class: "graph-group" }, undo, redo),
    make(
      "span",
      { class: "graph-group" },
      button("+", () => canvas.zoom(1.4), { "aria-label": word("zoom_in"), title: word("zoom_in") }),
      button("−", () => canvas.zoom(1 / 1.4), { "aria-label": word("zoom_out"), title: word("zoom_out") }),
      button(word("fit"), () => canvas.fit(), { "data-act": "fit" }),
      lock,
    ),
    make(
      "span",
      { class: "graph-group", role: "group", "aria-label": word("export") },
      button("PNG", savePng, { "data-act": "png", "aria-label": `${word("export")} PNG` }),
      button("SVG", saveSvg, { "data-act": "svg", "aria-label": `${word("export")} SVG` }),
      csv,
      gexf,
    ),
  );
  return {
    element,
    follow(state) {
      undo.disabled = !history.canUndo();
      redo.disabled = !history.canRedo();
      const frozen = last(state, "freeze") === "1";
      lock.setAttribute("aria-pressed", String(frozen));
      const query = new URLSearchParams(asked(state));
      csv.href = address("export/graph.csv", query);
      gexf.href = address("export/graph.gexf", query);
    },
  };
}
