// What can be completed at a place of a query. Pure: text before the cursor in, offers out.

export interface Schema {
  /** Labels and relation types with the names of their properties. */
  labels: Record<string, string[]>;
  relations: Record<string, string[]>;
}

export interface Offer {
  label: string;
  type: "class" | "type" | "property" | "keyword";
}

export interface Offers {
  /** How many characters before the cursor an offer takes the place of. */
  typed: number;
  options: Offer[];
}

const KEYWORDS = (
  "MATCH OPTIONAL WHERE RETURN WITH UNWIND DISTINCT ORDER BY ASC DESC SKIP LIMIT AS AND OR NOT XOR IN IS NULL CONTAINS STARTS ENDS " +
  "CASE WHEN THEN ELSE END UNION ALL EXISTS true false null count collect size labels type keys properties nodes relationships length " +
  "sum avg min max head last range coalesce toString toInteger toLower substring split startNode endNode shortestPath"
).split(" ");

const all = (by: Record<string, string[]>): string[] => [...new Set(Object.values(by).flat())].sort();
const offers = (typed: string, type: Offer["type"], names: readonly string[]): Offers => ({ typed: typed.length, options: names.map((label) => ({ label, type })) });

/** What fits after `before`; null where nothing is to be offered. `asked`: also where nothing has been typed. */
export function complete(before: string, schema: Schema, asked: boolean): Offers | null {
  const code = before.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\/\/[^\n]*\n|\/\*[\s\S]*?\*\//g, " ");
  if (/['"]|\/\/[^\n]*$|\/\*/.test(code)) return null; // in a text or a comment
  const relation = /\[[^\]]*[:|]\s*!?(\w*)$/.exec(code);
  if (relation) return offers(relation[1] as string, "type", Object.keys(schema.relations).sort());
  const label = /\([^)[\]{}]*[:|&]\s*!?(\w*)$/.exec(code) ?? /\b(?:WHERE|AND|OR|NOT)\s+\w+:(\w*)$/i.exec(code);
  if (label) return offers(label[1] as string, "class", Object.keys(schema.labels).sort());
  const property = /([A-Za-z_]\w*)\.(\w*)$/.exec(code);
  if (property) return offers(property[2] as string, "property", propertiesOf(property[1] as string, code, schema));
  const word = /(^|[^\w.$])([A-Za-z_]\w*)$/.exec(code)?.[2];
  if (!word && !asked) return null;
  return offers(word ?? "", "keyword", KEYWORDS);
}

/** Those of the label or relation that the query gives a variable, else all. */
function propertiesOf(variable: string, code: string, schema: Schema): string[] {
  const node = new RegExp(`\\(\\s*${variable}\\s*:\\s*(\\w+)`).exec(code)?.[1];
  const edge = new RegExp(`\\[\\s*${variable}\\s*:\\s*(\\w+)`).exec(code)?.[1];
  const own = (node && schema.labels[node]) || (edge && schema.relations[edge]);
  return own ? [...own].sort() : [...new Set([...all(schema.labels), ...all(schema.relations)])].sort();
}
