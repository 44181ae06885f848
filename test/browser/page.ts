import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeCluster } from '../../bench/verdict';
import { run } from '../../src/cli/run';

/** What is used of puppeteer-core, which is installed beside the product. */
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

interface PageMessage {
  readonly message: string;
  type(): string;
  text(): string;
}

interface Page {
  readonly keyboard: { press(key: string): Promise<void>; down(key: string): Promise<void>; up(key: string): Promise<void> };
  on(event: 'console' | 'pageerror', listener: (message: PageMessage) => void): void;
  setViewport(size: { width: number; height: number }): Promise<void>;
  emulateMediaFeatures(features: { name: string; value: string }[]): Promise<void>;
  emulateMediaType(type: string | undefined): Promise<void>;
  goto(url: string): Promise<unknown>;
  evaluate<T>(code: string): Promise<T>;
  click(selector: string): Promise<void>;
  type(selector: string, text: string): Promise<void>;
  select(selector: string, value: string): Promise<unknown>;
  screenshot(options: { path: string }): Promise<unknown>;
  addScriptTag(options: { path: string }): Promise<unknown>;
  close(): Promise<void>;
}

const FIXTURE = join(__dirname, 'shop.yaml');
const MOST_BYTES = 2_000_000;
const folder = mkdtempSync(join(tmpdir(), 'matrix-page-'));
const at = process.argv.indexOf('--screenshots');
const screenshots = at < 0 ? join(folder, 'screenshots') : process.argv[at + 1];
mkdirSync(screenshots, { recursive: true });

async function matrix(format: string, ...args: string[]): Promise<string> {
  let out = '';
  let error = '';
  const code = await run(['matrix', ...args, '--complete', '--format', format], {
    out: (text) => { out += text; }, error: (text) => { error += text; }, hasColors: false,
  });
  assert.equal(code, 0, error);
  return out;
}

interface Opening {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly hash?: string;
}

class Suite {
  public passed = 0;
  public failed = 0;

  public constructor(private readonly browser: Browser) {}

  /** Opens a page for one test, which also fails when the page reports an error. */
  public async test(name: string, file: string, check: (page: Page) => Promise<void>, opening: Opening = {}): Promise<void> {
    const page = await this.browser.newPage();
    const errors: string[] = [];
    page.on('console', (message) => { if (message.type() === 'error') { errors.push(message.text()); } });
    page.on('pageerror', ({ message }) => errors.push(message));
    try {
      await page.setViewport({ width: opening.width ?? 1360, height: opening.height ?? 800 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: opening.scheme ?? 'light' }]);
      await page.goto(`${pathToFileURL(file).href}${opening.hash ?? ''}`);
      await check(page);
      assert.deepEqual(errors, []);
      this.passed++;
      console.log(`ok: ${name}`);
    } catch (error) {
      this.failed++;
      console.log(`FAILED: ${name}\n${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      await page.screenshot({ path: join(screenshots, `${name.replace(/[^a-z0-9]+/gi, '-')}.png`) });
      await page.close();
    }
  }
}

const text = (page: Page, selector: string): Promise<string> => page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`);
const texts = (page: Page, selector: string): Promise<string[]> => page.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})].map((e) => e.textContent)`);
/** Where the focus is: row and column of a cell, else an id. */
const focus = (page: Page): Promise<string> => page.evaluate(
  '(() => { const { dataset, id } = document.activeElement; return dataset.row === undefined ? id : `${dataset.row}/${dataset.column}`; })()',
);
const rows = (page: Page): Promise<string[]> => texts(page, '.row:not(.top) > .side');
const columns = (page: Page): Promise<string[]> => texts(page, '.row.top > .column:not(.corner)');

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) { await page.keyboard.press(key); }
}

async function small(suite: Suite, file: string): Promise<void> {
  await suite.test('small light', file, async (page) => {
    assert.match(await text(page, '#summary'), /^6 workloads in 5 classes, 3 blocks of addresses · 55 pairs: /);
    assert.deepEqual((await rows(page)).slice(1, 3), ['data pg-0 ×2', 'observability agent']);
    assert.equal(await text(page, '[data-row="5"][data-column="1"]'), '–');
    assert.equal(await text(page, '[data-row="6"][data-column="1"]'), '? TCP 22');
    assert.equal(await text(page, '[data-row="3"][data-column="1"]'), 'TCP 5432, 6000:6001');
    assert.equal(await text(page, '[data-row="5"][data-column="4"]'), '–');
  });

  await suite.test('a cell says who decided, by keyboard', file, async (page) => {
    await page.evaluate('document.querySelector("#clear").focus()');
    await press(page, 'Tab');
    assert.equal(await focus(page), '0/0', 'one Tab comes to the matrix');
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight');
    assert.equal(await focus(page), '3/1');
    assert.notEqual(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), 'none', 'the focus can be seen');
    assert.equal(await page.evaluate('document.querySelectorAll(".cell[tabindex=\'0\']").length'), 1);
    await press(page, 'Enter');
    assert.equal(await focus(page), 'panel');
    const panel = await text(page, '#panel');
    assert.match(panel, /shop\/checkout.* → data\/pg-0 ×2/);
    assert.match(panel, /TCP 5432, 6000:6001allowed/);
    assert.match(panel, /tier default: allowed by NetworkPolicy data\/pg, ingress rule 1[^ ]*shop\.yaml:\d+/);
    assert.match(panel, /denied by the end of tier default \(default action Deny\): NetworkPolicy data\/pg applies to ingress/);
    await page.evaluate('document.querySelector("#from").focus()');
    await press(page, 'Escape');
    assert.equal(await page.evaluate('document.querySelector("#panel").hidden'), false, 'Escape in a field is about the field');
    await page.evaluate('document.querySelector("#panel").focus()');
    await press(page, 'Escape');
    assert.equal(await focus(page), '3/1', 'Escape comes back to the cell');
    assert.equal(await page.evaluate('document.querySelector("#panel").hidden'), true);
    await press(page, 'End');
    assert.equal(await focus(page), '3/7');
    await press(page, 'Home', 'ArrowLeft', 'Enter');
    assert.match(await text(page, '#panel'), /Reaches \d+/, 'a header says what its end reaches');
    await press(page, 'Escape', 'Tab');
    assert.ok(!/^-?\d/.test(await focus(page)), 'Tab leaves the matrix');
  });

  await suite.test('the rule has the line that it is written in', file, async (page) => {
    const lines = readFileSync(FIXTURE, 'utf8').split('\n');
    await page.click('[data-row="3"][data-column="1"]');
    const place = (await texts(page, '.place')).find((each) => each.includes('shop.yaml') && lines[Number(each.split(':').at(-1)) - 1].includes('6000:6001'));
    assert.ok(place, 'the place of the rule with port 6000');
  });

  await suite.test('filters', file, async (page) => {
    await page.type('#from', 'web');
    assert.deepEqual(await rows(page), ['shop web']);
    await page.select('#to-namespace', '=data');
    assert.deepEqual(await columns(page), ['datapg-0 ×2']);
    await page.click('#swap');
    assert.deepEqual([await rows(page), await columns(page)], [['data pg-0 ×2'], ['shopweb']]);
    await page.click('#clear');
    await page.evaluate('new Promise(requestAnimationFrame)');
    assert.equal(await text(page, '#shown'), '8 of 8 rows, 8 of 8 columns');
    await page.select('#verdict', 'unknown');
    assert.deepEqual(await columns(page), ['datapg-0 ×2']);
    await page.select('#verdict', 'deny');
    assert.ok((await texts(page, '.cell.allow:not(.dim)')).length === 0);
    await page.select('#verdict', '');
    await page.type('#text', 'tcp/443');
    const onPort = await texts(page, '.cell.allow:not(.dim), .cell.unknown:not(.dim)');
    assert.ok(onPort.includes('TCP 80, 443') && onPort.includes('all*') && !onPort.some((each) => each.startsWith('TCP 5432')));
    assert.equal(await page.evaluate('document.querySelectorAll(".cell.deny:not(.dim)").length'), 0);
    await page.evaluate('document.querySelector("#text").value = ""');
    await page.type('#text', 'tcp/6001');
    assert.ok((await texts(page, '.cell.allow:not(.dim)')).includes('TCP 5432, 6000:6001'), 'a port in a range');
    await page.evaluate('document.querySelector("#text").value = ""');
    await page.type('#text', 'ingress rule 1');
    assert.ok((await rows(page)).length > 0);
    await page.type('#text', ' of nobody');
    assert.equal(await page.evaluate('document.querySelector("#empty").hidden'), false);
    await page.click('#clear');
    await page.evaluate('new Promise(requestAnimationFrame)');
    await page.type('#from', '203.0.113.77');
    assert.deepEqual(await rows(page), ['outside GlobalNetworkSet office'], 'an address finds the block that holds it');
  });

  await suite.test('names are text and nothing else', file, async (page) => {
    assert.ok((await rows(page)).includes('<b onclick=globalThis.hacked=1>x <img src=x onerror=globalThis.hacked=1>'));
    await page.click('[data-row="1"][data-column="0"]');
    assert.match(await text(page, '#panel'), /GlobalNetworkPolicy <\/script><script>globalThis\.hacked=1<\/script><!--, ingress rule 1/);
    await page.click('[data-row="-1"][data-column="0"]');
    assert.equal(await page.evaluate('document.querySelectorAll("img, b, i, iframe").length'), 0);
    assert.equal(await page.evaluate('document.scripts.length'), 2);
    assert.equal(await page.evaluate('globalThis.hacked'), undefined);
  });

  await suite.test('the page lets no other script run and loads nothing', file, async (page) => {
    assert.equal(await page.evaluate('performance.getEntriesByType("resource").length'), 0);
    assert.match(await page.evaluate('document.querySelector("meta[http-equiv]").content'), /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';/);
  });

  await suite.test('a link opens its pair', file, async (page) => {
    assert.match(await text(page, '#panel-title'), /shop\/web → data\/pg-0 ×2/);
  }, { hash: `#v4/${encodeURIComponent('shop/web')}/${encodeURIComponent('data/pg-0 ×2')}` });

  await suite.test('print is a list of pairs', file, async (page) => {
    await page.emulateMediaType('print');
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    assert.match(await text(page, '#list caption'), /What is not listed is denied\./);
    assert.ok((await texts(page, '#list tbody tr')).includes('shop/webdata/pg-0 ×2TCP 5432, 6000:6001–'));
    assert.equal(await page.evaluate('getComputedStyle(document.querySelector("main")).display'), 'none');
  });

  await suite.test('small dark', file, async (page) => { await page.click('[data-row="3"][data-column="1"]'); }, { scheme: 'dark' });

  for (const scheme of ['light', 'dark'] as const) {
    await suite.test(`contrast ${scheme}`, file, async (page) => {
      await page.click('[data-row="3"][data-column="1"]');
      const low = await page.evaluate<string[]>(CONTRAST);
      assert.deepEqual(low, []);
    }, { scheme });
  }

  for (const [name, act] of [['phone', undefined], ['phone trace', '[data-row="3"][data-column="1"]']] as const) {
    await suite.test(name, file, async (page) => {
      if (act !== undefined) { await page.click(act); }
      assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true, 'the page is as wide as the screen');
    }, { width: 390, height: 800 });
  }
}

/** Texts whose contrast with what is behind them is below 4.5, as WCAG counts it. */
const CONTRAST = `(() => {
  const light = (color) => {
    const [r, g, b] = color.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const low = new Set();
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (!own || element.closest('script, noscript, [hidden]') || element.getClientRects().length === 0) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color).slice(0, 3)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.add(element.className + ' ' + element.tagName + ' ' + ratio.toFixed(2));
  }
  return [...low];
})()`;

async function large(suite: Suite, file: string): Promise<void> {
  await suite.test('200 classes', file, async (page) => {
    const bytes = readFileSync(file).length;
    const took = await page.evaluate<number>('performance.timing.loadEventEnd - performance.timing.responseEnd');
    assert.match(await text(page, '#summary'), /^226 workloads in 20\d classes/);
    assert.ok(bytes < MOST_BYTES, `the page has ${bytes} bytes`);
    assert.ok(took < 3000, `the page took ${took} ms`);
    assert.ok(await page.evaluate<number>('document.querySelectorAll(".cell").length') < 3000, 'only what is in sight is in the document');
    const filter = await page.evaluate<number>(`(() => {
      const begin = performance.now();
      document.querySelector('#text').value = 'ingress rule 2';
      document.querySelector('#text').dispatchEvent(new Event('input', { bubbles: true }));
      return performance.now() - begin;
    })()`);
    console.log(`    ${bytes} bytes, shown in ${took} ms, filtered by a policy's rule in ${Math.round(filter)} ms`);
    assert.ok(filter < 2000, `filtering took ${filter} ms`);
    await page.click('#clear');
    await page.evaluate('new Promise(requestAnimationFrame)');
    await page.evaluate('document.querySelector(".cell[tabindex=\'0\']").focus()');
    await page.keyboard.down('Control');
    await press(page, 'End');
    await page.keyboard.up('Control');
    const last = await page.evaluate<number>('Number(document.querySelector("#grid").getAttribute("aria-rowcount")) - 2');
    assert.equal(await focus(page), `${last}/${last}`);
    await press(page, 'PageUp', 'ArrowLeft', 'ArrowLeft');
    const place = await focus(page);
    assert.match(place, new RegExp(`/${last - 2}$`));
    assert.equal(await page.evaluate(`(() => {
      const cell = document.activeElement.getBoundingClientRect();
      return document.elementFromPoint(cell.left + cell.width / 2, cell.top + cell.height / 2) === document.activeElement;
    })()`), true, 'nothing lies over the cell that has the focus');
    await press(page, 'Home', 'Enter');
    assert.equal(await focus(page), 'panel');
  }, { width: 1440, height: 900 });
}

/** Mermaid's own parser and renderer, with the settings that GitHub has. */
async function diagrams(suite: Suite, tools: string): Promise<void> {
  const blank = join(folder, 'blank.html');
  writeFileSync(blank, '<!DOCTYPE html><meta charset="utf-8"><title>Mermaid</title><link rel="icon" href="data:,">');
  const diagram = await matrix('mermaid', FIXTURE);
  await suite.test('Mermaid draws the diagram', blank, async (page) => {
    await page.addScriptTag({ path: join(tools, 'node_modules', 'mermaid', 'dist', 'mermaid.min.js') });
    const svg = await page.evaluate<string>(`(async () => {
      mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
      await mermaid.parse(${JSON.stringify(diagram)});
      const { svg } = await mermaid.render('matrix', ${JSON.stringify(diagram)});
      document.body.innerHTML = svg;
      return document.body.textContent;
    })()`);
    assert.ok(svg.includes('<b onclick=globalThis.hacked=1>x/<img src=x onerror=globalThis.hacked=1>'), 'a name stays a name');
    assert.ok(svg.includes('TCP 5432, 6000:6001'));
    assert.equal(await page.evaluate('document.querySelectorAll(".cluster").length'), 5);
    assert.equal(await page.evaluate('globalThis.hacked'), undefined);
  });
}

async function main(): Promise<number> {
  const tools = process.env.BROWSER_TOOLS!;
  const { launch } = createRequire(join(tools, 'package.json'))('puppeteer-core') as { launch(options: object): Promise<Browser> };
  const browser = await launch({ executablePath: process.env.CHROME_PATH, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const suite = new Suite(browser);
    const page = join(folder, 'small.html');
    writeFileSync(page, await matrix('html', FIXTURE));
    await small(suite, page);
    const manifests = join(folder, 'large.yaml');
    writeFileSync(manifests, makeCluster(226, 60).map((object) => JSON.stringify(object)).join('\n---\n'));
    const largePage = join(folder, 'large.html');
    writeFileSync(largePage, await matrix('html', manifests));
    await large(suite, largePage);
    await diagrams(suite, tools);
    console.log(`${suite.passed} passed, ${suite.failed} failed`);
    return suite.failed === 0 ? 0 : 1;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

void main().then((code) => { process.exitCode = code; });
