const INPUTS = ['from', 'from-namespace', 'to', 'to-namespace', 'text', 'verdict', 'version'];

/** The texts of a trace that the third field looks through, in lower case; made when first asked for. @type {string[]} */
const haystacks = [];

/** @param {number} trace */
function haystack(trace) {
  return haystacks[trace] ??= [
    answerText(answers[trace]),
    ...trafficOf(trace).flatMap(({ ways }) => ways.flatMap(({ steps }) => steps.map(({ tier, text, place }) => `${tier} ${text} ${place}`))),
  ].join('\n').toLowerCase();
}

/** Texts of an end to look through. @type {WeakMap<End, string>} */
const endTexts = new WeakMap();

/** @param {End} end */
function endText(end) {
  let text = endTexts.get(end);
  if (text === undefined) {
    text = [end.name, ...end.members].join('\n').toLowerCase();
    endTexts.set(end, text);
  }
  return text;
}

/** @param {string} address @returns {number | undefined} an IPv4 address as a number */
function ipv4(address) {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  return parts === undefined || parts.some((part) => part > 255) ? undefined : parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** Whether one of the networks of an end holds an address. @param {End} end @param {number} ip */
function holds(end, ip) {
  return end.namespaces.length === 0 && end.members.some((net) => {
    const [base, prefix] = net.split('/');
    const first = ipv4(base);
    return first !== undefined && ip >= first && ip < first + 2 ** (32 - Number(prefix));
  });
}

/** @param {End} end @param {string} wanted @param {string} namespace */
function endMatches(end, wanted, namespace) {
  if (namespace === 'outside:' ? end.namespaces.length > 0 : namespace !== '' && !end.namespaces.includes(namespace.slice(1))) return false;
  const ip = ipv4(wanted);
  return wanted === '' || (ip !== undefined && holds(end, ip)) || endText(end).includes(wanted);
}

/**
 * What the filters leave: numbers of rows and columns, and which cells match.
 * @returns {{ family: Family, rows: number[], columns: number[], matches: (row: number, column: number) => boolean }}
 */
function filtered() {
  const [from, fromNamespace, to, toNamespace, text, verdict, version] = INPUTS.map((id) => byId(id).value.trim());
  const family = families.find(({ ipVersion }) => String(ipVersion) === version) ?? families[0];
  const numbers = family.ends.map((_, index) => index);
  const rows = numbers.filter((index) => endMatches(family.ends[index], from.toLowerCase(), fromNamespace));
  const columns = numbers.filter((index) => endMatches(family.ends[index], to.toLowerCase(), toNamespace));
  const wanted = text.toLowerCase();
  const port = portQuery(wanted);
  /** @type {(boolean | undefined)[]} */
  const known = [];
  const matches = (/** @type {number} */ row, /** @type {number} */ column) => {
    const trace = family.cells[row][column];
    if (trace < 0) return false;
    return known[trace] ??= port !== undefined ? says(onPort(answers[trace], port), verdict || 'some')
      : says(answers[trace], verdict) && (wanted === '' || haystack(trace).includes(wanted));
  };
  if (wanted === '' && verdict === '') return { family, rows, columns, matches: () => true };
  return {
    family,
    matches,
    rows: rows.filter((row) => columns.some((column) => matches(row, column))),
    columns: columns.filter((column) => rows.some((row) => matches(row, column))),
  };
}

/** What an answer says of one port. @param {Answer} answer @param {{ port: number, protocols: string[] }} port */
function onPort({ allow, unknown }, port) {
  return { allow: carries(allow, port) ? allow : '', unknown: carries(unknown, port) ? unknown : '' };
}

/** @param {{ allow: string, unknown: string }} answer @param {string} verdict */
function says({ allow, unknown }, verdict) {
  switch (verdict) {
    case 'some': return allow !== '' || unknown !== '';
    case 'allow': return allow !== '';
    case 'unknown': return unknown !== '';
    case 'deny': return allow === '' && unknown === '';
    default: return true;
  }
}

/** What is being filtered by, in words. @returns {string} */
function filterText() {
  return INPUTS.filter((id) => id !== 'version' && byId(id).value !== '').map((id) => {
    const input = byId(id);
    const value = input.tagName === 'SELECT' ? input.selectedOptions[0].textContent : input.value;
    return `${input.dataset.name ?? id}: ${value}`;
  }).join(', ');
}

function fillFilters() {
  const names = [...new Set(families.flatMap(({ ends }) => ends.flatMap(({ namespaces }) => namespaces)))].sort();
  for (const id of ['from-namespace', 'to-namespace']) {
    const options = [['', 'all'], ...names.map((name) => [`=${name}`, name]), ['outside:', 'addresses outside']];
    byId(id).append(...options.map(([value, label]) => new Option(label, value)));
  }
  byId('version').append(...families.map(({ ipVersion }) => new Option(`IPv${ipVersion}`, String(ipVersion))));
  byId('versions').hidden = families.length < 2;
}
