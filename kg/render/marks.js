// Small pieces of page that the views share. Text only ever enters by textContent.
"use strict";
(function (kg) {
  const SVG = "http://www.w3.org/2000/svg";
  // Outlines in a square from 0 to 16; shapes are those of vis-network.
  const OUTLINES = {
    star: "8,1 9.9,5.8 15,6.1 11,9.4 12.4,14.5 8,11.6 3.6,14.5 5,9.4 1,6.1 6.1,5.8",
    box: "1,4 15,4 15,12 1,12",
    square: "3,3 13,3 13,13 3,13",
    diamond: "8,1 15,8 8,15 1,8",
    triangle: "8,2 15,14 1,14",
    triangleDown: "8,14 15,2 1,2",
    hexagon: "4.5,2 11.5,2 15,8 11.5,14 4.5,14 1,8",
  };

  // An element; `properties` are set on it, `children` are elements or strings.
  kg.make = function (tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // The sign of a node type: its shape in its colour, as in the graph.
  kg.sign = function (type) {
    const kind = kg.types.get(type);
    const svg = document.createElementNS(SVG, "svg");
    const set = (element, attributes) => {
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return element;
    };
    set(svg, { viewBox: "0 0 16 16", class: "sign", "aria-hidden": "true" });
    const points = OUTLINES[kind.shape];
    let shape = points ? set(document.createElementNS(SVG, "polygon"), { points }) : null;
    if (kind.shape === "ellipse") shape = set(document.createElementNS(SVG, "ellipse"), { cx: 8, cy: 8, rx: 7, ry: 4.5 });
    if (kind.shape === "text") {
      shape = set(document.createElementNS(SVG, "text"), { x: 8, y: 12.5, "text-anchor": "middle", "font-size": 13 });
      shape.textContent = "T";
    }
    shape = shape || set(document.createElementNS(SVG, "circle"), { cx: 8, cy: 8, r: 5.5 });
    shape.style.fill = kg.colour(type);
    svg.append(shape);
    return svg;
  };

  kg.dark = () => window.matchMedia("(prefers-color-scheme: dark)").matches;
  kg.still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  // A type's colour. In the dark all are lightened by a quarter, and the near-black of speeches is turned over.
  kg.colour = (type) => (type === "Speech" && kg.dark() ? "#e8e8e8" : kg.shade(kg.types.get(type).colour));

  kg.shade = function (colour) {
    if (!kg.dark()) return colour;
    const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return `#${parts.map((part) => Math.round(part + (255 - part) / 4).toString(16).padStart(2, "0")).join("")}`;
  };

  // `text` with every occurrence of one of `names` marked, longest names first.
  kg.marked = function (text, names) {
    const quote = kg.make("blockquote", {});
    const wanted = [...new Set(names)].filter((name) => name).sort((a, b) => b.length - a.length);
    let plain = "";
    let at = 0;
    while (at < text.length) {
      const name = wanted.find((one) => text.startsWith(one, at));
      if (name) {
        quote.append(plain, kg.make("mark", {}, name));
        plain = "";
        at += name.length;
      } else {
        plain += text[at];
        at += 1;
      }
    }
    quote.append(plain);
    return quote;
  };

  // All spellings under which a node may stand in a sentence.
  kg.spellings = (id) => [kg.data.facts[id].title, ...kg.data.facts[id].aliases];

  // What tells speeches of one title apart: date, speaker, and which version of a talk it is.
  kg.underline = function (id) {
    const { date, speaker, kind } = kg.data.facts[id].props;
    return [date || kg.text("undated"), speaker, kind && kg.text(kind)].filter(Boolean).join(" · ");
  };

  // A button that goes to a node.
  kg.nodeButton = function (id, text) {
    const facts = kg.data.facts[id];
    const button = kg.make("button", { className: "node", type: "button" }, kg.sign(facts.type), text || facts.name);
    button.addEventListener("click", () => kg.focusNode(id));
    return button;
  };

  // The quotations of an edge with where they stand, the given names marked.
  kg.quotations = function (number, names) {
    const link = kg.data.links[number];
    const list = kg.make("ol", { className: "quotes" });
    for (const quote of link.quotes) {
      const [span, text, page] = kg.data.quotes[quote];
      const where = page ? `${span} ${kg.text("page", { page })}` : span;
      list.append(kg.make("li", {}, kg.marked(text.trim(), names), kg.make("cite", {}, where)));
    }
    if (link.more > 0) list.append(kg.make("li", { className: "quiet" }, kg.text("more", { count: link.more })));
    if (!link.quotes.length) return kg.make("p", { className: "quiet" }, kg.text("noQuotes"));
    return list;
  };
})(window.kg);
