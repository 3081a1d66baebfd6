import { describe, expect, it } from "vitest";
import * as states from "../src/graph/state";

const parse = states.parse;

describe("the state and its address", () => {
  it("comes back from its own query string, in order", () => {
    const text = "focus=program-1&expand=program-1%3AMENTIONS%3A20&hops=2&pin=a%3A-3%3A40&lang=en";
    expect(states.print(parse(`?${text}`))).toBe(text);
  });

  it("keeps ids with colons and letters that addresses escape", () => {
    const state = states.pin(states.focusOn([], 'a:b "&=+é双'), 'a:b "&=+é双', { x: 1.6, y: -2.2 });
    const back = parse(states.print(state));
    expect(back).toEqual(state);
    expect(states.pins(back)).toEqual(new Map([['a:b "&=+é双', { x: 2, y: -2 }]]));
  });

  it("ignores pins that are no places", () => {
    expect(states.pins(parse("pin=a&pin=a:1&pin=a:x:2&pin=:1:2&pin=b:1e999:2"))).toEqual(new Map());
  });

  it("replaces a node's pin, except one that later nodes were placed by", () => {
    let state = states.pin(parse("focus=a"), "a", { x: 1, y: 1 });
    state = states.pin(state, "a", { x: 2, y: 2 });
    expect(states.all(state, "pin")).toEqual(["a:2:2"]);
    state = states.pin(states.expand(state, "a:MENTIONS", 20), "a", { x: 3, y: 3 });
    expect(states.all(state, "pin")).toEqual(["a:2:2", "a:3:3"]);
    expect(states.pins(state).get("a")).toEqual({ x: 3, y: 3 });
    expect(states.pins(states.unpin(state, "a")).size).toBe(0);
  });

  it("takes a form's filters, drops those at rest, and keeps what the form does not have", () => {
    const state = parse("focus=a&type=Place&since=2019&lang=zh");
    const given: [string, string][] = [["type", "Person"], ["type", "Program"], ["since", ""], ["certainty", "all"], ["families", "2"]];
    const next = states.filtered(state, ["type", "since", "certainty", "families"], given);
    expect(states.print(next)).toBe("focus=a&lang=zh&type=Person&type=Program&families=2");
  });

  it("collapses what was expanded, else hides the leaves", () => {
    const state = parse("focus=a&expand=b:MENTIONS:20&expand=bb:MENTIONS:20");
    expect(states.all(states.collapse(state, "b", ["x"]), "expand")).toEqual(["bb:MENTIONS:20"]);
    expect(states.all(states.collapse(parse("focus=a"), "b", ["x", "y"]), "hide")).toEqual(["x", "y"]);
  });

  it("shows a hidden node again when it is looked at", () => {
    expect(states.print(states.focusOn(parse("focus=a&hide=b"), "b"))).toBe("focus=a&focus=b");
  });

  it("follows a link of the server without losing the history that places hang on", () => {
    const state = parse("focus=a&hops=2&expand=a:MENTIONS:20&pin=a:1:2&type=Place&hops=3");
    expect(states.print(states.follow(state, parse("focus=a&hops=3&expand=a:MENTIONS:20&expand=b:CITES:20&pin=a:1:2")))).toBe(
      states.print(parse("focus=a&hops=2&expand=a:MENTIONS:20&pin=a:1:2&hops=3&expand=b:CITES:20")),
    );
    expect(states.print(states.follow(state, parse("focus=b")))).toBe("focus=b");
    expect(states.last(states.follow(state, parse("focus=a&hops=2")), "hops")).toBe("2");
    const grown = states.follow(parse("focus=a&expand=a:MENTIONS:20"), parse("focus=a&expand=a:MENTIONS:40"));
    expect(states.all(grown, "expand")).toEqual(["a:MENTIONS:20", "a:MENTIONS:40"]);
  });

  it("says nothing of pins to the server", () => {
    expect(states.asked(parse("focus=a&pin=a:1:2&freeze=1&type=Place"))).toBe("focus=a&type=Place");
  });
});

describe("the stages of a picture", () => {
  it("are the beginnings of its history, unfiltered, and then what is asked for", () => {
    const found = states.stages(parse("focus=a&type=Place&expand=a:MENTIONS:40&pin=a:1:2&hops=2&hide=z"));
    expect(found.map((stage) => stage.query)).toEqual([
      "focus=a",
      "focus=a&expand=a%3AMENTIONS%3A40",
      "focus=a&expand=a%3AMENTIONS%3A40&hops=2",
      "focus=a&type=Place&expand=a%3AMENTIONS%3A40&hops=2&hide=z",
    ]);
    expect(found.map((stage) => stage.pins.size)).toEqual([0, 0, 1, 1]);
  });

  it("end with the pins, also with those set after the last node came", () => {
    const found = states.stages(parse("focus=a&pin=a:1:2"));
    expect(found.map((stage) => [stage.query, stage.pins.size])).toEqual([["focus=a", 0], ["focus=a", 1]]);
  });

  it("of a state are a beginning of those of the next step", () => {
    const state = parse("focus=a&hops=2");
    const before = states.stages(state).map((stage) => stage.query);
    const after = states.stages(states.expand(state, "b:CITES", 20)).map((stage) => stage.query);
    expect(after.slice(0, before.length)).toEqual(before);
  });
});
