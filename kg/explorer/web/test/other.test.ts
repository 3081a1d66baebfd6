import { describe, expect, it } from "vitest";
import { complete, type Schema } from "../src/console/schema";
import { endsOf, yearsOf } from "../src/timeline";

const schema: Schema = {
  labels: { Program: ["name", "mentions"], Speech: ["title", "date"] },
  relations: { MENTIONS: ["count"], DELIVERED: [] },
};
const labels = (before: string, asked = false): string[] | null => complete(before, schema, asked)?.options.map((offer) => offer.label) ?? null;

describe("completion", () => {
  it("offers labels in a node, relation types in an edge", () => {
    expect(labels("MATCH (p:")).toEqual(["Program", "Speech"]);
    expect(labels("MATCH (p:Pro")).toEqual(["Program", "Speech"]);
    expect(complete("MATCH (p:Pro", schema, false)?.typed).toBe(3);
    expect(labels("MATCH (s:Speech)-[m:")).toEqual(["DELIVERED", "MENTIONS"]);
    expect(labels("MATCH (s)-[:MENTIONS|")).toEqual(["DELIVERED", "MENTIONS"]);
  });

  it("offers the properties of what a variable is", () => {
    expect(labels("MATCH (s:Speech)-[m:MENTIONS]->(p:Program) RETURN s.")).toEqual(["date", "title"]);
    expect(labels("MATCH (s:Speech)-[m:MENTIONS]->(p:Program) RETURN m.")).toEqual(["count"]);
    expect(labels("MATCH (x) WHERE x.")).toEqual(["count", "date", "mentions", "name", "title"]);
  });

  it("offers keywords, but none unasked before a letter is typed, and nothing in texts and comments", () => {
    expect(labels("MAT")).toContain("MATCH");
    expect(labels("MATCH (n) ")).toBeNull();
    expect(labels("MATCH (n) ", true)).toContain("RETURN");
    expect(labels("MATCH (n {name: 'Pro")).toBeNull();
    expect(labels("MATCH (n) // the la")).toBeNull();
    expect(labels("MATCH (n {name: 'it\\'s'}) RET")).toContain("RETURN");
  });
});

describe("the timeline's brush", () => {
  it("gives whole years, either way round, within the picture", () => {
    expect(yearsOf(0, 0.99, 2019, 2024)).toEqual([2019, 2024]);
    expect(yearsOf(0.6, 0.4, 2019, 2023)).toEqual([2021, 2022]);
    expect(yearsOf(-1, 2, 2019, 2019)).toEqual([2019, 2019]);
  });

  it("knows the scale by the ticks", () => {
    expect(endsOf([100, 200, 300], [2019, 2021, 2023], 2019, 2024)).toEqual([100, 400]);
    expect(endsOf([100], [2019], 2019, 2019)).toBeNull();
  });
});
