import { describe, expect, it } from "vitest";
import { choose, shortened, type Candidate } from "../src/graph/names";
import { outline, SHAPES } from "../src/graph/shapes";
import { control, distance, escaped, svg, type Sketch } from "../src/graph/svg";

const bad = `<script>alert("1")</script>&'\u0000\u0007\ud800x😀`;

const sketch = (text: string): Sketch => ({
  width: 300,
  height: 200,
  title: text,
  paper: "#fff",
  font: `"A", ${text}`,
  edges: [
    { from: { x: 0, y: 0 }, to: { x: 100, y: 50 }, bend: 0, radius: 8, width: 1, colour: "#111111", arrow: true, dashed: true, title: text },
    { from: { x: 0, y: 0 }, to: { x: 100, y: 50 }, bend: 0.3, radius: 8, width: 1, colour: "#111111", arrow: false, dashed: false, title: text },
  ],
  nodes: SHAPES.map((shape, n) => ({ at: { x: 20 * n, y: 30 }, radius: 8, shape, colour: "#222222", ring: n ? null : "#333333", title: text })),
  labels: [{ at: { x: 5, y: 6 }, text, size: 12, bold: true, colour: "#000000" }],
});

describe("the SVG", () => {
  it("escapes whatever a name holds", () => {
    expect(escaped(bad)).toBe("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\ufffd\ufffd\ufffdx😀");
    const file = svg(sketch(bad));
    expect(file).not.toContain("<script");
    expect(file).not.toMatch(/[\u0000-\u0008]/);
    // nothing but tags of ours, and no quote or sign that would end one early
    const tags = [...file.matchAll(/<\/?([a-z]+)/g)].map((tag) => tag[1]);
    expect(new Set(tags)).toEqual(new Set(["svg", "title", "rect", "g", "path", "polygon", "circle", "ellipse", "text"]));
    expect(file.match(/<\w+(?:\s[^<>]*[^\/<>])?>/g)?.length).toBe(file.match(/<\/\w+>/g)?.length);
  });

  it("is the same for the same picture, and holds every node, edge and name", () => {
    const file = svg(sketch("双五星"));
    expect(file).toBe(svg(sketch("双五星")));
    expect(file.match(/<path /g)?.length).toBe(2);
    expect(file.match(/stroke-dasharray/g)?.length).toBe(1);
    expect(file.match(/<text /g)?.length).toBe(1);
    expect(file.match(/<title>/g)?.length).toBe(1 + 2 + SHAPES.length);
  });

  it("draws each type's shape differently", () => {
    expect(new Set(SHAPES.map((shape) => outline(shape, 0, 0, 10))).size).toBe(SHAPES.length);
  });

  it("bends a line to the other side when it runs the other way", () => {
    expect(control({ x: 0, y: 0 }, { x: 10, y: 0 }, 0.5)).toEqual({ x: 5, y: -5 });
    expect(control({ x: 10, y: 0 }, { x: 0, y: 0 }, -0.5)).toEqual({ x: 5, y: -5 });
  });
});

describe("a line that is pointed at", () => {
  it("is as near as its nearest point, also where it bends", () => {
    const [from, to] = [{ x: 0, y: 0 }, { x: 100, y: 0 }];
    expect(distance({ x: 50, y: 3 }, from, to, 0)).toBeCloseTo(3, 0);
    expect(distance({ x: -30, y: 40 }, from, to, 0)).toBeCloseTo(50, 5);
    expect(distance({ x: 50, y: -25 }, from, to, 0.5)).toBeLessThan(3);
    expect(distance({ x: 50, y: 25 }, from, to, 0.5)).toBeGreaterThan(40);
  });
});

describe("the names", () => {
  const one = (id: string, x: number, weight: number, forced = false): Candidate => ({ id, text: id, x, y: 50, radius: 6, size: 12, bold: false, forced, weight });

  it("are cut by width", () => {
    expect(shortened("双五星", 16)).toBe("双五星");
    expect(shortened("一二三四五", 3)).toBe("一二三…");
    expect(shortened("abcdef", 3)).toBe("abcde…");
    expect(shortened("😀😀", 1)).toBe("😀…");
  });

  it("of weightier nodes come first, and none covers another", () => {
    const chosen = choose([one("light", 100, 1), one("heavy", 104, 9), one("far", 400, 1)], () => 60);
    expect(chosen.map((label) => label.id)).toContain("heavy");
    expect(chosen.map((label) => label.id)).toContain("far");
    for (const [n, a] of chosen.entries()) {
      for (const b of chosen.slice(n + 1)) expect(Math.abs(a.at.x - b.at.x) >= 60 || Math.abs(a.at.y - b.at.y) >= 12).toBe(true);
    }
  });

  it("rather stand where they are not cut off", () => {
    const [label] = choose([one("left", 10, 1)], () => 80, { width: 500 });
    expect(label?.at.x).toBeGreaterThan(40);
  });

  it("that are pointed at are written always", () => {
    const crowd = Array.from({ length: 40 }, (_, n) => one(`n${n}`, 100 + n, n));
    const chosen = choose([...crowd, one("chosen", 120, 0, true)], () => 80);
    expect(chosen.length).toBeLessThan(20);
    expect(chosen[0]?.id).toBe("chosen");
  });
});
