// Parts of the page that follow the state: the server writes them, so that they are the same with and without a script.

/** Take the parts marked data-live from the page of the present address. The focus stays on what it was on. */
export async function refreshParts(signal: AbortSignal): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: "text/html" }, signal });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.title = page.title;
  const [heading, other] = [document.querySelector("main h1"), page.querySelector("main h1")];
  if (heading && other) heading.replaceChildren(...[...other.childNodes].map((child) => document.importNode(child, true)));
  const held = marker(document.activeElement);
  for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${CSS.escape(part.dataset["live"] ?? "")}"]`);
    if (!fresh) continue;
    const open = [...part.querySelectorAll("details")].map((details) => details.open);
    part.replaceChildren(...[...fresh.childNodes].map((child) => document.importNode(child, true)));
    if (open.length) part.querySelectorAll("details").forEach((details, at) => (details.open = open[at] ?? details.open));
  }
  if (held && !document.activeElement?.matches(held)) document.querySelector<HTMLElement>(held)?.focus({ preventScroll: true });
}

/** A selector of the element that had the focus, if it is in a part that is replaced. */
function marker(element: Element | null): string | null {
  if (!element?.closest("[data-live]")) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const node = element.closest("[data-node]")?.getAttribute("data-node");
  const quoted = (text: string): string => `"${CSS.escape(text)}"`;
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) {
    const value = element instanceof HTMLInputElement && element.type === "checkbox" ? `[value=${quoted(element.value)}]` : "";
    return `[data-live] [name=${quoted(element.name)}]${value}`;
  }
  return node ? `[data-live] [data-node=${quoted(node)}] a` : null;
}
