// The drawing: vis-network with fixed places, our colours, and all but the neighbourhood dimmed when one is chosen.
"use strict";
(function (kg) {
  const THEMES = {
    light: { ink: "#1d2126", quiet: "#5b636c", paper: "#ffffff", accent: "#b8430a", mention: "#8a94a0", faint: 0.10 },
    dark: { ink: "#eceff2", quiet: "#a9b2bc", paper: "#15181c", accent: "#ff9a5c", mention: "#8b95a1", faint: 0.14 },
  };
  let network, nodes, edges, nodeView, edgeView;

  kg.startGraph = function () {
    nodes = new vis.DataSet(kg.data.nodes.map((node) => ({ ...node, physics: false })));
    edges = new vis.DataSet(kg.data.edges.map((edge) => ({ ...edge })));
    nodeView = new vis.DataView(nodes, { filter: kg.nodeVisible });
    edgeView = new vis.DataView(edges, { filter: kg.edgeVisible });
    paint();
    const canvas = document.getElementById("canvas");
    network = new vis.Network(canvas, { nodes: nodeView, edges: edgeView }, {
      autoResize: true,
      physics: { enabled: false },
      layout: { improvedLayout: false },
      nodes: {
        borderWidth: 1, borderWidthSelected: 1, labelHighlightBold: false,
        scaling: { label: { enabled: false, drawThreshold: 7.5, maxVisible: 34 } },
      },
      edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 1, arrows: { to: { scaleFactor: 0.5 } } },
      interaction: {
        hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, tooltipDelay: 100, zoomSpeed: 0.7,
        keyboard: { enabled: true, bindToWindow: false, autoFocus: false },
      },
    });
    network.on("click", (event) => {
      if (event.nodes.length) kg.choose({ node: event.nodes[0] });
      else if (event.edges.length) kg.choose({ edge: event.edges[0] });
      else kg.choose(null);
    });
    network.on("beforeDrawing", (pen) => kg.drawHalo(pen, network.getScale()));
    network.on("afterDrawing", (pen) => kg.drawLabels(pen, network.getScale()));
    network.on("hoverNode", (event) => tip(event, nodeTip(event.node)));
    network.on("hoverEdge", (event) => tip(event, edgeTip(event.edge)));
    for (const end of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(end, () => tip(null));
    kg.listen((what) => {
      if (what === "filter") { nodeView.refresh(); edgeView.refresh(); }
      paint();
      if (what === "chosen") select();
    });
    kg.visibleNodes = () => nodeView.get();
    kg.visibleEdges = () => edgeView.get();
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
    kg.fit(false);
    network.once("afterDrawing", () => canvas.setAttribute("data-drawn", "true"));
  };

  // The whole picture, with a margin for labels.
  kg.fit = function (moving) {
    const [from, position] = [network.getScale(), network.getViewPosition()];
    network.fit({ animation: false });
    const target = { scale: network.getScale() * 0.9, position: network.getViewPosition() };
    if (!moving || kg.still()) return network.moveTo(target);
    network.moveTo({ scale: from, position });
    network.moveTo({ ...target, animation: { duration: 400, easingFunction: "easeInOutQuad" } });
  };

  kg.zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: !kg.still() && { duration: 150 } });

  // Bring a node before the reader and choose it.
  kg.focusNode = function (id) {
    kg.reveal(id);
    kg.choose({ node: id });
    if (document.getElementById("view-graph").hidden) return;
    kg.redraw(); // the panel has just taken a part of the width
    const scale = Math.max(network.getScale(), 0.85);
    network.focus(id, { scale, animation: kg.still() ? false : { duration: 400, easingFunction: "easeInOutQuad" } });
  };

  kg.scale = () => (network ? network.getScale() : 1);

  kg.redraw = function () {
    network.setSize("100%", "100%");
    network.redraw();
  };

  function select() {
    const chosen = kg.state.chosen || {};
    network.unselectAll();
    if (chosen.node && nodeView.get(chosen.node)) network.selectNodes([chosen.node], false);
    const edge = chosen.edge === undefined ? null : edgeView.get(chosen.edge);
    if (edge && nodeView.get(edge.from) && nodeView.get(edge.to)) network.selectEdges([edge.id]);
  }

  // What stays bright: null for everything, else the ids of nodes and numbers of edges.
  function bright() {
    const chosen = kg.state.chosen;
    if (!chosen) return null;
    if (chosen.edge !== undefined) {
      const edge = kg.data.edges[chosen.edge];
      return { nodes: new Set([edge.from, edge.to]), edges: new Set([edge.id]) };
    }
    const ids = chosen.node ? [chosen.node] : [chosen.cell.row, ...chosen.cell.members];
    let near = ids.flatMap((id) => kg.links.get(id)).map((number) => kg.data.edges[number]).filter(kg.edgeVisible);
    if (chosen.cell) near = near.filter((edge) => ids.includes(edge.from) && ids.includes(edge.to));
    return { nodes: new Set([...ids, ...near.flatMap((edge) => [edge.from, edge.to])]),
      edges: new Set(near.map((edge) => edge.id)) };
  }

  kg.theme = () => (kg.dark() ? THEMES.dark : THEMES.light);

  // Colours, fonts and widths of everything, for the theme and for what is chosen.
  function paint() {
    const kept = bright();
    kg.kept = kept;
    nodes.update(kg.data.nodes.map((node) => nodeLook(node, kg.theme(), !kept || kept.nodes.has(node.id))));
    edges.update(kg.data.edges.map((edge) => edgeLook(edge, kg.theme(), kept)));
    kg.forgetLabels();
  }

  function nodeLook(node, theme, lit) {
    if (node.type === "Speech") return { id: node.id, shape: "custom", ctxRenderer: kg.speechBox, lit };
    const colour = kg.colour(node.type);
    const inside = ["ellipse", "text", "box"].includes(node.shape);
    const fill = inside ? theme.paper : colour;
    return {
      id: node.id,
      lit,
      opacity: lit ? 1 : 0.12,
      color: { background: fill, border: colour, highlight: { background: fill, border: colour },
        hover: { background: fill, border: theme.ink } },
      // a label outside of its sign is drawn by labels.js, which leaves out what would overlap
      label: inside ? node.label : undefined,
      font: { ...node.font, face: kg.FONT, color: lit ? theme.quiet : theme.quiet + "2e" },
    };
  }

  function edgeLook(edge, theme, kept) {
    const lit = !kept || kept.edges.has(edge.id);
    const near = kept !== null && lit;
    if (edge.type === "MENTIONS" || edge.type === "CO_OCCURS") {
      return {
        id: edge.id, width: near ? 1.3 : 1, dashes: edge.type === "CO_OCCURS" ? [2, 4] : false,
        color: { color: theme.mention, opacity: near ? 0.5 : lit ? 0.3 : theme.faint / 2,
          highlight: theme.ink, hover: theme.ink },
      };
    }
    const relation = kg.relations.get(edge.type);
    const colour = relation.derived ? theme.quiet : kg.shade(edge.color);
    return {
      id: edge.id, width: relation.derived ? 3 : near ? 2.2 : 1.5,
      dashes: kg.data.links[edge.id].inferred ? [6, 4] : relation.derived ? [8, 5] : false,
      color: { color: colour, opacity: near ? 1 : lit ? 0.5 : theme.faint, highlight: colour, hover: colour },
    };
  }

  function nodeTip(id) {
    const facts = kg.data.facts[id];
    const mentions = facts.props.mentions;
    const lines = [facts.name, kg.label(kg.types.get(facts.type))];
    if (mentions) lines.push(kg.text("mentions", { mentions, speeches: facts.props.speeches || 0 }));
    return lines;
  }

  function edgeTip(number) {
    const edge = kg.data.edges[number];
    const link = kg.data.links[number];
    const [from, to] = [edge.from, edge.to].map((id) => kg.data.facts[id].title);
    const lines = [`${from} — ${kg.label(kg.relations.get(edge.type))} → ${to}`];
    if (link.count > 1) lines.push(kg.text("times", { count: link.count }));
    if (link.inferred) lines.push(kg.text("inferred"));
    return lines;
  }

  function tip(event, lines) {
    const box = document.getElementById("tip");
    box.hidden = !event;
    if (!event) return;
    box.replaceChildren(...lines.map((line) => kg.make("p", {}, line)));
    const area = box.parentElement.getBoundingClientRect();
    const { x, y } = event.pointer.DOM;
    box.style.left = `${Math.min(x + 14, area.width - box.offsetWidth - 8)}px`;
    box.style.top = `${Math.min(y + 14, area.height - box.offsetHeight - 8)}px`;
  }

  // Where a point of the drawing is on the canvas, and what is drawn: for tests and for anyone at the console.
  kg.onScreen = (x, y) => network.canvasToDOM({ x, y });
  kg.view = () => ({ scale: network.getScale(), nodes: nodeView.length, edges: edgeView.length });
})(window.kg);
