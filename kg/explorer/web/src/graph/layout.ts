// Where nodes stand. A pure function of what is drawn and of where older nodes stand already: no clock, no chance. New
// nodes begin at a place that their id and their neighbours give, forces (ForceAtlas2) move them only, a fixed number of
// times, and those that would cover another are pushed aside.

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Point } from "./state";

export type Places = ReadonlyMap<string, Point>;

export interface Drawn {
  nodes: readonly { id: string; hop: number }[];
  edges: readonly { source: string; target: string }[];
}

const ROUNDS = 250;
const FORCES = { gravity: 0.6, scalingRatio: 400, slowDown: 4, barnesHutOptimize: false, edgeWeightInfluence: 0 };
/** Room that a node needs with its label, half its width and half its height. */
const WIDE = 34;
const HIGH = 15;

/** FNV-1a of a text, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  // its low bits hardly differ for ids that differ in their last letter
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}

/** A point of the square from -1 to 1 that an id always has. */
export function seed(id: string): Point {
  const value = hash(id);
  return { x: (value & 0xffff) / 0x8000 - 1, y: (value >>> 16) / 0x8000 - 1 };
}

/** Places of all nodes drawn. Those in `old` stay; so do those in `pinned`, which outrank them. */
export function place(old: Places, pinned: Places, drawn: Drawn): Map<string, Point> {
  const fixed = new Map([...old, ...pinned]);
  const ids = drawn.nodes.map((node) => node.id).sort();
  const fresh = ids.filter((id) => !fixed.has(id));
  const result = new Map(fixed);
  if (fresh.length) {
    const at = begin(drawn, fixed, ids);
    push(drawn, fixed, ids, at);
    apart(ids, fixed, at);
    for (const id of fresh) result.set(id, rounded(at.get(id) as Point));
  }
  return result;
}

const rounded = (point: Point): Point => ({ x: Math.round(point.x * 10) / 10, y: Math.round(point.y * 10) / 10 });

/** First places: near the middle of the neighbours that stand already, outwards; else by seed around the origin. */
function begin(drawn: Drawn, fixed: Places, ids: readonly string[]): Map<string, Point> {
  const near = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const edge of drawn.edges) {
    near.get(edge.source)?.push(edge.target);
    near.get(edge.target)?.push(edge.source);
  }
  const at = new Map<string, Point>();
  for (const id of ids) if (fixed.has(id)) at.set(id, fixed.get(id) as Point);
  const spread = 60 * Math.sqrt(ids.length);
  const hops = new Map(drawn.nodes.map((node) => [node.id, node.hop]));
  const order = ids.filter((id) => !fixed.has(id)).sort((a, b) => (hops.get(a) ?? 0) - (hops.get(b) ?? 0) || (a < b ? -1 : 1));
  for (const id of order) {
    const known = (near.get(id) ?? []).filter((other) => at.has(other)).sort();
    const own = seed(id);
    if (!known.length) {
      const middle = hops.get(id) === 0 && !at.size;
      at.set(id, middle ? { x: own.x, y: own.y } : { x: own.x * spread, y: own.y * spread });
      continue;
    }
    const middle = mean(known.map((other) => at.get(other) as Point));
    const out = Math.hypot(middle.x, middle.y) || 1;
    const away = fixed.size ? 90 : 0;
    at.set(id, { x: middle.x + own.x * 90 + (middle.x / out) * away, y: middle.y + own.y * 90 + (middle.y / out) * away });
  }
  return at;
}

const mean = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, point) => sum + point.x, 0) / points.length,
  y: points.reduce((sum, point) => sum + point.y, 0) / points.length,
});

function push(drawn: Drawn, fixed: Places, ids: readonly string[], at: Map<string, Point>): void {
  const graph = new Graph({ type: "undirected", multi: false, allowSelfLoops: false });
  for (const id of ids) graph.addNode(id, { ...(at.get(id) as Point), fixed: fixed.has(id) });
  const pairs = drawn.edges.map((edge) => (edge.source < edge.target ? [edge.source, edge.target] : [edge.target, edge.source]) as [string, string]);
  pairs.sort((one, other) => (one.join() < other.join() ? -1 : 1));
  for (const [source, target] of pairs) {
    if (source !== target && graph.hasNode(source) && graph.hasNode(target) && !graph.hasEdge(source, target)) graph.addEdge(source, target);
  }
  const moved = forceAtlas2(graph, { iterations: ROUNDS, settings: FORCES });
  for (const id of ids) if (!fixed.has(id)) at.set(id, moved[id] as Point);
}

/** Nodes that are not fixed step aside until none covers another, or enough was tried. */
function apart(ids: readonly string[], fixed: Places, at: Map<string, Point>): void {
  for (let round = 0; round < 80; round++) {
    let moved = false;
    for (const [index, id] of ids.entries()) {
      for (const other of ids.slice(index + 1)) {
        const [one, two] = [at.get(id) as Point, at.get(other) as Point];
        const [dx, dy] = [two.x - one.x, two.y - one.y];
        const [over, above] = [2 * WIDE - Math.abs(dx), 2 * HIGH - Math.abs(dy)];
        if (over <= 0 || above <= 0 || (fixed.has(id) && fixed.has(other))) continue;
        moved = true;
        const share = fixed.has(id) || fixed.has(other) ? 1.02 : 0.52;
        // the shorter way out; two on one spot part by their ids' order
        const [stepX, stepY] = above <= over ? [0, above * share * (dy < 0 ? -1 : 1)] : [over * share * (dx < 0 ? -1 : 1), 0];
        if (!fixed.has(id)) at.set(id, { x: one.x - stepX, y: one.y - stepY });
        if (!fixed.has(other)) at.set(other, { x: two.x + stepX, y: two.y + stepY });
      }
    }
    if (!moved) return;
  }
}
