// A text field that offers names as they are typed: the combobox pattern of WAI-ARIA 1.2 with a list box.

import { read, type NameHit, type Suggestions } from "./api";
import { make } from "./dom";
import { typeLabel, word } from "./page";

const WAIT = 80; // milliseconds after the last key

const labelOf = (input: HTMLInputElement): string =>
  input.getAttribute("aria-label") ?? input.labels?.[0]?.textContent?.trim() ?? input.placeholder;

/** `choose` is called with what was picked from the list; text that was only typed stays in the field for its form. */
export function combobox(input: HTMLInputElement, choose: (hit: NameHit) => void): void {
  const id = `${input.id || input.name}-names`;
  const list = make("ul", { id, class: "suggestions", role: "listbox", hidden: true, "aria-label": labelOf(input) });
  const status = make("span", { class: "unseen", role: "status" });
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) {
    input.setAttribute(name, value);
  }
  input.after(list, status);
  let hits: NameHit[] = [];
  let at = -1;
  let timer = 0;
  let asking: AbortController | null = null;

  const shut = (): void => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const unmark = (): void => {
    at = -1;
    for (const option of list.children) option.setAttribute("aria-selected", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (next: number): void => {
    at = hits.length ? (next + hits.length) % hits.length : -1;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    const option = list.children[at];
    if (!option) return;
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  // What was marked while an answer was under way stays marked where that names it too.
  const show = (marked?: string): void => {
    list.replaceChildren(...hits.map((hit, place) => option(hit, `${id}-${place}`)));
    status.textContent = hits.length ? word("results", { n: hits.length }) : word("no_results");
    list.hidden = !hits.length;
    at = -1;
    input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-expanded", String(hits.length > 0));
    const kept = hits.findIndex((hit) => hit.node.id === marked);
    if (kept >= 0) mark(kept);
  };

  const ask = async (query: string): Promise<void> => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const found = await read<Suggestions>("suggest.json", { q: query }, signal);
      if (signal.aborted) return;
      const marked = hits[at]?.node.id;
      hits = Array.isArray(found) ? found : found.names;
      show(marked);
    } catch {
      if (!signal.aborted) shut(); // the form still works
    } finally {
      if (!signal.aborted) list.removeAttribute("aria-busy");
    }
  };

  const pick = (place: number): void => {
    const hit = hits[place];
    shut();
    if (hit) choose(hit);
  };

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if ((event as InputEvent).isComposing) return; // letters of pinyin that are not yet characters
    later();
  });
  input.addEventListener("compositionend", () => later());
  const later = (): void => {
    clearTimeout(timer);
    asking?.abort();
    unmark();
    const query = input.value.trim();
    if (query) {
      list.setAttribute("aria-busy", "true"); // what it offers is of what was typed before
      timer = setTimeout(() => void ask(query), WAIT);
    } else {
      list.removeAttribute("aria-busy");
      hits = [];
      shut();
    }
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return hits.length ? show() : later();
      const from = at < 0 && event.key === "ArrowUp" ? hits.length : at;
      mark(from + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      pick(at);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      shut();
    }
  });
  input.addEventListener("blur", () => setTimeout(shut, 150));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => pick([...list.children].findIndex((option) => option.contains(event.target as Node))));
}

function option(hit: NameHit, id: string): HTMLElement {
  const { node } = hit;
  return make(
    "li",
    { id, role: "option", "aria-selected": "false" },
    make("span", { class: `tag t-${node.type}` }, typeLabel(node.type)),
    make("span", { class: "suggestion-name" }, node.name),
    hit.matched && hit.matched !== node.name && make("span", { class: "quiet" }, hit.how === "alias" ? word("also_called", { name: hit.matched }) : hit.matched),
    hit.mentions > 0 && make("span", { class: "quiet suggestion-counts" }, word("counts", { mentions: hit.mentions, families: hit.families })),
  );
}
