/** What is printed: the pairs that the filters leave, one a line. @param {ReturnType<typeof filtered>} view */
function listOfPairs({ family, rows, columns, matches }) {
  const wantsDenied = byId('verdict').value === 'deny';
  const head = element('tr', '', ...['from', 'to', 'allowed', 'unknown'].map((title) => {
    const cell = element('th', '', title);
    cell.setAttribute('scope', 'col');
    return cell;
  }));
  const body = rows.flatMap((from) => columns.flatMap((to) => {
    const trace = family.cells[from][to];
    if (trace < 0 || !matches(from, to) || (answers[trace].verdict === 'deny' && !wantsDenied)) return [];
    const { allow, unknown } = answers[trace];
    return [element('tr', '', ...[family.ends[from].name, family.ends[to].name, allow || '–', unknown || '–'].map((text) => element('td', '', text)))];
  }));
  const words = filterText();
  const caption = element('caption', '', `IPv${family.ipVersion}, ${body.length} pairs. ${wantsDenied ? '' : 'What is not listed is denied. '}${words && `Filtered by ${words}.`}`);
  return element('table', '', caption, element('thead', '', head), element('tbody', '', ...body));
}
