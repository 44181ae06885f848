/** Rows and columns beyond the edges of the window that are there already. */
const MARGIN = 4;

/**
 * The matrix on the screen. Only what is in sight is in the document; the cell that has the focus always is.
 * Row and column -1 are the headers.
 */
class Grid {
  /** @param {HTMLElement} root @param {(row: number, column: number) => void} open */
  constructor(root, open) {
    this.root = root;
    this.open = open;
    this.canvas = element('div', 'canvas');
    this.canvas.setAttribute('role', 'presentation');
    root.append(this.canvas);
    /** @type {ReturnType<typeof filtered>} */
    this.view = { family: families[0], rows: [], columns: [], matches: () => true };
    /** @type {Map<number, { line: HTMLElement, cells: Map<number, HTMLElement> }>} */
    this.lines = new Map();
    this.active = { row: 0, column: 0 };
    /** @type {{ from: number, to: number } | undefined} by number of the ends, -1 for none */
    this.chosen = undefined;
    root.addEventListener('scroll', () => requestAnimationFrame(() => this.draw()), { passive: true });
    root.addEventListener('keydown', (event) => this.key(event));
    root.addEventListener('click', (event) => this.click(event));
    root.addEventListener('focusin', (event) => this.entered(event));
    new ResizeObserver(() => this.draw()).observe(root);
  }

  /** @param {ReturnType<typeof filtered>} view */
  show(view) {
    const [from, to] = [this.view.rows[this.active.row], this.view.columns[this.active.column]];
    this.view = view;
    this.canvas.replaceChildren();
    this.lines.clear();
    const isEmpty = view.rows.length === 0 || view.columns.length === 0;
    this.root.hidden = isEmpty;
    this.active = { row: Math.max(0, view.rows.indexOf(from)), column: Math.max(0, view.columns.indexOf(to)) };
    this.root.setAttribute('aria-rowcount', String(view.rows.length + 1));
    this.root.setAttribute('aria-colcount', String(view.columns.length + 1));
    if (!isEmpty) this.draw();
  }

  sizes() {
    const style = getComputedStyle(document.documentElement);
    const [row, head, column, first] = ['--row', '--head', '--column', '--first'].map((name) => parseInt(style.getPropertyValue(name), 10));
    return { row, head, column, first };
  }

  draw() {
    const { rows, columns } = this.view;
    if (this.root.hidden || rows.length === 0) return;
    const { row, head, column, first } = this.sizes();
    this.canvas.style.width = `${first + columns.length * column}px`;
    this.canvas.style.height = `${head + rows.length * row}px`;
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.root;
    const inSight = span(Math.floor(scrollTop / row), Math.ceil((scrollTop + clientHeight - head) / row), rows.length);
    const across = span(Math.floor(scrollLeft / column), Math.ceil((scrollLeft + clientWidth - first) / column), columns.length);
    const wanted = new Set([-1, ...inSight, this.active.row]);
    for (const [index, { line }] of this.lines) {
      if (!wanted.has(index)) {
        line.remove();
        this.lines.delete(index);
      }
    }
    for (const index of [...wanted].sort((a, b) => a - b)) {
      const known = this.lines.get(index) ?? this.addLine(index, head, row);
      const cells = new Set([-1, ...across, this.active.column]);
      for (const [number, cell] of known.cells) {
        if (!cells.has(number)) {
          cell.remove();
          known.cells.delete(number);
        }
      }
      for (const number of [...cells].sort((a, b) => a - b)) {
        if (!known.cells.has(number)) this.addCell(known, index, number, first, column);
      }
    }
    this.mark();
  }

  /** @param {number} index @param {number} head @param {number} height */
  addLine(index, head, height) {
    const { rows, family } = this.view;
    const line = element('div', index < 0 ? 'row top' : 'row');
    line.setAttribute('role', 'row');
    line.setAttribute('aria-rowindex', String(index + 2));
    line.style.width = '100%';
    if (index >= 0) {
      line.style.top = `${head + index * height}px`;
      if (index > 0 && spaceOf(family.ends[rows[index]]) !== spaceOf(family.ends[rows[index - 1]])) line.classList.add('border-top');
    }
    const next = [...this.lines.keys()].filter((other) => other > index).sort((a, b) => a - b)[0];
    this.canvas.insertBefore(line, next === undefined ? null : /** @type {any} */ (this.lines.get(next)).line);
    const known = { line, cells: new Map() };
    this.lines.set(index, known);
    return known;
  }

  /**
   * @param {{ line: HTMLElement, cells: Map<number, HTMLElement> }} known @param {number} row @param {number} column
   * @param {number} first @param {number} width
   */
  addCell(known, row, column, first, width) {
    const cell = this.makeCell(row, column);
    cell.tabIndex = -1;
    cell.dataset.row = String(row);
    cell.dataset.column = String(column);
    cell.setAttribute('aria-colindex', String(column + 2));
    if (column >= 0) {
      cell.style.left = `${first + column * width}px`;
      const { columns, family } = this.view;
      if (column > 0 && spaceOf(family.ends[columns[column]]) !== spaceOf(family.ends[columns[column - 1]])) cell.classList.add('border-left');
    }
    const next = [...known.cells.keys()].filter((other) => other > column).sort((a, b) => a - b)[0];
    known.line.insertBefore(cell, next === undefined ? null : known.cells.get(next) ?? null);
    known.cells.set(column, cell);
  }

  /** @param {number} row @param {number} column */
  makeCell(row, column) {
    const { family: { ends, cells }, rows, columns, matches } = this.view;
    if (row < 0 && column < 0) {
      const corner = element('div', 'cell side column corner', element('span', '', 'to →'), element('span', '', 'from ↓'));
      corner.setAttribute('role', 'columnheader');
      return corner;
    }
    if (row < 0 || column < 0) {
      const end = ends[row < 0 ? columns[column] : rows[row]];
      const header = row < 0
        ? element('div', 'cell column', element('span', 'space', spaceOf(end)), element('span', '', shortName(end), element('span', 'count', countOf(end))))
        : element('div', 'cell side', element('span', 'space', `${spaceOf(end)} `), shortName(end), element('span', 'count', countOf(end)));
      header.setAttribute('role', row < 0 ? 'columnheader' : 'rowheader');
      header.title = end.name;
      return header;
    }
    const [from, to] = [rows[row], columns[column]];
    const trace = cells[from][to];
    if (trace < 0) {
      const none = element('div', 'cell none');
      none.setAttribute('role', 'gridcell');
      none.setAttribute('aria-label', 'between addresses: not policy of workloads');
      return none;
    }
    const answer = answers[trace];
    const cell = element('div', `cell ${answer.verdict}${matches(from, to) ? '' : ' dim'}`, cellText(answer));
    cell.setAttribute('role', 'gridcell');
    cell.setAttribute('aria-label', answerWords(answer));
    cell.title = `${ends[from].name} → ${ends[to].name}: ${answerText(answer)}`;
    return cell;
  }

  /** Shows which cell a Tab comes to, its row and its column, and the one that the panel is about. */
  mark() {
    const { rows, columns } = this.view;
    for (const [row, { cells }] of this.lines) {
      for (const [column, cell] of cells) {
        const isActive = row === this.active.row && column === this.active.column;
        cell.tabIndex = isActive ? 0 : -1;
        cell.classList.toggle('marked', (row < 0 && column >= 0 && column === this.active.column) || (column < 0 && row >= 0 && row === this.active.row));
        const isChosen = this.chosen !== undefined && (rows[row] ?? -1) === this.chosen.from && (columns[column] ?? -1) === this.chosen.to;
        cell.classList.toggle('chosen', isChosen);
        if (isChosen) cell.setAttribute('aria-selected', 'true'); else cell.removeAttribute('aria-selected');
      }
    }
  }

  /** @param {number} row @param {number} column */
  move(row, column) {
    const { rows, columns } = this.view;
    this.active = { row: Math.min(Math.max(row, -1), rows.length - 1), column: Math.min(Math.max(column, -1), columns.length - 1) };
    this.reveal();
    this.draw();
    this.focus();
  }

  focus() {
    this.lines.get(this.active.row)?.cells.get(this.active.column)?.focus({ preventScroll: true });
  }

  /** Scrolls the active cell out from under the headers. */
  reveal() {
    const { row, head, column, first } = this.sizes();
    const { root, active } = this;
    if (active.row >= 0) {
      const top = active.row * row;
      root.scrollTop = Math.min(Math.max(root.scrollTop, top + row + head - root.clientHeight), top);
    }
    if (active.column >= 0) {
      const left = active.column * column;
      root.scrollLeft = Math.min(Math.max(root.scrollLeft, left + column + first - root.clientWidth), left);
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.metaKey) return;
    const { row, column } = this.active;
    const screen = Math.max(1, Math.floor(this.root.clientHeight / this.sizes().row) - 2);
    const [lastRow, lastColumn] = [this.view.rows.length - 1, this.view.columns.length - 1];
    switch (event.key) {
      case 'ArrowUp': this.move(event.ctrlKey ? 0 : row - 1, column); break;
      case 'ArrowDown': this.move(event.ctrlKey ? lastRow : row + 1, column); break;
      case 'ArrowLeft': this.move(row, event.ctrlKey ? 0 : column - 1); break;
      case 'ArrowRight': this.move(row, event.ctrlKey ? lastColumn : column + 1); break;
      case 'Home': this.move(event.ctrlKey ? 0 : row, 0); break;
      case 'End': this.move(event.ctrlKey ? lastRow : row, lastColumn); break;
      case 'PageUp': this.move(Math.max(0, row - screen), column); break;
      case 'PageDown': this.move(row + screen, column); break;
      case 'Enter':
      case ' ': this.choose(); break;
      default: return;
    }
    event.preventDefault();
  }

  choose() {
    const { rows, columns } = this.view;
    this.open(rows[this.active.row] ?? -1, columns[this.active.column] ?? -1);
  }

  /** @param {Event} event @returns {HTMLElement | null} */
  cellOf(event) {
    return /** @type {Element} */ (event.target).closest('.cell');
  }

  /** @param {Event} event */
  entered(event) {
    const cell = this.cellOf(event);
    if (cell === null) return;
    this.active = { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
    this.mark();
  }

  /** @param {MouseEvent} event */
  click(event) {
    const cell = this.cellOf(event);
    if (cell === null) return;
    this.active = { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
    this.focus();
    this.choose();
  }
}

/** Numbers from a little before `first` to a little after `last`, as far as there are any. @param {number} first @param {number} last @param {number} count */
function span(first, last, count) {
  const begin = Math.max(0, first - MARGIN);
  return Array.from({ length: Math.max(0, Math.min(count, last + MARGIN) - begin) }, (_, index) => begin + index);
}
