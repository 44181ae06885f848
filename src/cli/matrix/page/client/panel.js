/** What the panel says of a pair: all its traffic, by who decides. @param {Family} family @param {number} from @param {number} to */
function pairContent(family, from, to) {
  const [source, destination] = [family.ends[from], family.ends[to]];
  const title = element('h2', '', source.name, element('span', 'arrow', ' → '), destination.name);
  const trace = family.cells[from][to];
  if (trace < 0) return [title, element('p', 'reason', 'Traffic between addresses outside meets no policy of workloads.')];
  const order = ['allow', 'unknown', 'deny'];
  const traffic = trafficOf(trace).sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return [title, membersOf(source), membersOf(destination), ...traffic.map((each) => trafficContent(each, source, destination))];
}

/** @param {End} end */
function membersOf(end) {
  const count = end.members.length;
  const what = end.namespaces.length === 0 ? `${count} ${count === 1 ? 'network' : 'networks'}` : `${count} ${count === 1 ? 'workload' : 'workloads that policy treats alike'}`;
  return element('details', '', element('summary', '', `${end.name}: ${what}`), element('ul', '', ...end.members.map((member) => element('li', '', member))));
}

/** @param {Traffic} traffic @param {End} source @param {End} destination */
function trafficContent({ traffic, verdict, reason, ways }, source, destination) {
  const heading = element('h3', '', element('span', '', traffic), badge(verdict));
  return element('section', 'traffic', heading, ...reason === '' || ways.some((way) => way.reason === reason) ? [] : [element('p', 'reason', reason)],
    ...ways.map((way) => wayContent(way, source, destination)));
}

/** @param {Way} way @param {End} source @param {End} destination */
function wayContent({ place, verdict, reason, steps }, source, destination) {
  const where = place === 'egress' ? `egress of ${source.name}` : place === 'ingress' ? `ingress of ${destination.name}` : place;
  const items = steps.map((step, index) => stepContent(step, index === steps.length - 1));
  const nobody = steps.length === 0 && reason === '' && verdict !== 'skipped' ? [element('p', 'reason', 'no policy applies')] : [];
  return element('div', 'way', element('p', '', element('span', '', where), badge(verdict)), ...reason === '' ? [] : [element('p', 'reason', reason)], ...nobody,
    ...items.length === 0 ? [] : [element('ol', '', ...items)]);
}

/** @param {Step} step @param {boolean} isLast */
function stepContent({ tier, text, place, action, isCertain }, isLast) {
  const words = /** @type {Record<string, string>} */ (isCertain ? ACTION_WORDS : MAYBE_WORDS)[action];
  return element('li', isLast ? 'decides' : '', ...tier === '__PROFILE__' || text.startsWith('the end of tier ') ? [] : [element('span', 'tier', `tier ${tier}: `)], `${words} ${text}`,
    ...place === '' ? [] : [element('span', 'place', place)]);
}

/** @param {string} verdict */
function badge(verdict) {
  return element('span', `badge ${verdict}`, /** @type {Record<string, string>} */ (VERDICT_WORDS)[verdict]);
}

/** What the panel says of one end: whom it reaches, and who reaches it. @param {Family} family @param {number} number @param {(from: number, to: number) => void} open */
function endContent(family, number, open) {
  const end = family.ends[number];
  const members = membersOf(end);
  members.setAttribute('open', '');
  const others = family.ends.map((_, index) => index);
  return [
    element('h2', '', end.name), members,
    ...pairList(['Reaches', 'may reach'], family, others.map((other) => [number, other]), (pair) => pair[1], open),
    ...pairList(['Is reached by', 'may be reached by'], family, others.map((other) => [other, number]), (pair) => pair[0], open),
  ];
}

/**
 * @param {string[]} words for what is allowed and for what is unknown @param {Family} family @param {number[][]} pairs @param {(pair: number[]) => number} otherOf
 * @param {(from: number, to: number) => void} open
 */
function pairList(words, family, pairs, otherOf, open) {
  const answerOf = (/** @type {number[]} */ [from, to]) => answers[family.cells[from][to]];
  const told = pairs.filter(([from, to]) => family.cells[from][to] >= 0 && !says(answerOf([from, to]), 'deny'));
  const sure = told.filter((pair) => says(answerOf(pair), 'allow')).length;
  const items = told.map((pair) => {
    const answer = answerOf(pair);
    const button = element('button', '', element('span', '', family.ends[otherOf(pair)].name), element('span', `says ${answer.verdict}`, cellText(answer)));
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => open(pair[0], pair[1]));
    return element('li', '', button);
  });
  return [element('h3', 'list', `${words[0]} ${sure}${told.length > sure ? `, ${words[1]} ${told.length - sure} more` : ''}`), element('ul', 'pairs', ...items)];
}
