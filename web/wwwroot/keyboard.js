// Keys on a board: arrows go to the nearest cell in their direction, Home and End along the row, Enter and the space bar choose.
const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.('[role="gridcell"]');
  if (!cell || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    cell.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    return;
  }
  const next = neighbour(cell, event.key);
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

// The tab key comes back to the cell that was left.
document.addEventListener("focusin", (event) => {
  const cell = event.target.closest?.('[role="gridcell"]');
  if (cell) {
    for (const other of cell.closest('[role="grid"]').querySelectorAll('[role="gridcell"][tabindex="0"]')) {
      other.setAttribute("tabindex", "-1");
    }
    cell.setAttribute("tabindex", "0");
  }
});

function neighbour(cell, key) {
  const row = cell.parentElement;
  if (key === "Home") {
    return row.firstElementChild;
  }
  if (key === "End") {
    return row.lastElementChild;
  }
  return key in directions ? nearest(cell, directions[key]) : null;
}

function nearest(cell, [dx, dy]) {
  const from = centre(cell);
  let best = null;
  let bestLength = Infinity;
  for (const other of cell.closest('[role="grid"]').querySelectorAll('[role="gridcell"]')) {
    const to = centre(other);
    const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    // Hexagons of neighbouring rows lie half a cell aside.
    const length = along + 2 * aside;
    if (along > 0.1 && aside <= along && length < bestLength) {
      [best, bestLength] = [other, length];
    }
  }
  return best;
}

function centre(cell) {
  const { e, f } = cell.transform.baseVal.getItem(0).matrix;
  return { x: e, y: f };
}
