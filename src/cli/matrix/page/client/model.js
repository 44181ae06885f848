/**
 * @typedef {{ name: string, namespaces: string[], members: string[] }} End
 * @typedef {{ ipVersion: number, ends: End[], cells: number[][] }} Family
 * @typedef {{ tier: string, text: string, place: string, action: string, isCertain: boolean }} Step
 * @typedef {{ place: string, verdict: string, reason: string, steps: Step[] }} Way
 * @typedef {{ traffic: string, verdict: string, reason: string, ways: Way[] }} Traffic
 * @typedef {{ allow: string, unknown: string, verdict: 'allow' | 'unknown' | 'deny', isAll: boolean }} Answer
 */

const page = JSON.parse(/** @type {HTMLElement} */ (document.getElementById('data')).textContent || '');

/** @type {Family[]} */
const families = page.families;

const VERDICTS = ['allow', 'deny', 'unknown', 'none', 'skipped'];
const ACTIONS = ['allow', 'deny', 'pass'];
const VERDICT_WORDS = { allow: 'allowed', deny: 'denied', unknown: 'unknown', none: 'no decision', skipped: 'not reached' };
const ACTION_WORDS = { allow: 'allowed by', deny: 'denied by', pass: 'passes on at' };
const MAYBE_WORDS = { allow: 'may be allowed by', deny: 'may be denied by', pass: 'may pass on at' };

/** @param {number} index */
const textOf = (index) => (index < 0 ? '' : page.strings[index]);

/** @param {number} index */
const reasonOf = (index) => textOf(index).replace(/^for /, 'because ');

/** Who decides about the traffic of a trace. @param {number} trace @returns {Traffic[]} */
function trafficOf(trace) {
  return page.traces[trace].slice(2).map((/** @type {number[]} */ [traffic, verdict, reason, ...ways]) => ({
    traffic: textOf(traffic), verdict: VERDICTS[verdict], reason: reasonOf(reason), ways: ways.map(wayOf),
  }));
}

/** @param {number} index @returns {Way} */
function wayOf(index) {
  const [place, verdict, reason, ...steps] = page.ways[index];
  return { place: textOf(place), verdict: VERDICTS[verdict], reason: reasonOf(reason), steps: steps.map(stepOf) };
}

/** @param {number} index @returns {Step} */
function stepOf(index) {
  const [tier, text, place, action, certain] = page.steps[index];
  return { tier: textOf(tier), text: textOf(text), place: textOf(place), action: ACTIONS[action], isCertain: certain === 1 };
}

/** @type {Answer[]} */
const answers = page.traces.map((/** @type {[number, number, ...number[][]]} */ [allow, unknown, ...traffic]) => ({
  allow: textOf(allow),
  unknown: textOf(unknown),
  verdict: unknown >= 0 ? 'unknown' : allow >= 0 ? 'allow' : 'deny',
  // Policy allows everything; Felix drops what pods encapsulate themselves.
  isAll: allow >= 0 && traffic.every(([, verdict, reason]) => verdict === 0 || page.drops.includes(reason)),
}));

/** What a cell says, in full. @param {Answer} answer */
function answerText({ allow, unknown }) {
  return [allow, unknown && `? ${unknown}`].filter(Boolean).join('; ') || '–';
}

/** What fits into a cell. @param {Answer} answer */
function cellText(answer) {
  if (answer.isAll) return answer.allow === 'everything' ? 'all' : 'all*';
  return answerText(answer).replace(/(^|; |\? )everything but /g, '$1all but ').replace(/^\? everything$/, '? all');
}

/** The same for ears. @param {Answer} answer */
function answerWords({ allow, unknown }) {
  return [allow && `${allow} allowed`, unknown && `${unknown} unknown`].filter(Boolean).join(', ') || 'all denied';
}

/** @param {End} end */
function countOf(end) {
  return end.namespaces.length === 0 || end.members.length === 1 ? '' : ` ×${end.members.length}`;
}

/** The name without namespace and count. @param {End} end */
function shortName(end) {
  const bare = end.name.slice(0, end.name.length - countOf(end).length);
  return end.namespaces.length === 0 ? bare : bare.slice(bare.indexOf('/') + 1);
}

/** @param {End} end */
function spaceOf(end) {
  return end.namespaces.length === 0 ? 'outside' : end.namespaces.length === 1 ? end.namespaces[0] : `${end.namespaces[0]} and ${end.namespaces.length - 1} more`;
}

/**
 * An element. Text comes in as text only: nothing that a manifest says becomes markup.
 * @param {string} tag @param {string} className @param {...(Node | string)} children
 */
function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** @param {string} id @returns {any} */
function byId(id) {
  return document.getElementById(id);
}
