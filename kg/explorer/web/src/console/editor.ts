// The editor of queries. It stands in a shadow tree, where its style sheets need no inline style elements, which the page
// forbids. The form's text field stays what is sent.

import { autocompletion, closeBrackets, completionKeymap, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { make } from "../dom";
import { embedded, word } from "../page";
import { complete, type Schema } from "./schema";

const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--raised)", border: "1px solid var(--edge, var(--line))", borderRadius: ".5rem", fontSize: "14px" },
  "&.cm-focused": { outline: "3px solid var(--focus, Highlight)", outlineOffset: "1px" },
  ".cm-content": { fontFamily: "ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace", minHeight: "7.5em", caretColor: "var(--ink)" },
  ".cm-scroller": { maxHeight: "24em", overflow: "auto" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--quiet)", border: "none" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-soft, Highlight)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", outline: "none" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: ".4rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--ink)", outline: "2px solid var(--focus, currentColor)", outlineOffset: "-2px" },
});

const WORDS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.atom], color: "var(--type-Place)" },
  { tag: tags.number, color: "var(--type-Person)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.variableName, tags.definition(tags.variableName)], color: "var(--ink)" },
  { tag: [tags.propertyName, tags.labelName], color: "var(--type-Position)" },
]);

// Text typed over a selection. Left to itself, the browser gives it the style of what it replaces, as an inline style,
// which the page forbids: it would say so on its console each time.
const OVERTYPED = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to } = view.state.selection.main;
    if (event.inputType !== "insertText" || !event.data || event.isComposing || from === to) return false;
    const text = event.data;
    const typed = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    if (!view.state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, text, typed))) view.dispatch(typed());
    return true;
  },
});

export function mount(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLTextAreaElement>("textarea[name=cypher]");
  if (!field) return;
  const schema = embedded<Schema>("schema", { labels: {}, relations: {} });
  const host = make("div", { class: "console-editor" });
  const root = host.attachShadow({ mode: "open" });
  field.before(host);
  field.hidden = true;
  field.required = false; // a hidden field could not say what it lacks

  const offer = (context: CompletionContext): CompletionResult | null => {
    const found = complete(context.state.sliceDoc(0, context.pos), schema, context.explicit);
    return found && { from: context.pos - found.typed, options: found.options, validFor: /^\w*$/ };
  };
  const run = (): boolean => {
    form.requestSubmit();
    return true;
  };
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        StreamLanguage.define(cypher),
        syntaxHighlighting(WORDS),
        OVERTYPED,
        autocompletion({ override: [offer], icons: false }),
        EditorState.readOnly.of(field.readOnly),
        EditorView.contentAttributes.of({ "aria-label": field.labels?.[0]?.textContent?.trim() ?? word("query"), "aria-multiline": "true" }),
        // Tab is left alone: it leads out of the editor.
        keymap.of([{ key: "Mod-Enter", run }, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) field.value = update.state.doc.toString();
        }),
        LOOK,
      ],
    }),
  });
  host.after(make("p", { class: "quiet" }, word("query_keys")));
  field.labels?.forEach((label) => label.addEventListener("click", () => view.focus()));
  form.addEventListener("reset", () => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: field.defaultValue } }));
}
