// What is drawn, without how: the nodes and edges of a view with their places, sizes and bends.

import type { GraphEdge, GraphNode, GraphView } from "../api";
import { page } from "../page";
import type { Places } from "./layout";
import { isShape, type Shape } from "./shapes";

export interface Sign extends GraphNode {
  x: number;
  y: number;
  radius: number;
  shape: Shape;
  focus: boolean;
  pinned: boolean;
  weight: number;
}

export interface Line extends GraphEdge {
  key: string;
  /** How far it bends to its left, as a share of its length: lines between the same two nodes part. */
  bend: number;
  width: number;
  arrow: boolean;
  onPath: boolean;
}

export interface Picture {
  signs: Map<string, Sign>;
  lines: Map<string, Line>;
  near: Map<string, Set<string>>;
  focus: readonly string[];
}

export const NOTHING: Picture = { signs: new Map(), lines: new Map(), near: new Map(), focus: [] };

/** Relations that have no direction. */
const BOTH_WAYS = new Set(["CO_OCCURS", "VERSION_OF"]);

export const edgeKey = (edge: { source: string; type: string; target: string }): string => `${edge.source} ${edge.type} ${edge.target}`;

/** The view with places; nodes in `hidden` are left out, with their edges. */
export function pictureOf(view: GraphView, places: Places, pinned: ReadonlySet<string>, hidden: ReadonlySet<string>): Picture {
  const focus = new Set(view.focus);
  const signs = new Map<string, Sign>();
  for (const node of view.nodes) {
    if (hidden.has(node.id)) continue;
    const shape = page.types[node.type]?.shape;
    const central = focus.has(node.id);
    signs.set(node.id, {
      ...node,
      ...(places.get(node.id) ?? { x: 0, y: 0 }),
      radius: (central ? 12 : 6) + Math.min(8, 1.3 * Math.log2(1 + node.families)),
      shape: isShape(shape) ? shape : "dot",
      focus: central,
      pinned: pinned.has(node.id),
      weight: (central ? 1e6 : 0) - 1e4 * node.hop + 10 * node.families + Math.min(9, Math.log2(1 + node.mentions)),
    });
  }
  const onPath = new Set(view.way?.steps.map((step) => edgeKey(step.edge)));
  const lines = linesOf(view.edges.filter((edge) => signs.has(edge.source) && signs.has(edge.target)), onPath);
  const near = new Map<string, Set<string>>([...signs.keys()].map((id) => [id, new Set()]));
  for (const line of lines.values()) {
    near.get(line.source)?.add(line.target);
    near.get(line.target)?.add(line.source);
  }
  return { signs, lines, near, focus: view.focus.filter((id) => signs.has(id)) };
}

function linesOf(edges: readonly GraphEdge[], onPath: ReadonlySet<string>): Map<string, Line> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const pair = [edge.source, edge.target].sort().join(" ");
    groups.set(pair, [...(groups.get(pair) ?? []), edge]);
  }
  const lines = new Map<string, Line>();
  for (const group of groups.values()) {
    group.sort((a, b) => (edgeKey(a) < edgeKey(b) ? -1 : 1));
    group.forEach((edge, place) => {
      const side = edge.source < edge.target ? 1 : -1;
      lines.set(edgeKey(edge), {
        ...edge,
        key: edgeKey(edge),
        bend: group.length === 1 ? 0 : side * (place - (group.length - 1) / 2) * 0.28,
        width: 1.2 + Math.min(3, 0.7 * Math.log2(Math.max(1, edge.families))),
        arrow: !BOTH_WAYS.has(edge.type),
        onPath: onPath.has(edgeKey(edge)),
      });
    });
  }
  return lines;
}

/** The neighbour to which an arrow key leads: within 60° of its direction, the nearest by angle, then by distance. */
export function toward(picture: Picture, id: string, dx: number, dy: number): string | undefined {
  const from = picture.signs.get(id);
  if (!from) return undefined;
  const ranked = [...(picture.near.get(id) ?? [])].map((other) => {
    const to = picture.signs.get(other) as Sign;
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    return { other, cosine: ((to.x - from.x) * dx + (to.y - from.y) * dy) / length, length };
  });
  const ahead = ranked.filter((one) => one.other !== id && one.cosine > 0.5);
  ahead.sort((a, b) => b.cosine - a.cosine || a.length - b.length || (a.other < b.other ? -1 : 1));
  return ahead[0]?.other;
}
