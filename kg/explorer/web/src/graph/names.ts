// Which names are written where: the weightiest first, none over another.

export interface Candidate {
  id: string;
  text: string;
  x: number;
  y: number;
  radius: number;
  size: number;
  bold: boolean;
  /** Written although it may cover another: what the reader points at, and the middle of the view. */
  forced: boolean;
  weight: number;
}

export interface Label extends Candidate {
  /** The middle of the text's baseline box. */
  at: { x: number; y: number };
  width: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const GAP = 2;

/** How large the picture is: a label rather stands where it is not cut off. */
interface Room {
  width: number;
}
const ENDLESS: Room = { width: Infinity };

/** A name of at most `most` letters of Chinese width; Latin letters count half. */
export function shortened(name: string, most: number): string {
  let width = 0;
  let text = "";
  for (const letter of name) {
    width += letter.charCodeAt(0) < 0x2e80 ? 0.55 : 1;
    if (width > most) return `${text}…`;
    text += letter;
  }
  return text;
}

/** The labels that have room, below their node if there is room there, else above it, right or left of it. */
export function choose(candidates: readonly Candidate[], measure: (candidate: Candidate) => number, room: Room = ENDLESS): Label[] {
  const order = [...candidates].sort(
    (a, b) => Number(b.forced) - Number(a.forced) || b.weight - a.weight || (a.id < b.id ? -1 : 1),
  );
  const signs = candidates.map((one) => ({ id: one.id, box: around(one.x, one.y, one.radius * 2, one.radius * 2) }));
  const taken: Box[] = [];
  const chosen: Label[] = [];
  for (const one of order) {
    const width = measure(one);
    const whole = (spot: { x: number }): boolean => spot.x > width / 2 && spot.x < room.width - width / 2;
    const spots = spotsOf(one, width).sort((a, b) => Number(whole(b)) - Number(whole(a)));
    const free = spots.find((spot) => {
      const box = around(spot.x, spot.y, width + 2 * GAP, one.size * 1.15);
      return !taken.some((other) => meet(box, other)) && !signs.some((sign) => sign.id !== one.id && meet(box, sign.box));
    });
    const at = free ?? (one.forced ? spots[0] : undefined);
    if (!at) continue;
    taken.push(around(at.x, at.y, width + 2 * GAP, one.size * 1.15));
    chosen.push({ ...one, at, width });
  }
  return chosen;
}

/** Whether a text in the middle of a line would cover a label. */
export function hides(labels: readonly Pick<Label, "at" | "width" | "size">[], at: { x: number; y: number }, width: number, size: number): boolean {
  const box = around(at.x, at.y, width, size);
  return labels.some((label) => meet(box, around(label.at.x, label.at.y, label.width, label.size)));
}

const around = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function spotsOf(one: Candidate, width: number): { x: number; y: number }[] {
  const [down, side] = [one.radius * 1.2 + one.size * 0.65, one.radius * 1.3 + width / 2 + GAP];
  return [
    { x: one.x, y: one.y + down },
    { x: one.x, y: one.y - down },
    { x: one.x + side, y: one.y },
    { x: one.x - side, y: one.y },
  ];
}
