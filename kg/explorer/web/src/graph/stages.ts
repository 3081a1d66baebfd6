// The view of a state, and the places that its history gives the nodes. Answers and places are kept: a step forward asks
// for one view, a step back for none.

import { read, type GraphView, type PathView } from "../api";
import { embedded } from "../page";
import { place, type Places } from "./layout";
import { asked, last, parse, print, stages, without, FILTERS, type State } from "./state";

export interface Staged {
  view: GraphView;
  places: Places;
  path: PathView | null;
}

const views = new Map<string, Promise<GraphView>>();
const ways = new Map<string, Promise<PathView>>();

/** The page brings the view that it shows. */
export function given(search: string): void {
  const view = embedded<GraphView | null>("graph-data", null);
  if (view) views.set(asked(parse(search)), Promise.resolve(view));
}

/** Asked once; a failure is not kept. */
function once<T>(kept: Map<string, Promise<T>>, query: string, path: string): Promise<T> {
  let answer = kept.get(query);
  if (!answer) {
    answer = read<T>(path, new URLSearchParams(query));
    kept.set(query, answer);
    answer.catch(() => kept.delete(query));
  }
  return answer;
}

/** Everything that is drawn of a state. Throws Refused where the server says no. */
export async function staged(state: State): Promise<Staged> {
  const history = stages(state);
  const [path, ...found] = await Promise.all([wayOf(state), ...history.map((stage) => once(views, stage.query, "graph.json"))]);
  let places: Places = new Map();
  history.forEach((stage, at) => (places = place(places, stage.pins, found[at] as GraphView)));
  return { view: found.at(-1) as GraphView, places, path };
}

async function wayOf(state: State): Promise<PathView | null> {
  const [from, to] = last(state, "path")?.split("..") ?? [];
  if (!from || !to) return null;
  const narrowed = state.filter(([name]) => (FILTERS as readonly string[]).includes(name));
  return once(ways, print([["from", from], ["to", to], ...without(narrowed, "path")]), "path.json");
}

/** Nodes that a query named, at once: they have no history. */
export async function together(ids: readonly string[]): Promise<Staged> {
  const query = print(ids.map((id) => ["focus", id]));
  const view = await once(views, query, "graph.json");
  return { view, places: place(new Map(), new Map(), view), path: null };
}
