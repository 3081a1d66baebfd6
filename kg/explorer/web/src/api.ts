// The JSON twins that the script reads; kg/explorer/views/shapes.py says what each field means.

import { address } from "./page";

export interface Name {
  id: string;
  name: string;
  type: string;
}

export interface SpeechName {
  id: string;
  title: string;
  date: string | null;
  speaker: string | null;
  version_of: string | null;
}

export interface Quotation {
  file: string;
  start: number;
  end: number;
  text: string;
  speech: SpeechName | null;
  marks: [number, number][];
  page: number | null;
}

export interface NameHit {
  node: Name;
  matched: string | null;
  how: string;
  mentions: number;
  families: number;
}

export interface GraphNode extends Name {
  hop: number;
  mentions: number;
  families: number;
  redacted: boolean;
  more: Record<string, number>;
}

export interface GraphEdge {
  source: string;
  target: string;
  type: string;
  count: number;
  families: number;
  inferred: boolean;
}

export interface GraphView {
  focus: string[];
  nodes: GraphNode[];
  edges: GraphEdge[];
  left_out: number;
  way: PathView | null;
}

export interface PathView {
  source: Name;
  target: Name;
  steps: { before: Name; after: Name; edge: GraphEdge; quotations: Quotation[] }[];
  length: number;
}

export interface EvidenceView {
  edge: GraphEdge;
  source: Name;
  target: Name;
  quotations: Quotation[];
  page: { offset: number; limit: number; total: number };
}

export interface EntityView {
  node: Name;
  aliases: string[];
  redacted: boolean;
  mentions: number;
  families: number;
  speeches: unknown[];
}

/** What /suggest.json answers: the hits alone, or in a field. */
export type Suggestions = NameHit[] | { names: NameHit[] };

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The JSON at an address of the explorer. Throws Refused where the server says no. */
export async function read<T>(path: string, query: Record<string, string | number> | URLSearchParams = {}, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(address(path, query), { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  if (!answer.ok) throw new Refused(answer.status, await reason(answer));
  return (await answer.json()) as T;
}

async function reason(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    const said = JSON.parse(text) as { error?: string };
    return said.error ?? answer.statusText;
  } catch {
    return answer.statusText;
  }
}
