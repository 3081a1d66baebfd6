// Drag over the timeline to choose years; the form's own fields are the way without a mouse.

import { make } from "./dom";
import { word } from "./page";

/** Years from a drag between two shares of the width, each 0 to 1. */
export function yearsOf(one: number, other: number, since: number, until: number): [number, number] {
  const year = (share: number): number => since + Math.min(until - since, Math.max(0, Math.floor(share * (until - since + 1))));
  const [from, to] = [year(one), year(other)];
  return from <= to ? [from, to] : [to, from];
}

/** Where `since` begins and `until` ends, from ticks at the beginnings of years; null where there are too few of them. */
export function endsOf(ticks: readonly number[], years: readonly number[], since: number, until: number): [number, number] | null {
  const [x, year, otherX, otherYear] = [ticks[0], years[0], ticks.at(-1), years.at(-1)];
  if (x === undefined || year === undefined || otherX === undefined || otherYear === undefined || year === otherYear) return null;
  const place = (when: number): number => x + ((when - year) / (otherYear - year)) * (otherX - x);
  return [place(since), place(until + 1)];
}

export function timeline(svg: SVGSVGElement, form: HTMLFormElement): void {
  const [since, until] = [Number(svg.dataset["since"]), Number(svg.dataset["until"])];
  const field = (name: string): HTMLInputElement | null => form.querySelector<HTMLInputElement>(`[name="${name}"]`);
  const [from, to] = [field("since"), field("until")];
  if (!since || !until || !from || !to) return;
  const band = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  band.setAttribute("class", "timeline-band");
  let start: number | null = null;
  form.append(make("span", { class: "quiet" }, word("brush")));

  // Where the years begin and end in the picture's own units, by its first and last tick.
  const width = svg.viewBox.baseVal.width || svg.clientWidth;
  const ticks = [...svg.querySelectorAll("line.tick")].map((line) => Number(line.getAttribute("x1")));
  const marks = [...svg.querySelectorAll("text.year")].map((text) => Number(text.textContent));
  const [left, right] = endsOf(ticks, marks, since, until) ?? [0, width];
  const share = (event: PointerEvent): number => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    return Math.min(1, Math.max(0, (x - left) / (right - left)));
  };
  const paint = (one: number, other: number): void => {
    const height = String(svg.viewBox.baseVal.height || svg.clientHeight);
    const values = { x: left + Math.min(one, other) * (right - left), y: 0, width: Math.abs(other - one) * (right - left), height };
    for (const [name, value] of Object.entries(values)) band.setAttribute(name, String(value));
  };

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.target as Element).closest("a")) return;
    start = share(event);
    svg.setPointerCapture(event.pointerId);
    svg.append(band);
    paint(start, start);
  });
  svg.addEventListener("pointermove", (event) => {
    if (start !== null) paint(start, share(event));
  });
  const stop = (): void => {
    start = null;
    band.remove();
  };
  svg.addEventListener("pointercancel", stop);
  svg.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const [one, other] = [start, share(event)];
    stop();
    if (Math.abs(one - other) < 0.01) return; // a click
    const years = yearsOf(one, other, since, until);
    [from.value, to.value] = years.map(String) as [string, string];
    form.requestSubmit();
  });
}
