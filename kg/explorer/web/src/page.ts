// What the server tells the script of a page: its language, its words, the types of nodes and relations.

import type wordList from "../../words.json";

export type Word = keyof typeof wordList;

export interface Page {
  lang: string;
  /** Where the explorer begins: "/" when served, a way up such as "../" in a folder of static pages. */
  root: string;
  words: Partial<Record<Word, string>>;
  types: Record<string, { label: string; shape: string }>;
  relations: Record<string, string>;
}

const NONE: Page = { lang: "zh", root: "/", words: {}, types: {}, relations: {} };

/** The content of a script element of type application/json, or `fallback` where the page has none. */
export function embedded<T>(id: string, fallback: T): T {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : fallback;
}

export const page: Page = typeof document === "undefined" ? NONE : { ...NONE, ...embedded<Partial<Page>>("page", {}) };

/** A phrase in the page's language, `{n}` and the like filled in; its key where the server gave none. */
export function word(key: Word, values: Record<string, string | number> = {}): string {
  const phrase = page.words[key] ?? key;
  return phrase.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

export const typeLabel = (type: string): string => page.types[type]?.label ?? type;
export const relationLabel = (type: string): string => page.relations[type] ?? type;

/** An address of the explorer. `path` has no slash in front; ids in it are to be encoded by the caller. */
export function address(path: string, query: Record<string, string | number> | URLSearchParams = {}): string {
  const search = query instanceof URLSearchParams ? query : new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]));
  const asked = search.toString();
  return page.root + path + (asked ? `?${asked}` : "");
}

/** The page of a node: the reader for a speech, else the entity's. */
export const pageOf = (id: string, type: string, query: Record<string, string | number> = {}): string =>
  address(`${type === "Speech" ? "speech" : "entity"}/${encodeURIComponent(id)}`, query);
