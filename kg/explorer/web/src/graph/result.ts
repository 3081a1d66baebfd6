// The graph of a query's result.

import { word } from "../page";
import { able, open } from "./canvas";
import { follow, frame } from "./frame";
import { hash } from "./layout";
import { edgePanel, nodePanel, type Deeds } from "./panel";
import { NOTHING, pictureOf, type Picture } from "./picture";
import { together } from "./stages";

const MOST = 60; // nodes of a result that are drawn

/** The nodes that a result names, and the edges among them. It is for the mouse: the list below it holds the same. */
export function mountResult(box: HTMLElement): void {
  const ids = (box.dataset["nodes"] ?? "").split(/\s+/).filter(Boolean).slice(0, MOST);
  if (!ids.length || !able()) return;
  const { region, status, panel } = frame(box, false);
  let picture: Picture = NOTHING;
  const chooseNode = (key: string | null): void => {
    canvas.point(null, key);
    const sign = key ? picture.signs.get(key) : undefined;
    const line = key ? picture.lines.get(key) : undefined;
    const named = (id: string): string => picture.signs.get(id)?.name ?? id;
    if (sign) nodePanel(panel, sign, result);
    else if (line) edgePanel(panel, line, { source: named(line.source), target: named(line.target) }, result);
    else panel.hidden = true;
  };
  const nothing = (): void => {};
  const canvas = open(region, { chooseNode, chooseEdge: chooseNode, chooseNothing: () => chooseNode(null), expand: nothing, moved: nothing });
  follow(region, canvas);
  const result: Deeds = { close: () => chooseNode(null) };
  void together(ids).then(({ view, places }) => {
    const wanted = new Set(ids);
    const hidden = new Set(view.nodes.map((node) => node.id).filter((id) => !wanted.has(id)));
    picture = pictureOf({ ...view, focus: [] }, places, new Set(), hidden);
    canvas.show(picture);
    status.textContent = word("drawn", { nodes: picture.signs.size, edges: picture.lines.size });
    box.dataset["drawn"] = hash([...picture.lines.keys(), ...picture.signs.keys()].map(String).sort().join()).toString(16);
  });
}
