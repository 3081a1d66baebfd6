// Elements without markup: whatever comes from a text becomes a text node, never HTML.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

/** An element; attributes that are false, null or undefined are left out. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

/** A button that does something. */
export function button(label: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const element = make("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", act);
  return element;
}

/** A text with some spans of it in <mark>; spans out of order or overlapping are passed over. */
export function marked(text: string, marks: readonly (readonly [number, number])[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const letters = Array.from(text); // offsets count code points
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at || end <= start) continue;
    fragment.append(letters.slice(at, start).join(""), make("mark", {}, letters.slice(start, end).join("")));
    at = end;
  }
  fragment.append(letters.slice(at).join(""));
  return fragment;
}

/** A file for the reader to keep. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = make("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
