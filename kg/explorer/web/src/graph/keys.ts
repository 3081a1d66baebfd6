// The keyboard on the picture. The focus is one node; it moves among neighbours as they lie on the screen.

import { toward, type Picture } from "./picture";

export interface KeyActs {
  moveTo(id: string): void;
  expand(id: string): void;
  hide(id: string): void;
  open(id: string): void;
  pin(id: string): void;
  zoom(factor: number): void;
  leave(): void;
}

// The picture's y points up, a key's down.
const DIRECTIONS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** Do what a key means; false where it means nothing here. */
export function press(event: KeyboardEvent, picture: Picture, cursor: string | null, acts: KeyActs): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const start = picture.focus[0] ?? [...picture.signs.keys()].sort()[0];
  const direction = DIRECTIONS[event.key];
  if (direction || event.key === "Home") {
    const next = direction && cursor ? toward(picture, cursor, ...direction) : start;
    if (next) acts.moveTo(next);
    return true;
  }
  const onNode: Record<string, (id: string) => void> = { Enter: acts.expand, Delete: acts.hide, Backspace: acts.hide, " ": acts.open, p: acts.pin, P: acts.pin };
  const act = onNode[event.key];
  if (act && cursor) act(cursor);
  else if (event.key === "+" || event.key === "=") acts.zoom(1.4);
  else if (event.key === "-") acts.zoom(1 / 1.4);
  else if (event.key === "Escape") acts.leave();
  else return false;
  return true;
}
