const panel = byId('panel');
let view = filtered();
const grid = new Grid(byId('grid'), openPanel);

function refresh() {
  view = filtered();
  grid.show(view);
  byId('empty').hidden = view.rows.length > 0 && view.columns.length > 0;
  const all = view.family.ends.length;
  byId('shown').value = `${view.rows.length} of ${all} rows, ${view.columns.length} of ${all} columns`;
}

/** @param {number} from @param {number} to -1 for the header of the other @param {boolean} [keepFocus] */
function openPanel(from, to, keepFocus) {
  if (from < 0 && to < 0) return;
  const close = element('button', 'close', 'Close');
  close.setAttribute('type', 'button');
  close.addEventListener('click', closePanel);
  const { family } = view;
  const content = from >= 0 && to >= 0 ? pairContent(family, from, to) : endContent(family, from >= 0 ? from : to, openPanel);
  content[0].id = 'panel-title';
  panel.replaceChildren(close, ...content);
  panel.hidden = false;
  panel.scrollTop = 0;
  grid.chosen = { from, to };
  grid.mark();
  if (!keepFocus) panel.focus();
  remember(from, to);
}

function hidePanel() {
  panel.hidden = true;
  grid.chosen = undefined;
  grid.mark();
  remember(-1, -1);
}

/** Hides the panel and goes back to where it was opened from. */
function closePanel() {
  hidePanel();
  grid.reveal();
  grid.draw();
  grid.focus();
}

/** The address names the pair, so that it can be sent to somebody. @param {number} from @param {number} to */
function remember(from, to) {
  const { ends, ipVersion } = view.family;
  const names = [from, to].map((number) => encodeURIComponent(ends[number]?.name ?? ''));
  history.replaceState(null, '', from < 0 && to < 0 ? location.pathname + location.search : `#v${ipVersion}/${names.join('/')}`);
}

function openRemembered() {
  const match = /^#v([46])\/([^/]*)\/([^/]*)$/.exec(location.hash);
  if (match === null) return;
  byId('version').value = match[1];
  refresh();
  const numberOf = (/** @type {string} */ name) => view.family.ends.findIndex((end) => end.name === decodeURIComponent(name));
  const [from, to] = [numberOf(match[2]), numberOf(match[3])];
  if (from < 0 && to < 0) return;
  grid.active = { row: view.rows.indexOf(from), column: view.columns.indexOf(to) };
  grid.reveal();
  grid.draw();
  openPanel(from, to, true);
}

function summarize() {
  const told = families.flatMap(({ cells }) => cells.flat()).filter((trace) => trace >= 0);
  const count = (/** @type {string} */ verdict) => told.filter((trace) => says(answers[trace], verdict)).length;
  const { ends } = families[0];
  const classes = ends.filter(({ namespaces }) => namespaces.length > 0);
  const workloads = classes.reduce((sum, { members }) => sum + members.length, 0);
  const number = (/** @type {number} */ value, /** @type {string} */ one, /** @type {string} */ many) => (
    `${value.toLocaleString('en')} ${value === 1 ? one : many}`
  );
  const blocks = ends.length - classes.length;
  byId('summary').textContent = [
    `${number(workloads, 'workload', 'workloads')} in ${number(classes.length, 'class', 'classes')}, ${number(blocks, 'block', 'blocks')} of addresses`,
    `${number(told.length, 'pair', 'pairs')}: ${[['allow', 'something allowed'], ['deny', 'all denied'], ['unknown', 'something unknown']]
      .map(([verdict, words]) => number(count(verdict), words, words)).join(', ')}`,
    `Calico ${page.calico}`, page.isComplete ? 'the input is all there is' : 'there may be more than the input', ...page.isStaged ? ['staged policies enforced'] : [],
  ].join(' · ');
  byId('starred').hidden = !answers.some(({ isAll, allow }) => isAll && allow !== 'everything');
  const notes = byId('notes');
  notes.hidden = page.notes.length === 0;
  notes.querySelector('summary').textContent = `${page.notes.length} ${page.notes.length === 1 ? 'note' : 'notes'} about the input`;
  notes.querySelector('ul').append(...page.notes.map((/** @type {string} */ note) => element('li', '', note)));
}

if (families.length > 0) {
  fillFilters();
  summarize();
  refresh();
  openRemembered();
} else {
  byId('empty').textContent = 'The input has no workloads.';
  byId('empty').hidden = false;
}
byId('filters').addEventListener('input', refresh);
byId('filters').addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault());
byId('filters').addEventListener('reset', () => setTimeout(refresh));
byId('swap').addEventListener('click', () => {
  for (const [one, other] of [['from', 'to'], ['from-namespace', 'to-namespace']]) {
    [byId(one).value, byId(other).value] = [byId(other).value, byId(one).value];
  }
  refresh();
});
byId('version').addEventListener('change', hidePanel);
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault();
  grid.focus();
});
document.addEventListener('keydown', (event) => {
  // In a search field Escape empties it.
  if (event.key === 'Escape' && !panel.hidden && !(event.target instanceof HTMLInputElement)) {
    closePanel();
    event.preventDefault();
  }
});
window.addEventListener('beforeprint', () => byId('list').replaceChildren(listOfPairs(view)));
window.addEventListener('afterprint', () => byId('list').replaceChildren());
