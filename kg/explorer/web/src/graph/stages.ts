// The view of a state, and the places that its history gives the nodes. Answers and places are kept: a step forward asks
// for one view, a step back for none.

import { read, type GraphView } from "../api";
import { embedded } from "../page";
import { place, type Places } from "./layout";
import { asked, parse, print, stages, type State } from "./state";

export interface Staged {
  view: GraphView;
  places: Places;
}

const views = new Map<string, Promise<GraphView>>();

/** The page brings the view that it shows. */
export function given(search: string): void {
  const view = embedded<GraphView | null>("graph-data", null);
  if (view) views.set(asked(parse(search)), Promise.resolve(view));
}

/** Asked once; a failure is not kept. */
function once(query: string): Promise<GraphView> {
  let answer = views.get(query);
  if (!answer) {
    answer = read<GraphView>("graph.json", new URLSearchParams(query));
    views.set(query, answer);
    answer.catch(() => views.delete(query));
  }
  return answer;
}

/** Everything that is drawn of a state. Throws Refused where the server says no. */
export async function staged(state: State): Promise<Staged> {
  const history = stages(state);
  const found = await Promise.all(history.map((stage) => once(stage.query)));
  let places: Places = new Map();
  history.forEach((stage, at) => (places = place(places, stage.pins, found[at] as GraphView)));
  return { view: found.at(-1) as GraphView, places };
}

/** Nodes that a query named, at once: they have no history. */
export async function together(ids: readonly string[]): Promise<Staged> {
  const query = print(ids.map((id) => ["focus", id]));
  const view = await once(query);
  return { view, places: place(new Map(), new Map(), view) };
}
