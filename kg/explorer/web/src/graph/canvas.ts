// The picture on the screen: sigma draws nodes and lines, the overlay above it writes.

import EdgeCurveProgram, { createEdgeCurveProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { createEdgeArrowProgram } from "sigma/rendering";
import { coloursOf } from "./colours";
import { overlay, sketchOf } from "./overlay";
import { NOTHING, type Line, type Picture, type Sign } from "./picture";
import { lineAt, lineColour, lineLit, lineWidth, lit, nodeColour, type Scene } from "./scene";
import { ShapedNodes } from "./shader";
import type { Point } from "./state";
import type { Sketch } from "./svg";

/** What the reader did to the picture. */
export interface Acts {
  chooseNode(id: string): void;
  chooseEdge(key: string): void;
  chooseNothing(): void;
  expand(id: string): void;
  moved(id: string, at: Point): void;
}

export interface Canvas {
  show(picture: Picture): void;
  /** The node that the keyboard stands on, and what is open in the panel; null for none. */
  point(cursor: string | null, chosen: string | null): void;
  fit(): void;
  zoom(factor: number): void;
  /** Whether nodes can be dragged. */
  freeze(on: boolean): void;
  /** The theme or the size has changed. */
  repaint(): void;
  sketch(title: string): Sketch;
  png(): Promise<Blob>;
}

const SIDE = 1000; // of the square that the camera sees at ratio 1, in units of the layout
const CLOSEST = 0.16; // how near the camera goes by itself, as a ratio
const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Whether this browser can draw at all. */
export function able(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

export function open(box: HTMLElement, acts: Acts): Canvas {
  const graph = new MultiDirectedGraph();
  const placeOf = (id: string): Point => ({ x: graph.getNodeAttribute(id, "x") as number, y: graph.getNodeAttribute(id, "y") as number });
  const scene: Scene = {
    picture: NOTHING,
    colours: coloursOf(box),
    lens: { hovered: null, hoveredEdge: null, cursor: null, chosen: null },
    box,
    spot: (id) => sigma.graphToViewport(placeOf(id)),
    scaled: (size) => sigma.scaleSize(size, sigma.getCamera().ratio),
  };
  let frozen = false;
  let first = true;
  let held: string | null = null;

  const sigma = new Sigma(graph, box, {
    renderLabels: false,
    defaultDrawNodeHover: () => {},
    defaultNodeType: "shaped",
    nodeProgramClasses: { shaped: ShapedNodes },
    edgeProgramClasses: programs(),
    minEdgeThickness: 1.2,
    minCameraRatio: 0.05,
    maxCameraRatio: 12,
    zIndex: true,
    zoomToSizeRatioFunction: (ratio) => ratio ** 0.3,
    zoomDuration: calm() ? 1 : 200,
    inertiaDuration: calm() ? 1 : 200,
    allowInvalidContainer: true,
    nodeReducer: (id, data) => {
      const [sign, among] = [scene.picture.signs.get(id) as Sign, lit(scene)];
      const look = { color: nodeColour(scene, sign, among), size: sign.radius, shape: sign.shape, zIndex: among?.has(id) ? 1 : 0 };
      return { ...data, ...look };
    },
    edgeReducer: (key, data) => {
      const [line, among] = [scene.picture.lines.get(key) as Line, lit(scene)];
      const zIndex = line.onPath || (among && lineLit(scene, line)) ? 1 : 0;
      return { ...data, color: lineColour(scene, line, among), size: lineWidth(scene, line, among), zIndex };
    },
  });
  sigma.setCustomBBox({ x: [-SIDE / 2, SIDE / 2], y: [-SIDE / 2, SIDE / 2] });
  const over = overlay();
  box.append(over.canvas);
  const camera = sigma.getCamera();

  const look = (): void => {
    sigma.refresh({ skipIndexation: true });
  };
  const hover = (node: string | null, edge: string | null): void => {
    if (held || (scene.lens.hovered === node && scene.lens.hoveredEdge === edge)) return;
    Object.assign(scene.lens, { hovered: node, hoveredEdge: edge });
    box.classList.toggle("graph-points", Boolean(node ?? edge));
    look();
  };
  const drop = (moved: boolean): void => {
    const id = held;
    held = null;
    if (id && moved) acts.moved(id, placeOf(id));
  };
  sigma.on("afterRender", () => over.paint(scene));
  sigma.on("enterNode", ({ node }) => hover(node, null));
  sigma.on("leaveNode", () => hover(null, null));
  sigma.on("leaveStage", () => hover(null, null));
  sigma.on("clickNode", ({ node }) => acts.chooseNode(node));
  sigma.on("clickStage", ({ event }) => {
    const line = lineAt(scene, event);
    if (line) acts.chooseEdge(line);
    else acts.chooseNothing();
  });
  sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
    preventSigmaDefault();
    acts.expand(node);
  });
  let moved = false;
  sigma.on("downNode", ({ node }) => {
    if (!frozen) [held, moved] = [node, false];
  });
  sigma.on("upNode", () => drop(moved));
  sigma.on("upStage", () => drop(moved));
  sigma.on("moveBody", ({ event }) => {
    if (!held) {
      if (!scene.lens.hovered && box.contains(event.original.target as Node)) hover(null, lineAt(scene, event));
      return;
    }
    graph.mergeNodeAttributes(held, sigma.viewportToGraph(event));
    moved = true;
    event.preventSigmaDefault();
    event.original.preventDefault();
  });

  function show(next: Picture): void {
    const before = scene.picture.signs;
    scene.picture = next;
    graph.clear();
    for (const sign of next.signs.values()) graph.addNode(sign.id, { x: sign.x, y: sign.y, type: "shaped" });
    for (const line of next.lines.values()) {
      const type = line.bend ? (line.arrow ? "curvedArrow" : "curve") : line.arrow ? "arrow" : "line";
      graph.addDirectedEdgeWithKey(line.key, line.source, line.target, { type, curvature: line.bend });
    }
    if (scene.lens.hovered && !next.signs.has(scene.lens.hovered)) scene.lens.hovered = null;
    scene.lens.hoveredEdge = null;
    sigma.refresh();
    const fresh = [...next.signs.keys()].filter((id) => !before.has(id));
    if (first || fresh.some(outside)) fit(first);
    first = first && !next.signs.size;
  }

  function outside(id: string): boolean {
    const at = scene.spot(id);
    return at.x < 20 || at.y < 20 || at.x > box.clientWidth - 20 || at.y > box.clientHeight - 20;
  }

  /** The camera over all nodes, with room for their names. */
  function fit(atOnce = false): void {
    const spots = [...scene.picture.signs.keys()].map(scene.spot);
    if (!spots.length) return;
    const [xs, ys] = [spots.map((spot) => spot.x), spots.map((spot) => spot.y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const share = Math.max((right - left) / Math.max(80, box.clientWidth - 150), (bottom - top) / Math.max(80, box.clientHeight - 110));
    const middle = sigma.viewportToFramedGraph({ x: (left + right) / 2, y: (top + bottom) / 2 });
    const state = { x: middle.x, y: middle.y, ratio: Math.max(CLOSEST, camera.ratio * share), angle: 0 };
    if (atOnce || calm()) camera.setState(state);
    else void camera.animate(state, { duration: 250 });
  }

  /** Layers one over the other; they are drawn in this very turn, because the browser clears them after it. */
  function png(): Promise<Blob> {
    sigma.refresh({ schedule: false });
    const sheet = document.createElement("canvas");
    [sheet.width, sheet.height] = [over.canvas.width, over.canvas.height];
    const brush = sheet.getContext("2d") as CanvasRenderingContext2D;
    brush.fillStyle = scene.colours.paper;
    brush.fillRect(0, 0, sheet.width, sheet.height);
    for (const layer of box.querySelectorAll("canvas")) {
      if (layer.width && layer.height) brush.drawImage(layer, 0, 0, sheet.width, sheet.height);
    }
    return new Promise((done, fail) => sheet.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"));
  }

  return {
    show,
    point(cursor, chosen) {
      Object.assign(scene.lens, { cursor, chosen });
      look();
    },
    fit,
    zoom(factor) {
      const ratio = camera.getBoundedRatio(camera.ratio / factor);
      if (calm()) camera.setState({ ratio });
      else void camera.animate({ ratio }, { duration: 150 });
    },
    freeze(on) {
      frozen = on;
    },
    repaint() {
      scene.colours = coloursOf(box);
      sigma.resize();
      look();
    },
    sketch: (title) => sketchOf(scene, over.written(), title),
    png,
  };
}

/** Lines between nodes that have more than one bend aside. */
function programs() {
  const head = { lengthToThicknessRatio: 4, widenessToThicknessRatio: 3 };
  const arrow = createEdgeArrowProgram(head);
  return { arrow, curve: EdgeCurveProgram, curvedArrow: createEdgeCurveProgram({ arrowHead: { ...head, extremity: "target" } }) };
}
