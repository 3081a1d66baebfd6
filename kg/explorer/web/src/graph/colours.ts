// The page's colours, read from its custom properties, so that a change of theme is a change of one sheet.

export interface Colours {
  paper: string;
  ink: string;
  quiet: string;
  line: string;
  accent: string;
  font: string;
  of(type: string): string;
}

type Rgb = readonly [number, number, number];

/** What an element's style says; call again when the theme changes. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const named = (name: string, otherwise: string): string => plain(style.getPropertyValue(name).trim() || otherwise);
  return {
    paper: named("--paper", "#ffffff"),
    ink: named("--ink", "#1d2126"),
    quiet: named("--quiet", "#5b636c"),
    line: named("--line", "#c9ced4"),
    accent: named("--accent", "#b8430a"),
    font: style.fontFamily || "sans-serif",
    of: (type) => named(`--type-${type}`, "#777777"),
  };
}

/** Any colour that CSS knows as #rrggbb. */
function plain(colour: string): string {
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour;
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return "#777777";
  pen.fillStyle = colour;
  const [red, green, blue] = (/^rgba?\(([^)]*)\)/.exec(pen.fillStyle)?.[1] ?? "").split(/[\s,]+/).map(Number);
  return pen.fillStyle.startsWith("#") ? pen.fillStyle : hex([red ?? 119, green ?? 119, blue ?? 119]);
}

const rgb = (colour: string): Rgb => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;
const hex = (parts: Rgb): string => `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** `share` of one colour on another, both #rrggbb. */
export function mixed(colour: string, ground: string, share: number): string {
  const [one, other] = [rgb(colour), rgb(ground)];
  return hex(one.map((part, at) => part * share + (other[at] as number) * (1 - share)) as unknown as Rgb);
}
