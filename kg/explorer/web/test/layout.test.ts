import { describe, expect, it } from "vitest";
import { hash, place, seed, type Drawn } from "../src/graph/layout";
import { edgeKey, pictureOf, toward } from "../src/graph/picture";
import type { GraphView } from "../src/api";

/** A star of `count` leaves about `centre`, and some edges among them. */
function star(centre: string, count: number): Drawn {
  const leaves = Array.from({ length: count }, (_, n) => `${centre}-leaf-${n}`);
  const edges = leaves.map((id) => ({ source: centre, target: id }));
  for (let n = 3; n < count; n += 3) edges.push({ source: leaves[n] as string, target: leaves[n - 1] as string });
  return { nodes: [{ id: centre, hop: 0 }, ...leaves.map((id) => ({ id, hop: 1 }))], edges };
}

const joined = (one: Drawn, other: Drawn): Drawn => ({
  nodes: [...one.nodes, ...other.nodes.filter((node) => !one.nodes.some((old) => old.id === node.id))],
  edges: [...one.edges, ...other.edges],
});

const none = new Map();

describe("the layout", () => {
  const small = star("programme", 18);
  const grown = joined(small, star("programme-leaf-4", 20));

  it("gives the same picture twice, whatever the order of what it is told", () => {
    const turned = { nodes: [...small.nodes].reverse(), edges: [...small.edges].reverse() };
    expect(place(none, none, turned)).toEqual(place(none, none, small));
  });

  it("depends on ids", () => {
    const other = star("speech", 18);
    expect([...place(none, none, other).values()]).not.toEqual([...place(none, none, small).values()]);
  });

  it("moves no node that stands already", () => {
    const before = place(none, none, small);
    const after = place(before, none, grown);
    expect(after.size).toBe(grown.nodes.length);
    for (const [id, at] of before) expect(after.get(id)).toEqual(at);
  });

  it("places new nodes around one that is pinned, at its pin", () => {
    const pinned = new Map([["programme-leaf-4", { x: 900, y: -700 }]]);
    const after = place(place(none, none, small), pinned, grown);
    expect(after.get("programme-leaf-4")).toEqual({ x: 900, y: -700 });
    const own = grown.nodes.filter((node) => node.id.startsWith("programme-leaf-4-"));
    const middle = own.reduce((sum, node) => sum + (after.get(node.id)?.x ?? 0), 0) / own.length;
    expect(middle).toBeGreaterThan(450);
  });

  it("lets no node cover another", () => {
    const at = [...place(place(none, none, small), none, grown).values()];
    const covering = at.flatMap((one, n) => at.slice(n + 1).filter((other) => Math.abs(one.x - other.x) < 24 && Math.abs(one.y - other.y) < 12));
    expect(covering.length).toBeLessThanOrEqual(1);
  });

  it("is quick for the largest view", () => {
    const began = performance.now();
    place(none, none, star("programme", 299));
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it("spreads seeds of ids that are alike", () => {
    const seeds = Array.from({ length: 64 }, (_, n) => seed(`program-${n}`));
    const quarters = new Set(seeds.map((at) => `${at.x < 0} ${at.y < 0}`));
    expect(quarters.size).toBe(4);
    expect(hash("")).toBe(hash(""));
    expect(new Set(seeds.map((at) => `${at.x},${at.y}`)).size).toBe(64);
  });
});

describe("the picture", () => {
  const node = (id: string, hop: number) => ({ id, name: id, type: "Program", hop, mentions: 3, families: 2, redacted: false, more: {} });
  const edge = (source: string, target: string, type = "MENTIONS") => ({ source, target, type, count: 1, families: 1, inferred: false });
  const view: GraphView = {
    focus: ["a"],
    nodes: [node("a", 0), node("b", 1), node("c", 1)],
    edges: [edge("a", "b"), edge("a", "b", "CITES"), edge("b", "a"), edge("a", "c")],
    left_out: 0,
    way: null,
  };
  const places = new Map([["a", { x: 0, y: 0 }], ["b", { x: 100, y: 20 }], ["c", { x: 10, y: 100 }]]);

  it("parts lines between the same two nodes", () => {
    const { lines } = pictureOf(view, places, new Set(), new Set());
    const between = [...lines.values()].filter((line) => line.target !== "c");
    // seen from one and the same end, no two bend alike
    const sides = between.map((line) => (line.source === "a" ? line.bend : -line.bend) + 0);
    expect(new Set(sides).size).toBe(3);
    expect(lines.get("a MENTIONS c")?.bend).toBe(0);
  });

  it("leaves out what is hidden, with its edges", () => {
    const picture = pictureOf(view, places, new Set(), new Set(["b"]));
    expect([...picture.signs.keys()]).toEqual(["a", "c"]);
    expect([...picture.lines.keys()]).toEqual(["a MENTIONS c"]);
  });

  it("leads an arrow key to the neighbour that lies there", () => {
    const picture = pictureOf(view, places, new Set(), new Set());
    expect(toward(picture, "a", 1, 0)).toBe("b");
    expect(toward(picture, "a", 0, 1)).toBe("c");
    expect(toward(picture, "a", -1, 0)).toBeUndefined();
  });

  it("marks the lines of a way", () => {
    const [before, after] = [{ id: "a", name: "a", type: "Program" }, { id: "b", name: "b", type: "Place" }];
    const step = { before, after, edge: view.edges.find((edge) => edge.target === "b")!, quotations: [] };
    const way = { source: before, target: after, length: 1, steps: [step] };
    const picture = pictureOf({ ...view, way }, places, new Set(), new Set());
    expect([...picture.lines.values()].filter((line) => line.onPath).map((line) => line.key)).toEqual([edgeKey(step.edge)]);
    expect(picture.lines.get("a MENTIONS c")?.onPath).toBe(false);
  });
});
