// The state of the graph is the query string, in order: it is the history of the picture as well. Which nodes came first
// is read from the order of `focus`, `hops`, `expand` and `pin`; of a parameter given twice the last counts.

export type Entry = readonly [name: string, value: string];
export type State = readonly Entry[];

/** How many neighbours a step of expansion adds. */
export const STEP = 20;

/** Parameters that add nodes; each is a stage of the layout. */
const GROWS = new Set(["focus", "hops", "expand", "path"]);
/** Parameters that say what is drawn of a stage but add no node of their own. */
const DRAWN_ONLY = new Set(["pin", "freeze", "hide"]);
/** Parameters that narrow the view. */
export const FILTERS = ["type", "relation", "speech", "since", "until", "certainty", "families"] as const;

export const parse = (search: string): State => [...new URLSearchParams(search)];
export const print = (state: State): string => new URLSearchParams(state.map(([name, value]) => [name, value])).toString();

export const all = (state: State, name: string): string[] => state.filter((entry) => entry[0] === name).map((entry) => entry[1]);
export const last = (state: State, name: string): string | undefined => all(state, name).at(-1);
export const without = (state: State, ...names: string[]): State => state.filter((entry) => !names.includes(entry[0]));
const has = (state: State, name: string, value: string): boolean => state.some((entry) => entry[0] === name && entry[1] === value);
const add = (state: State, name: string, value: string): State => (has(state, name, value) ? state : [...state, [name, value]]);

export const focusOn = (state: State, id: string): State => add(shown(state, id), "focus", id);
export const startFrom = (state: State, id: string): State => [["focus", id], ...without(state, ...GROWS, ...DRAWN_ONLY)];
export const hide = (state: State, id: string): State => add(state, "hide", id);
export const setPath = (state: State, source: string, target: string): State => [...without(state, "path"), ["path", `${source}..${target}`]];
export const setFreeze = (state: State, on: boolean): State => (on ? add(state, "freeze", "1") : without(state, "freeze"));

function shown(state: State, id: string): State {
  return state.filter((entry) => !(entry[0] === "hide" && entry[1] === id));
}

/** Steps out. An earlier count stays before it, because nodes that it brought keep their places. */
export function setHops(state: State, hops: number): State {
  return (last(state, "hops") ?? "1") === String(hops) ? state : [...state, ["hops", String(hops)]];
}

/** More neighbours of a node: `key` is its id, `ID:RELATION` or `ID:RELATION:TYPE`. */
export function expand(state: State, key: string, count: number): State {
  return [...state, ["expand", `${key}:${count}`]];
}

/** The node's expansions taken back, and of its neighbours those hidden that hang on nothing else. */
export function collapse(state: State, id: string, leaves: readonly string[]): State {
  const mine = (entry: Entry): boolean => entry[0] === "expand" && entry[1].startsWith(`${id}:`);
  if (state.some(mine)) return state.filter((entry) => !mine(entry));
  return leaves.reduce(hide, state);
}

export interface Point {
  x: number;
  y: number;
}

/** Where nodes are held, the last place of each. */
export function pins(state: State): Map<string, Point> {
  const found = new Map<string, Point>();
  for (const value of all(state, "pin")) {
    const [id, x, y] = [value.split(":").slice(0, -2).join(":"), ...value.split(":").slice(-2).map(Number)] as [string, number, number];
    if (id && Number.isFinite(x) && Number.isFinite(y)) found.set(id, { x, y });
  }
  return found;
}

/** The node held at a place. Its last pin is replaced, unless nodes came after it: they stand where that pin put them. */
export function pin(state: State, id: string, at: Point): State {
  const entry: Entry = ["pin", `${id}:${Math.round(at.x)}:${Math.round(at.y)}`];
  const since = state.findLastIndex(([name]) => GROWS.has(name));
  return [...state.filter(([name, value], place) => !(name === "pin" && value.startsWith(`${id}:`) && place > since)), entry];
}

export function unpin(state: State, id: string): State {
  return state.filter(([name, value]) => !(name === "pin" && value.startsWith(`${id}:`)));
}

/** The state with filters as a form has them. Values of a name that the form lacks are kept. */
export function filtered(state: State, names: readonly string[], values: Iterable<Entry>): State {
  const given = [...values].filter(([name, value]) => names.includes(name) && value !== "" && !isDefault(name, value));
  return [...without(state, ...names), ...given];
}

const isDefault = (name: string, value: string): boolean => (name === "certainty" && value === "all") || (name === "families" && value === "1");

/**
 * The state that a link of the server's leads to, in the order of our history: what both have stays where it is, with
 * older values of the same parameter that it grew from; what is new comes last.
 */
export function follow(state: State, next: State): State {
  const subject = ([name, value]: Entry): string => (name === "expand" ? `${name} ${value.split(":").slice(0, -1).join(":")}` : name === "hops" ? name : `${name} ${value}`);
  const wanted = new Set(next.map(subject));
  const kept = state.filter((entry) => wanted.has(subject(entry)) && (GROWS.has(entry[0]) || has(next, ...entry)));
  const fresh = next.filter((entry) => !has(kept, ...entry));
  // the last hops counts, also when a link goes back to an earlier one
  const hops = last(next, "hops");
  return hops && last([...kept, ...fresh], "hops") !== hops ? [...kept, ...fresh, ["hops", hops]] : [...kept, ...fresh];
}

/** The query of /graph.json: the state without what only the picture needs. */
export const asked = (state: State): string => print(without(state, "pin", "freeze"));

/**
 * The stages in which the picture grew, oldest first: for each, the query of the view that it ended in (unfiltered, so
 * that a filter moves nothing) and the pins set by then. The last one is the view asked for.
 */
export function stages(state: State): { query: string; pins: Map<string, Point> }[] {
  const found: { query: string; pins: Map<string, Point> }[] = [];
  const bare = without(state, ...FILTERS, "hide", "freeze");
  bare.forEach(([name], place) => {
    if (GROWS.has(name)) found.push({ query: asked(bare.slice(0, place + 1)), pins: pins(bare.slice(0, place)) });
  });
  const whole = asked(state);
  const held = pins(state);
  if (found.at(-1)?.query !== whole || held.size) found.push({ query: whole, pins: held });
  return found;
}
