// The outlines of nodes, as points of a unit circle; y points down, as on a screen. One list for the screen (shader.ts
// draws the same by distance), for the SVG and for the key of signs.

export const SHAPES = ["dot", "square", "box", "diamond", "triangle", "triangleDown", "hexagon", "star", "ellipse", "text"] as const;
export type Shape = (typeof SHAPES)[number];

export const isShape = (name: string | undefined): name is Shape => SHAPES.includes(name as Shape);

type Corner = readonly [x: number, y: number];

const regular = (corners: number, turn: number, radius = 1): Corner[] =>
  Array.from({ length: corners }, (_, n) => {
    const angle = turn + (2 * Math.PI * n) / corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

const POLYGONS: Partial<Record<Shape, Corner[]>> = {
  square: [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
  box: [[-1.1, -0.75], [1.1, -0.75], [1.1, 0.75], [-1.1, 0.75]],
  diamond: regular(4, 0, 1.1),
  triangle: regular(3, -Math.PI / 2, 1.2),
  triangleDown: regular(3, Math.PI / 2, 1.2),
  hexagon: regular(6, 0),
  star: regular(5, -Math.PI / 2, 1.3).flatMap((tip, n) => [tip, regular(5, -Math.PI / 2 + Math.PI / 5, 0.6)[n] as Corner]),
};

const round = (value: number): number => Math.round(value * 100) / 100;

/** The SVG element of a shape, `radius` large at x, y, without its paint: what stands between "<" and "/>". */
export function outline(shape: Shape, x: number, y: number, radius: number): string {
  const corners = POLYGONS[shape];
  if (corners) return `polygon points="${corners.map(([cx, cy]) => `${round(x + cx * radius)},${round(y + cy * radius)}`).join(" ")}"`;
  if (shape === "ellipse") return `ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(radius * 1.2)}" ry="${round(radius * 0.75)}"`;
  if (shape === "text") return `circle cx="${round(x)}" cy="${round(y)}" r="${round(radius * 0.8)}" fill-opacity="0" stroke-width="${round(radius * 0.35)}"`;
  return `circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}"`;
}
