// What stands around a picture, on its own page and under a query.

import "./graph.css";
import { make } from "../dom";
import { word } from "../page";
import type { Canvas } from "./canvas";

/** The frame of a picture: its region, a line that says what happened, the panel. `keyboard`: the region has keys. */
export function frame(box: HTMLElement, keyboard = true) {
  const role = keyboard ? { tabindex: "0", role: "application", "aria-describedby": "graph-keys" } : { role: "img" };
  const region = make("div", { class: "graph-canvas", "aria-label": word("graph"), ...role });
  const keys = make("details", { class: "graph-help" }, make("summary", {}, word("keys")), make("p", { id: "graph-keys" }, word("graph_keys")));
  const status = make("p", { class: "graph-status", role: "status" }, word("drawing"));
  const panel = document.getElementById("panel") ?? make("aside", { hidden: true });
  panel.classList.add("graph-panel");
  panel.id = "graph-panel"; // it lies over the picture now: a column of its own would push that aside at every step
  box.classList.add("graph");
  box.replaceChildren(make("div", { class: "graph-stage" }, region, panel), make("div", { class: "graph-foot" }, status, keyboard && keys));
  return { region, status, panel };
}

/** Watch for a change of theme or size. */
export function follow(region: HTMLElement, canvas: Canvas): void {
  const repaint = (): void => canvas.repaint();
  new MutationObserver(repaint).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  new ResizeObserver(repaint).observe(region);
  void document.fonts.ready.then(repaint);
}
