// What is written over the picture: names, the relations of lines pointed at, rings and pins.

import { choose, hides, shortened, type Label } from "./names";
import type { Line, Sign } from "./picture";
import { half, lineColour, lineLit, lineText, lit, nodeColour, pointed, type Scene } from "./scene";
import type { Point } from "./state";
import type { Sketch } from "./svg";

const SPOKEN = 11.5; // pixels of a relation's letters
const MOST_SPOKEN = 14; // lines whose relation is written at once

export interface Overlay {
  canvas: HTMLCanvasElement;
  paint(scene: Scene): void;
  /** What was last written. */
  written(): Sketch["labels"];
}

export function overlay(): Overlay {
  const canvas = document.createElement("canvas");
  canvas.className = "graph-names";
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  let texts: Sketch["labels"] = [];

  function letters(scene: Scene, size: number, bold: boolean): void {
    pen.font = `${bold ? 600 : 400} ${size}px ${scene.colours.font}`;
  }

  function measure(scene: Scene, text: string, size: number, bold: boolean): number {
    letters(scene, size, bold);
    return pen.measureText(text).width;
  }

  function names(scene: Scene): Label[] {
    const among = lit(scene);
    const { clientWidth: width, clientHeight: height } = scene.box;
    const candidates = [...scene.picture.signs.values()]
      .filter((sign) => !among || among.has(sign.id))
      .map((sign) => {
        const here = sign.id === pointed(scene);
        return {
          id: sign.id,
          text: shortened(sign.name, here ? 40 : 16),
          ...scene.spot(sign.id),
          radius: scene.scaled(sign.radius) * (sign.focus || here ? 1.3 : 1),
          size: sign.focus ? 15 : 12.5,
          bold: sign.focus || here,
          forced: sign.focus || here,
          weight: sign.weight + (here ? 1e9 : 0),
        };
      })
      .filter((one) => one.x > -50 && one.y > -50 && one.x < width + 50 && one.y < height + 50);
    return choose(candidates, (one) => measure(scene, one.text, one.size, one.bold), { width });
  }

  /** The relations of lines that are pointed at, if they are few, and of a path; none over a name or another. */
  function relations(scene: Scene, labels: readonly Label[]): { at: Point; line: Line }[] {
    const among = lit(scene);
    const lines = [...scene.picture.lines.values()].filter((line) => line.onPath || (among && lineLit(scene, line)));
    const taken: Pick<Label, "at" | "width" | "size">[] = [...labels];
    return (lines.length <= MOST_SPOKEN ? lines : lines.filter((line) => line.onPath)).flatMap((line) => {
      const [at, width] = [half(scene, line), measure(scene, lineText(line), SPOKEN, false)];
      if (hides(taken, at, width, SPOKEN)) return [];
      taken.push({ at, width, size: SPOKEN });
      return [{ at, line }];
    });
  }

  function ring(scene: Scene, sign: Sign): void {
    const { colours, lens } = scene;
    const at = scene.spot(sign.id);
    const radius = scene.scaled(sign.radius);
    const meant = sign.id === lens.cursor || sign.id === lens.chosen;
    if (meant || sign.focus) {
      circle(at, radius * 1.45 + 3);
      pen.lineWidth = sign.id === lens.cursor ? 3 : 1.8;
      pen.strokeStyle = meant ? colours.accent : colours.quiet;
      pen.stroke();
    }
    if (sign.pinned) {
      circle({ x: at.x + radius, y: at.y - radius }, 3.5);
      pen.fillStyle = colours.ink;
      pen.fill();
      pen.lineWidth = 1.5;
      pen.strokeStyle = colours.paper;
      pen.stroke();
    }
  }

  function circle(at: Point, radius: number): void {
    pen.beginPath();
    pen.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  }

  function paint(scene: Scene): void {
    const { clientWidth: width, clientHeight: height } = scene.box;
    const dense = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * dense), Math.round(height * dense)];
    if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.clearRect(0, 0, width, height);
    for (const sign of scene.picture.signs.values()) ring(scene, sign);
    const labels = names(scene);
    const { ink, quiet, paper } = scene.colours;
    texts = [
      ...relations(scene, labels).map(({ at, line }) => ({ at, text: lineText(line), size: SPOKEN, bold: false, colour: quiet })),
      ...labels.map((label) => ({ at: label.at, text: label.text, size: label.size, bold: label.bold, colour: ink })),
    ];
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5;
    pen.strokeStyle = paper;
    for (const { at, text, size, bold, colour } of texts) {
      letters(scene, size, bold);
      pen.strokeText(text, at.x, at.y);
      pen.fillStyle = colour;
      pen.fillText(text, at.x, at.y);
    }
  }

  return { canvas, paint, written: () => texts };
}

/** The scene as it is drawn, for the SVG. */
export function sketchOf(scene: Scene, labels: Sketch["labels"], title: string): Sketch {
  const { picture, colours, box } = scene;
  const among = lit(scene);
  const named = (id: string): string => picture.signs.get(id)?.name ?? id;
  return {
    width: box.clientWidth,
    height: box.clientHeight,
    title,
    paper: colours.paper,
    font: colours.font,
    edges: [...picture.lines.values()].map((line) => ({
      from: scene.spot(line.source),
      to: scene.spot(line.target),
      bend: line.bend,
      radius: scene.scaled((picture.signs.get(line.target) as Sign).radius),
      width: scene.scaled(line.width * (line.onPath ? 2 : 1)),
      colour: lineColour(scene, line, among),
      arrow: line.arrow,
      dashed: line.inferred,
      title: `${named(line.source)} — ${lineText(line)} — ${named(line.target)}`,
    })),
    nodes: [...picture.signs.values()].map((sign) => ({
      at: scene.spot(sign.id),
      radius: scene.scaled(sign.radius),
      shape: sign.shape,
      colour: nodeColour(scene, sign, among),
      ring: sign.focus ? colours.quiet : null,
      title: sign.name,
    })),
    labels,
  };
}
