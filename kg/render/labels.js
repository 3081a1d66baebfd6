// Labels, at a readable size on any scale: the weightiest first, and none where it would cover another or a sign.
"use strict";
(function (kg) {
  kg.FONT = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';
  const LINE = 1.25; // line height in ems
  const GAP = 3; // pixels kept free around a label
  let placed = null; // labels with their places, kept as long as the scale and the paint stay the same
  let placedScale = 0;

  kg.forgetLabels = () => { placed = null; };

  // A speech as a card with its title and, smaller, its date, speaker and version. It never shrinks below a readable size.
  kg.speechBox = function ({ ctx: pen, id, x, y, state, style }) {
    const titles = kg.node(id).label.split("\n");
    const under = kg.underline(id);
    const size = 24 * growth(kg.scale());
    const small = size * 0.72;
    pen.font = `600 ${size}px ${kg.FONT}`;
    let inner = Math.max(...titles.map((line) => pen.measureText(line).width));
    pen.font = `${small}px ${kg.FONT}`;
    inner = Math.max(inner, pen.measureText(under).width);
    const width = inner + size * 1.1;
    const height = titles.length * size * LINE + small * LINE + size * 0.95;
    return {
      nodeDimensions: { width, height },
      drawNode() {
        pen.save();
        pen.globalAlpha = lit(id) ? 1 : 0.15;
        pen.beginPath();
        pen.roundRect(x - width / 2, y - height / 2, width, height, size * 0.3);
        pen.fillStyle = kg.colour("Speech");
        pen.fill();
        pen.lineWidth = size * (state.selected ? 0.2 : state.hover ? 0.12 : 0.06);
        pen.strokeStyle = state.selected || state.hover ? kg.theme().accent : kg.theme().paper;
        pen.stroke();
        pen.fillStyle = kg.theme().paper;
        pen.textAlign = "center";
        pen.textBaseline = "middle";
        let line = y - height / 2 + size * (0.4 + LINE / 2);
        pen.font = `600 ${size}px ${kg.FONT}`;
        for (const text of titles) { pen.fillText(text, x, line); line += size * LINE; }
        pen.font = `${small}px ${kg.FONT}`;
        pen.globalAlpha *= 0.8;
        pen.fillText(under, x, line - size * LINE / 2 + size * 0.15 + small * LINE / 2);
        pen.restore();
      },
    };
  };

  // How much larger than at scale 1 a card is drawn; among many, cards have to be content with less.
  const growth = (scale) => Math.min(Math.max(1, (kg.speeches.length > 15 ? 10 : 12.5) / (24 * scale)), 2.2);

  const lit = (id) => !kg.kept || kg.kept.nodes.has(id);

  // A soft disc behind the chosen node.
  kg.drawHalo = function (pen, scale) {
    const id = kg.state.chosen && kg.state.chosen.node;
    const node = id && kg.node(id);
    if (!node || node.type === "Speech") return;
    pen.save();
    pen.beginPath();
    pen.arc(node.x, node.y, node.size + 7 / scale, 0, 2 * Math.PI);
    pen.globalAlpha = 0.3;
    pen.fillStyle = kg.theme().accent;
    pen.fill();
    pen.restore();
  };

  kg.drawLabels = function (pen, scale) {
    if (!placed || placedScale !== scale) {
      placed = place(pen, scale);
      placedScale = scale;
    }
    pen.save();
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    for (const label of placed) {
      pen.font = label.font;
      pen.lineWidth = 3.5 / scale;
      pen.strokeStyle = kg.theme().paper;
      pen.fillStyle = label.ink;
      label.lines.forEach((line, number) => {
        const y = label.top + (number + 0.5) * label.pitch;
        pen.strokeText(line, label.x, y);
        pen.fillText(line, label.x, y);
      });
    }
    pen.restore();
  };

  // Choose labels and places at a scale. Boxes are in the units of the drawing.
  function place(pen, scale) {
    const kept = kg.kept;
    const nodes = kg.visibleNodes().filter((node) => (kept ? kept.nodes.has(node.id) : wanted(node, scale)));
    nodes.sort((a, b) => weight(b) - weight(a) || kg.rank.get(a.id) - kg.rank.get(b.id));
    const signs = kg.visibleNodes().filter((node) => lit(node.id)).map((node) => ({ id: node.id, ...sign(node, scale) }));
    const taken = [];
    const out = [];
    for (const node of nodes) {
      if (node.type === "Speech" || node.label) continue;
      const label = measure(pen, node, scale, kept);
      const spot = spots(node, label, scale).find((box) => !taken.some((other) => meet(box, other)) &&
        !signs.some((other) => other.id !== node.id && meet(box, other)));
      if (!spot) continue;
      taken.push(spot);
      out.push({ ...label, x: (spot.left + spot.right) / 2, top: spot.top });
    }
    const speeches = signs.filter((one) => kg.node(one.id).type === "Speech");
    if (kept) out.push(...edgeLabels(pen, scale, kept, [...taken, ...speeches]));
    return out;
  }

  // From afar only programs, people and what carries weight have labels; the rest get theirs as one comes closer.
  function wanted(node, scale) {
    return node.type === "Program" || node.type === "Person" || scale >= 0.72 || kg.talks(node.id) > 1 ||
      kg.data.facts[node.id].props.mentions > 2;
  }

  // What is chosen comes first, then programs, then what many speeches name.
  function weight(node) {
    const chosen = kg.state.chosen && kg.state.chosen.node === node.id ? 1000 : 0;
    return chosen + (node.type === "Program" ? 100 : 0) + Math.min(kg.talks(node.id), 50);
  }

  function measure(pen, node, scale, kept) {
    const program = node.type === "Program";
    const shared = kg.talks(node.id) > 1;
    const chosen = kg.state.chosen && kg.state.chosen.node === node.id;
    const pixels = ((program ? 12.5 : 11.5) + (shared || chosen ? 1 : 0)) * Math.min(Math.max(scale, 1), 1.5);
    const font = `${chosen || (program && shared) ? "600 " : ""}${pixels / scale}px ${kg.FONT}`;
    pen.font = font;
    const lines = kg.node(node.id).label.split("\n");
    const width = Math.max(...lines.map((line) => pen.measureText(line).width));
    const pitch = pixels * LINE / scale;
    const ink = program || kept ? kg.theme().ink : kg.theme().quiet;
    return { lines, font, width, pitch, height: lines.length * pitch, ink };
  }

  // Below its sign if there is room, else above, right or left of it.
  function spots(node, label, scale) {
    const gap = GAP / scale;
    const half = label.width / 2 + gap;
    const box = (x, y) => ({ left: x - half, right: x + half, top: y, bottom: y + label.height });
    const beside = node.size + label.width / 2 + 2 * gap;
    return [box(node.x, node.y + node.size + gap / 2), box(node.x, node.y - node.size - gap - label.height),
      box(node.x + beside, node.y - label.height / 2), box(node.x - beside, node.y - label.height / 2)];
  }

  function sign(node, scale) {
    if (node.type !== "Speech") {
      const half = node.label ? node.size * 2 : node.size * 0.8;
      return { left: node.x - half, right: node.x + half, top: node.y - node.size * 0.8, bottom: node.y + node.size * 0.8 };
    }
    const lines = kg.node(node.id).label.split("\n");
    const size = 24 * growth(scale);
    const half = Math.max(...lines.map((line) => line.length)) * size / 2 + size * 0.6;
    const tall = (lines.length + 1) * size * LINE / 2 + size * 0.4;
    return { left: node.x - half, right: node.x + half, top: node.y - tall, bottom: node.y + tall };
  }

  // Names of the facts around what is chosen, in the middle of their lines.
  function edgeLabels(pen, scale, kept, taken) {
    const out = [];
    for (const edge of kg.visibleEdges()) {
      if (!kept.edges.has(edge.id) || edge.type === "MENTIONS" || edge.type === "CO_OCCURS") continue;
      const [from, to] = [kg.node(edge.from), kg.node(edge.to)];
      const font = `italic ${11.5 / scale}px ${kg.FONT}`;
      pen.font = font;
      const lines = [kg.label(kg.relations.get(edge.type))];
      const width = pen.measureText(lines[0]).width;
      const pitch = 11.5 * LINE / scale;
      const box = [0.5, 0.35, 0.65].map((part) => {
        const [x, y] = [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part];
        return { left: x - width / 2, right: x + width / 2, top: y - pitch / 2, bottom: y + pitch / 2, x };
      }).find((spot) => !taken.some((other) => meet(spot, other)));
      if (!box) continue;
      taken.push(box);
      out.push({ lines, font, pitch, x: box.x, top: box.top, ink: kg.theme().quiet });
    }
    return out;
  }

  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
})(window.kg);
