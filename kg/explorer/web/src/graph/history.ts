// Undo and redo are the browser's own: every step is an address, and the way back is known to be ours by its depth.

interface Kept {
  depth: number;
}

export interface History {
  step(search: string): void;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

/** `changed` is called with the new query string after every step, forth or back. */
export function keepHistory(changed: (search: string) => void): History {
  const depth = (): number => (history.state as Kept | null)?.depth ?? 0;
  let top = Math.max(depth(), Number(sessionStorage.getItem("kg-graph-top")) || 0);
  if (!history.state) {
    top = 0;
    history.replaceState({ depth: 0 } satisfies Kept, "");
  }
  const keep = (): void => sessionStorage.setItem("kg-graph-top", String(top));
  addEventListener("popstate", () => changed(location.search));
  return {
    step(search) {
      top = depth() + 1;
      history.pushState({ depth: top } satisfies Kept, "", `${location.pathname}?${search}`);
      keep();
      changed(location.search);
    },
    undo() {
      if (depth() > 0) history.back();
    },
    redo() {
      if (depth() < top) history.forward();
    },
    canUndo: () => depth() > 0,
    canRedo: () => depth() < top,
  };
}
