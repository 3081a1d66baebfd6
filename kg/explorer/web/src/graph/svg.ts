// The picture as an SVG of its own: the same places, names and colours, no fonts or scripts in it.

import { outline, type Shape } from "./shapes";

export interface Sketch {
  width: number;
  height: number;
  title: string;
  paper: string;
  font: string;
  edges: { from: Spot; to: Spot; bend: number; radius: number; width: number; colour: string; arrow: boolean; dashed: boolean; title: string }[];
  nodes: { at: Spot; radius: number; shape: Shape; colour: string; ring: string | null; title: string }[];
  labels: { at: Spot; text: string; size: number; bold: boolean; colour: string }[];
}

export interface Spot {
  x: number;
  y: number;
}

// What XML 1.0 cannot hold at all, not even escaped; and lone halves of pairs.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as XML may hold it, in an element or an attribute. */
export const escaped = (text: string): string => text.replace(FORBIDDEN, "\ufffd").replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);

const n = (value: number): string => String(Math.round(value * 10) / 10);

/** The file. */
export function svg(sketch: Sketch): string {
  const { width, height } = sketch;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="${escaped(sketch.font)}">`,
    `<title>${escaped(sketch.title)}</title>`,
    `<rect width="100%" height="100%" fill="${escaped(sketch.paper)}"/>`,
    ...sketch.edges.map(edge),
    ...sketch.nodes.map(node),
    ...sketch.labels.map((label) => text(label, sketch.paper)),
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

function edge(line: Sketch["edges"][number]): string {
  const { from, to } = line;
  const middle = control(from, to, line.bend);
  const paint = `fill="none" stroke="${escaped(line.colour)}" stroke-width="${n(line.width)}"${line.dashed ? ' stroke-dasharray="5 4"' : ""}`;
  const path = line.bend ? `M${n(from.x)} ${n(from.y)}Q${n(middle.x)} ${n(middle.y)} ${n(to.x)} ${n(to.y)}` : `M${n(from.x)} ${n(from.y)}L${n(to.x)} ${n(to.y)}`;
  const head = line.arrow ? `<polygon points="${arrow(middle, to, line.radius, line.width)}" fill="${escaped(line.colour)}"/>` : "";
  return `<g><title>${escaped(line.title)}</title><path d="${path}" ${paint}/>${head}</g>`;
}

/** The point that draws a bent line to its side; the middle of a straight one. */
export const control = (from: Spot, to: Spot, bend: number): Spot => ({
  x: (from.x + to.x) / 2 + (to.y - from.y) * bend,
  y: (from.y + to.y) / 2 - (to.x - from.x) * bend,
});

/** How far a point is from a line, bent or not; a bent one is tried as a dozen straight ones. */
export function distance(spot: Spot, from: Spot, to: Spot, bend: number): number {
  const middle = control(from, to, bend);
  const steps = bend ? 12 : 1;
  let [least, before] = [Infinity, from];
  for (let step = 1; step <= steps; step++) {
    const [t, u] = [step / steps, 1 - step / steps];
    const next = { x: u * u * from.x + 2 * u * t * middle.x + t * t * to.x, y: u * u * from.y + 2 * u * t * middle.y + t * t * to.y };
    least = Math.min(least, straight(spot, before, next));
    before = next;
  }
  return least;
}

function straight(spot: Spot, from: Spot, to: Spot): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = ((spot.x - from.x) * dx + (spot.y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(spot.x - from.x - t * dx, spot.y - from.y - t * dy);
}

function arrow(before: Spot, to: Spot, radius: number, width: number): string {
  const length = Math.hypot(to.x - before.x, to.y - before.y) || 1;
  const [dx, dy] = [(to.x - before.x) / length, (to.y - before.y) / length];
  const [long, wide] = [5 + 2 * width, 2 + width];
  const tip = { x: to.x - dx * radius, y: to.y - dy * radius };
  const back = { x: tip.x - dx * long, y: tip.y - dy * long };
  return [tip, { x: back.x - dy * wide, y: back.y + dx * wide }, { x: back.x + dy * wide, y: back.y - dx * wide }].map((p) => `${n(p.x)},${n(p.y)}`).join(" ");
}

function node(sign: Sketch["nodes"][number]): string {
  const colour = escaped(sign.colour);
  const body = `<${outline(sign.shape, sign.at.x, sign.at.y, sign.radius)} fill="${colour}" stroke="${sign.shape === "text" ? colour : "none"}"/>`;
  const ring = sign.ring ? `<circle cx="${n(sign.at.x)}" cy="${n(sign.at.y)}" r="${n(sign.radius * 1.5 + 2)}" fill="none" stroke="${escaped(sign.ring)}" stroke-width="2"/>` : "";
  return `<g><title>${escaped(sign.title)}</title>${body}${ring}</g>`;
}

function text(label: Sketch["labels"][number], paper: string): string {
  const weight = label.bold ? ' font-weight="600"' : "";
  return `<text x="${n(label.at.x)}" y="${n(label.at.y)}" text-anchor="middle" dominant-baseline="central" font-size="${n(label.size)}"${weight} fill="${escaped(label.colour)}" stroke="${escaped(paper)}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${escaped(label.text)}</text>`;
}
