// The search field of every page: "/" goes to it, a name chosen opens its page.

import { combobox } from "./combobox";
import { pageOf } from "./page";

export function search(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[name=q]");
  if (!input) return;
  combobox(input, ({ node }) => location.assign(pageOf(node.id, node.type)));
  input.setAttribute("aria-keyshortcuts", "/");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

/** Whether a key goes into a text. Looks into shadow trees, because the editor of queries is one. */
export function typing(event: Event): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
