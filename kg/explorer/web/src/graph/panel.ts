// What is known of the node or edge that the reader chose, beside the picture. All texts are put in as text.

import { read, Refused, type EntityView, type EvidenceView, type GraphEdge, type GraphNode } from "../api";
import { button, make, marked } from "../dom";
import { address, pageOf, relationLabel, typeLabel, word, type Word } from "../page";
import { STEP } from "./state";

/** What the panel's buttons do. */
export interface Deeds {
  close(): void;
  /** Steps of the graph's own page; without them there is no button for one. */
  steps?: Steps;
}

export interface Steps {
  expand(id: string, relation: string | null): void;
  collapse(id: string): void;
  hide(id: string): void;
  pin(id: string): void;
  centre(id: string): void;
  pathFrom(id: string): void;
  pathTo(id: string): void;
}

const QUOTATIONS = 10;

/** A node: what the view knows of it at once, its aliases when they have come. */
export function nodePanel(panel: HTMLElement, node: GraphNode & { pinned: boolean }, deeds: Deeds): void {
  const aliases = make("div");
  const more = Object.entries(node.more).filter(([, count]) => count > 0);
  more.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const { steps } = deeds;
  const act = (key: Word, does: (id: string) => void): HTMLButtonElement => button(word(key), () => does(node.id));
  fill(panel, node.name, deeds, [
    make("p", { class: `t-${node.type}` }, make("span", { class: "graph-type" }, typeLabel(node.type)), node.pinned && ` · ${word("pinned")}`),
    node.mentions > 0 && make("p", { class: "quiet" }, word("counts", { mentions: node.mentions, families: node.families })),
    aliases,
    make("p", {}, make("a", { href: pageOf(node.id, node.type) }, word("open_page"))),
    steps !== undefined && more.length > 0 && make("h3", {}, word("expand")),
    steps !== undefined &&
      more.length > 0 &&
      make(
        "ul",
        { class: "graph-more" },
        ...more.map(([relation, count]) => {
          const label = word("expand_by", { relation: relationLabel(relation), step: Math.min(STEP, count), n: count });
          return make("li", {}, button(label, () => steps.expand(node.id, relation)));
        }),
      ),
    steps !== undefined &&
      make(
        "p",
        { class: "graph-deeds" },
        act("collapse", steps.collapse),
        act("hide", steps.hide),
        act(node.pinned ? "unpin" : "pin", steps.pin),
        act("centre", steps.centre),
        act("path_from", steps.pathFrom),
        act("path_to", steps.pathTo),
      ),
  ]);
  if (node.type === "Speech" || node.type === "SourceFile") return;
  void read<EntityView>(`entity/${encodeURIComponent(node.id)}.json`).then((entity) => {
    if (entity.aliases.length) aliases.replaceWith(make("p", {}, make("b", {}, word("aliases")), ` ${entity.aliases.join("、")}`));
  }, said(aliases));
}

/** An edge, with the sentences behind it. */
export function edgePanel(panel: HTMLElement, edge: GraphEdge, names: { source: string; target: string }, deeds: Deeds): void {
  const list = make("div", {}, make("p", { class: "quiet" }, "…"));
  fill(panel, `${names.source} → ${names.target}`, deeds, [
    make("p", {}, make("b", {}, relationLabel(edge.type)), ` · ${word(edge.inferred ? "inferred" : "stated")}`),
    edge.count > 0 && make("p", { class: "quiet" }, word("counts", { mentions: edge.count, families: edge.families })),
    make("h3", {}, word("evidence")),
    list,
  ]);
  const query = { source: edge.source, relation: edge.type, target: edge.target };
  void read<EvidenceView>("evidence.json", query).then((evidence) => list.replaceWith(quotations(evidence, query)), said(list));
}

function quotations(evidence: EvidenceView, query: Record<string, string>): HTMLElement {
  if (!evidence.quotations.length) return make("p", { class: "quiet" }, word("no_evidence"));
  const items = evidence.quotations.slice(0, QUOTATIONS).map((quotation) => {
    const { speech, page } = quotation;
    const at = { at: `${quotation.start}-${quotation.end}` };
    const source = speech ? [speech.title, speech.date, speech.speaker].filter(Boolean).join(" · ") : quotation.file;
    const paged = page ? `${source} · ${word("page", { n: page })}` : source;
    return make(
      "li",
      {},
      make("blockquote", {}, marked(quotation.text, quotation.marks)),
      make("cite", {}, speech ? make("a", { href: `${pageOf(speech.id, "Speech", at)}#at`, title: word("open_speech") }, paged) : paged),
    );
  });
  const rest = evidence.page.total > items.length;
  return make(
    "div",
    {},
    make("ol", { class: "graph-quotations" }, ...items),
    rest && make("p", {}, make("a", { href: address("evidence", query) }, word("all_evidence", { n: evidence.page.total }))),
  );
}

const said =
  (place: HTMLElement) =>
  (fault: unknown): void =>
    place.replaceChildren(make("p", { role: "alert" }, word("failed", { reason: fault instanceof Refused ? fault.message : String(fault) })));

function fill(panel: HTMLElement, title: string, deeds: Deeds, content: (Node | false)[]): void {
  const heading = make("h2", { tabindex: "-1" }, title);
  panel.replaceChildren(button("×", deeds.close, { class: "graph-close", "aria-label": word("close") }), heading, ...content.filter((part): part is Node => part !== false));
  panel.hidden = false;
}
