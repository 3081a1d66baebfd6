// The picture as it is looked at: what is pointed at, what of it is lit, and where it lies on the screen.

import { relationLabel, word } from "../page";
import { mixed, type Colours } from "./colours";
import type { Line, Picture, Sign } from "./picture";
import type { Point } from "./state";
import { control, distance } from "./svg";

export interface Lens {
  hovered: string | null;
  hoveredEdge: string | null;
  /** The node that the keyboard stands on. */
  cursor: string | null;
  /** The node or edge that the panel shows. */
  chosen: string | null;
}

export interface Scene {
  picture: Picture;
  colours: Colours;
  lens: Lens;
  box: HTMLElement;
  /** Where a node is, in pixels of the box. */
  spot(id: string): Point;
  /** A size of the picture in pixels, as the camera stands. */
  scaled(size: number): number;
}

/** Pixels beside a line that still mean it. */
const NEAR = 7;
/** So many lines, and each is drawn fainter. */
const CROWD = 120;

/** The node that is pointed at in one way or another. */
export const pointed = ({ lens }: Scene): string | null => lens.hovered ?? lens.cursor ?? lens.chosen;

/** The line that is pointed at, if it is a line. */
function pointedLine({ lens, picture }: Scene): Line | undefined {
  return picture.lines.get(lens.hoveredEdge ?? (lens.hovered ? "" : (lens.chosen ?? "")));
}

/** The nodes that are lit: what is pointed at and its neighbours. Null when nothing is, and so all are. */
export function lit(scene: Scene): Set<string> | null {
  const line = pointedLine(scene);
  if (line) return new Set([line.source, line.target]);
  const id = pointed(scene);
  if (!id || !scene.picture.signs.has(id)) return null;
  return new Set([id, ...(scene.picture.near.get(id) ?? [])]);
}

/** Whether a line is among what is pointed at. */
export function lineLit(scene: Scene, line: Line): boolean {
  const only = pointedLine(scene);
  const id = pointed(scene);
  return only ? line === only : line.source === id || line.target === id;
}

export function nodeColour({ colours }: Scene, sign: Sign, among: Set<string> | null): string {
  const colour = colours.of(sign.type);
  return among && !among.has(sign.id) ? mixed(colour, colours.paper, 0.22) : colour;
}

export function lineColour(scene: Scene, line: Line, among: Set<string> | null): string {
  const { colours, picture } = scene;
  if (line.onPath) return colours.accent;
  if (among) return mixed(colours.quiet, colours.paper, lineLit(scene, line) ? 0.9 : 0.12);
  return mixed(colours.quiet, colours.paper, (picture.lines.size > CROWD ? 0.6 : 1) * (line.inferred ? 0.35 : 0.55));
}

export const lineWidth = (scene: Scene, line: Line, among: Set<string> | null): number =>
  line.width * (line.onPath ? 2 : among && lineLit(scene, line) ? 1.4 : 1);

export const lineText = (line: Line): string => relationLabel(line.type) + (line.inferred ? ` (${word("inferred")})` : "");

/** The middle of a line, along it. */
export function half(scene: Scene, line: Line): Point {
  const [from, to] = [scene.spot(line.source), scene.spot(line.target)];
  const middle = control(from, to, line.bend);
  return { x: (from.x + to.x) / 4 + middle.x / 2, y: (from.y + to.y) / 4 + middle.y / 2 };
}

/** The line at a place of the screen: the nearest, if it is near. */
export function lineAt(scene: Scene, spot: Point): string | null {
  let [nearest, least] = [null as string | null, NEAR];
  for (const line of scene.picture.lines.values()) {
    const away = distance(spot, scene.spot(line.source), scene.spot(line.target), line.bend);
    if (away < least) [nearest, least] = [line.key, away];
  }
  return nearest;
}
