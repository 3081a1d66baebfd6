// The graph on its page: the state in the address, the picture, the panel and the list follow one another.

import { Refused } from "../api";
import { combobox } from "../combobox";
import { make } from "../dom";
import { relationLabel, typeLabel, word } from "../page";
import { typing } from "../search";
import { able, open } from "./canvas";
import { follow, frame } from "./frame";
import { keepHistory } from "./history";
import { press } from "./keys";
import { hash } from "./layout";
import { refreshParts } from "./live";
import { edgePanel, nodePanel, type Deeds, type Steps } from "./panel";
import { NOTHING, pictureOf, type Picture } from "./picture";
import { given, staged } from "./stages";
import * as states from "./state";
import { STEP, type State } from "./state";
import { toolbar } from "./toolbar";

export function mount(box: HTMLElement): void {
  if (!able()) {
    box.replaceChildren(make("p", { class: "graph-status", role: "status" }, word("no_webgl")));
    box.dataset["drawn"] = "none";
    return;
  }
  const { region, status, panel } = frame(box);
  let state: State = states.parse(location.search);
  let picture: Picture = NOTHING;
  let cursor: string | null = null;
  let chosen: string | null = null;
  let asking = new AbortController();

  const canvas = open(region, { chooseNode, chooseEdge, chooseNothing, expand: (id) => expand(id, null), moved: (id, at) => step(states.pin(state, id, at)) });
  follow(region, canvas);
  const history = keepHistory((search) => void show(states.parse(search)));
  const step = (next: State): void => {
    if (states.print(next) !== states.print(state)) history.step(states.print(next));
  };
  const freeze = (): void => step(states.setFreeze(state, states.last(state, "freeze") !== "1"));
  const bar = toolbar(canvas, history, () => picture.focus.map(nameOf).join("、") || word("graph"), freeze);
  box.prepend(bar.element);

  const nameOf = (id: string): string => picture.signs.get(id)?.name ?? id;
  const say = (text: string): void => {
    status.textContent = text;
  };

  async function show(next: State): Promise<void> {
    state = next;
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    bar.follow(state);
    region.setAttribute("aria-busy", "true");
    try {
      const parts = first ? Promise.resolve() : refreshParts(signal);
      first = false;
      const found = await staged(next);
      if (signal.aborted) return;
      const hidden = new Set(states.all(next, "hide"));
      picture = pictureOf(found.view, found.places, new Set(states.pins(next).keys()), hidden);
      canvas.freeze(states.last(next, "freeze") === "1");
      canvas.show(picture);
      drawn();
      await parts;
    } catch (fault) {
      if (signal.aborted) return;
      say(word("failed", { reason: fault instanceof Refused ? fault.message : String(fault) }));
      if (!(fault instanceof Refused || fault instanceof TypeError)) throw fault;
    } finally {
      if (!signal.aborted) region.removeAttribute("aria-busy");
    }
  }
  let first = true;

  /** The picture is drawn: what was chosen is still there or no more; `data-drawn` is the same for the same picture. */
  function drawn(): void {
    if (cursor && !picture.signs.has(cursor)) cursor = null;
    if (chosen && !picture.signs.has(chosen) && !picture.lines.has(chosen)) chosen = null;
    choose(chosen);
    const counts = word("drawn", { nodes: picture.signs.size, edges: picture.lines.size });
    say(picture.signs.size ? counts : word("empty"));
    const places = [...picture.signs.values()].map((sign) => `${sign.id} ${sign.x} ${sign.y}`).sort();
    box.dataset["drawn"] = hash(places.join("\n")).toString(16);
    box.dataset["nodes"] = String(picture.signs.size);
  }

  function choose(key: string | null): void {
    chosen = key;
    canvas.point(document.activeElement === region ? cursor : null, chosen);
    const sign = key ? picture.signs.get(key) : undefined;
    const line = key ? picture.lines.get(key) : undefined;
    if (sign) nodePanel(panel, sign, deeds);
    else if (line) edgePanel(panel, line, { source: nameOf(line.source), target: nameOf(line.target) }, deeds);
    else {
      panel.hidden = true;
      panel.replaceChildren();
    }
  }
  function chooseNode(id: string): void {
    cursor = id;
    choose(id);
  }
  function chooseEdge(key: string): void {
    choose(key);
  }
  function chooseNothing(): void {
    choose(null);
  }

  /** More neighbours by one relation, or by the one with most to show. */
  function expand(id: string, relation: string | null): void {
    const sign = picture.signs.get(id);
    const most = Object.entries(sign?.more ?? {}).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
    const by = relation ?? most?.[0];
    if (!by || !(sign?.more[by] ?? 0)) return say(word("neighbours", { n: picture.near.get(id)?.size ?? 0 }));
    const shown = [...picture.lines.values()].filter((line) => line.type === by && (line.source === id || line.target === id)).length;
    step(states.expand(state, `${id}:${by}`, shown + STEP));
  }

  const steps: Steps = {
    expand,
    collapse(id) {
      const leaves = [...(picture.near.get(id) ?? [])].filter((other) => picture.near.get(other)?.size === 1 && !picture.signs.get(other)?.focus);
      step(states.collapse(state, id, leaves.sort()));
    },
    hide(id) {
      if (picture.signs.get(id)?.focus) return;
      const name = nameOf(id);
      const neighbour = [...(picture.near.get(id) ?? [])].sort()[0] ?? null;
      cursor = cursor === id ? neighbour : cursor;
      step(states.hide(state, id));
      say(word("hidden_here", { name }));
    },
    pin(id) {
      const sign = picture.signs.get(id);
      if (sign) step(sign.pinned ? states.unpin(state, id) : states.pin(state, id, sign));
    },
    centre: (id) => step(states.startFrom(state, id)),
    pathFrom: (id) => fillPath("from", id),
    pathTo: (id) => fillPath("to", id),
  };
  const deeds: Deeds = {
    close() {
      choose(null);
      region.focus();
    },
    steps,
  };

  // ---- the keyboard

  const speak = (id: string): void => {
    const sign = picture.signs.get(id);
    if (!sign) return;
    const more = Object.entries(sign.more).map(([relation, count]) => `${relationLabel(relation)} ${word("more", { n: count })}`);
    const parts = [word("node", { name: sign.name, type: typeLabel(sign.type) }), word("neighbours", { n: picture.near.get(id)?.size ?? 0 })];
    say([...parts, ...(sign.pinned ? [word("pinned")] : []), ...more].join("；"));
  };
  const moveTo = (id: string): void => {
    cursor = id;
    canvas.point(cursor, chosen);
    speak(id);
  };
  region.addEventListener("focus", () => {
    const start = cursor ?? picture.focus[0];
    if (start && region.matches(":focus-visible")) moveTo(start);
  });
  region.addEventListener("blur", () => canvas.point(null, chosen));
  region.addEventListener("keydown", (event) => {
    const acts = { moveTo, expand: (id: string) => expand(id, null), hide: steps.hide, pin: steps.pin, zoom: canvas.zoom, open: chooseNode, leave: chooseNothing };
    if (press(event, picture, cursor, acts)) event.preventDefault();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") deeds.close();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || typing(event)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) history.redo();
    else history.undo();
  });

  // ---- the forms and links beside it

  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-do=step]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    step(states.follow(state, states.parse(new URL(link.href).search)));
  });
  for (const [kind, lens] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]] as const) {
    document.addEventListener(kind, (event) => {
      const row = (event.target as Element).closest<HTMLElement>("[data-live] [data-node]");
      if (row) canvas.point(lens ? (row.dataset["node"] ?? null) : null, chosen);
    });
  }
  const takeFilters = (form: HTMLFormElement): void => {
    const given = [...new FormData(form)].map(([name, value]) => [name, String(value)] as const);
    const inputs = [...form.elements].filter((element) => element.matches("input:not([type=hidden]), select")).map((element) => (element as HTMLInputElement).name);
    const names = [...new Set(inputs)].filter((name) => name && name !== "hops");
    const next = states.filtered(state, names, given);
    const hops = given.find(([name]) => name === "hops")?.[1];
    step(hops && inputs.includes("hops") ? states.setHops(next, Number(hops)) : next);
  };
  document.addEventListener("change", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form#graph-filters");
    if (form?.reportValidity()) takeFilters(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.id === "graph-filters") {
      event.preventDefault();
      takeFilters(form);
    } else if (form.id === "graph-path") {
      const [from, to] = [endOf("from"), endOf("to")];
      if (!from || !to || from === to) return; // the server finds out who is meant
      event.preventDefault();
      step(states.setPath(state, from, to));
    }
  });
  const ends: { from?: string; to?: string } = {};
  const ask = document.querySelector<HTMLFormElement>("form#graph-path");
  for (const name of ["from", "to"] as const) {
    const input = ask?.querySelector<HTMLInputElement>(`input[name=${name}]`);
    if (!input) continue;
    input.addEventListener("input", () => delete ends[name]);
    combobox(input, ({ node }) => {
      input.value = node.name;
      ends[name] = node.id;
    });
  }
  /** Who is meant: the name chosen from the list, or one that the picture has. */
  function endOf(name: "from" | "to"): string | undefined {
    const typed = ask?.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value.trim();
    const alike = [...picture.signs.values()].filter((sign) => sign.name === typed);
    return ends[name] ?? (alike.length === 1 ? alike[0]?.id : undefined);
  }
  function fillPath(name: "from" | "to", id: string): void {
    const input = ask?.querySelector<HTMLInputElement>(`input[name=${name}]`);
    if (input) input.value = nameOf(id);
    ends[name] = id;
    if (ends.from && ends.to && ends.from !== ends.to) step(states.setPath(state, ends.from, ends.to));
    else input?.form?.querySelector<HTMLInputElement>(`input[name=${name === "from" ? "to" : "from"}]`)?.focus();
  }

  given(location.search);
  void show(state);
}
