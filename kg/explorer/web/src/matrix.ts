// The table of programs by speeches: arrow keys go from cell to cell, and the row and column pointed at are marked.

export function matrix(table: HTMLTableElement): void {
  const target = (cell: Element | undefined): HTMLElement | null => cell?.querySelector<HTMLElement>("a, button") ?? null;
  const body = (): HTMLTableRowElement[] => [...table.tBodies].flatMap((part) => [...part.rows]);
  let column: Element[] = [];
  let row: Element | null = null;

  // One stop for the Tab key: the cell last visited, at first the first.
  const cells = body().flatMap((line) => [...line.querySelectorAll<HTMLElement>("td a, td button")]);
  cells.forEach((link, place) => (link.tabIndex = place ? -1 : 0));
  let stop = cells[0];

  const mark = (cell: HTMLTableCellElement | null): void => {
    for (const old of column) old.classList.remove("on-column");
    row?.classList.remove("on-row");
    row = cell?.closest("tr") ?? null;
    row?.classList.add("on-row");
    const at = cell?.cellIndex ?? 0;
    column = cell && at ? [...table.rows].map((line) => line.cells[at]).filter((other) => other !== undefined) : [];
    for (const fresh of column) fresh.classList.add("on-column");
  };

  const cellOf = (event: Event): HTMLTableCellElement | null => (event.target as Element).closest<HTMLTableCellElement>("tbody td, tbody th");
  table.addEventListener("pointerover", (event) => mark(cellOf(event)));
  table.addEventListener("pointerleave", () => mark(null));
  table.addEventListener("focusout", () => mark(null));
  table.addEventListener("focusin", (event) => {
    mark(cellOf(event));
    const link = event.target as HTMLElement;
    if (!link.matches("td a, td button")) return;
    if (stop) stop.tabIndex = -1;
    stop = link;
    link.tabIndex = 0;
  });
  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event);
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const lines = body();
    const y = lines.indexOf(cell.parentElement as HTMLTableRowElement);
    const next = walk(event.key, lines, cell.cellIndex, y);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  function walk(key: string, lines: HTMLTableRowElement[], x: number, y: number): HTMLElement | null {
    const along = (dx: number, dy: number): HTMLElement | null => {
      for (let [cx, cy] = [x + dx, y + dy]; lines[cy]?.cells[cx]; cx += dx, cy += dy) {
        const found = target(lines[cy]?.cells[cx]);
        if (found) return found;
      }
      return null;
    };
    if (key === "ArrowRight") return along(1, 0);
    if (key === "ArrowLeft") return along(-1, 0);
    if (key === "ArrowDown") return along(0, 1);
    if (key === "ArrowUp") return along(0, -1);
    const links = [...(lines[y]?.cells ?? [])].map(target).filter((link) => link !== null);
    if (key === "Home") return links[0] ?? null;
    if (key === "End") return links.at(-1) ?? null;
    return null;
  }
}
