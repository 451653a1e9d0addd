/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chromium, and what every page must be: accessible, within its width, silent on the console, valid, small. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { HtmlValidate } from 'html-validate';
import pw from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const validator = new HtmlValidate(JSON.parse(readFileSync(new URL('../.htmlvalidate.json', import.meta.url), 'utf8')));
/* Without its desktop Chromium does not know how fast the net is: it is told to look ahead for pictures as far as it does on a fast
   one. The mouse stands in the same option, in which Playwright has it too. */
const settings = 'primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4,lazyLoadingImageMarginPxUnknown=1250';
const flags = [`--blink-settings=${settings}`, '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none'];
const long = process.env.REGULARS_TEST_LONG === 'yes';

/* REGULARS_TEST_SHOTS=FOLDER keeps a picture of each page at both widths. */
const shots = process.env.REGULARS_TEST_SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

export const languages = ['zh-CN', 'en'];
export const phone = { width: 390, height: 844 };
export const desk = { width: 1280, height: 900 };

/* How walks are walked: each language at one of the widths, on the phone without script; with --long both the other way round, too. */
export const ways = [
  { lang: 'zh-CN', viewport: phone, script: false, name: 'phone, Chinese, no script' },
  { lang: 'en', viewport: desk, script: true, name: 'desk, English' },
  { lang: 'zh-CN', viewport: desk, script: true, name: 'desk, Chinese' },
  { lang: 'en', viewport: phone, script: false, name: 'phone, English, no script' },
].slice(0, long ? 4 : 2);

/* Without its desktop where that is to be had: half the work a page. */
const programs = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
export const launch = () => pw.chromium.launch({ executablePath: process.env.CHROMIUM ?? programs.find(existsSync), args: flags });

/* A window of somebody: his language, his session (what session() gave), with or without script. */
export async function open(browser, house, { lang = 'en', session, viewport = phone, script = true } = {}) {
  const context = await browser.newContext({ baseURL: house.url, viewport, javaScriptEnabled: script, reducedMotion: 'reduce',
    storageState: session, locale: lang, timezoneId: 'Asia/Shanghai' });
  context.setDefaultTimeout(20000);
  context.hasScript = script;
  await context.addCookies([{ name: 'lang', value: `${lang}.mine`, url: house.url }]);
  return context;
}

/* A page that gathers what the browser complains of. That a page itself is refused is no complaint. */
export async function newPage(context) {
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (m) => {
    const isOwnStatus = m.location().url === page.url() && m.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(m.type()) && !isOwnStatus) page.complaints.push(m.text());
  });
  page.on('pageerror', (e) => page.complaints.push(String(e)));
  page.on('response', (r) => {
    if (r.request().isNavigationRequest() && r.frame() === page.mainFrame() && (r.status() < 300 || r.status() >= 400)) page.answer = r;
  });
  return page;
}

/* A page that was used, as newPage() gives it. */
export async function asNew(page) {
  page.complaints = [];
  page.answer = undefined;
  await page.setViewportSize(phone);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const everything = { runOnly: tags, rules: { 'target-size': { enabled: true } } };
const coloursOnly = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

async function violations(page, options) {
  const found = await page.evaluate((o) => globalThis.axe.run(document, { ...o, resultTypes: ['violations'] }), options);
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html} ${n.failureSummary ?? ''}`).join(' | ')}`);
}

async function sidewaysScroll(page, width, mayScroll) {
  await page.setViewportSize({ width, height: 900 });
  const wide = await page.evaluate(() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return [];
    const scrolls = (e) => e && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    return ['the page', ...[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > most + 1 && !scrolls(e))
      .map((e) => e.outerHTML.slice(0, 120)).slice(-4)];
  });
  assert.deepEqual(wide, [], `scrolls sideways at ${width} px`);
  if (!mayScroll) assert.deepEqual(await wideTables(page), [], `does not fit its frame at ${width} px`);
}

/* Tables that somebody has to push aside to read. A desk has room for all of one; on a phone lists are cards, and a table that keeps
   its columns may be pushed within a frame that says so and that the keyboard reaches. */
const wideTables = (page) => page.evaluate(() => {
  const frameOf = (e) => (getComputedStyle(e).overflowX === 'visible' && e.parentElement ? frameOf(e.parentElement) : e);
  const mayPush = (table, frame) => innerWidth < 720 && !table.matches('.list') && frame.matches('.scroll[role=group][aria-label][tabindex="0"]');
  return [...document.querySelectorAll('table')].map((table) => ({ table, frame: frameOf(table.parentElement) }))
    .filter(({ table, frame }) => frame.scrollWidth > frame.clientWidth + 1 && !mayPush(table, frame))
    .map(({ table, frame }) => `${table.caption?.textContent ?? table.className}: ${frame.scrollWidth} px in ${frame.clientWidth}`);
});

async function picture(page, name, size) {
  if (!shots) return;
  await page.setViewportSize(size);
  await page.screenshot({ path: `${shots}/${name.replace(/[^\p{L}\p{N}]+/gu, '-')}-${size.width}.png`, fullPage: true });
}

const openAll = (page) => page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });

/* One question for all of it: locators would put their tools into each page anew. */
async function assertWhole(page, lang) {
  const { headings, language, title } = await page.evaluate(() => ({ headings: document.querySelectorAll('h1').length,
    language: document.documentElement.getAttribute('lang'), title: document.title }));
  assert.equal(headings, 1, 'one h1');
  assert.equal(language, lang);
  assert.match(title, /\S · \S/);
}

/* What a person would notice: what is too wide (wide: a table of it may scroll in its frame), what the browser complains of, which language it is. */
export async function glance(page, { name, lang, status = 200, wide = false }) {
  assert.equal(page.answer.status(), status);
  await picture(page, `${name} ${lang}`, desk);
  await picture(page, `${name} ${lang}`, phone);
  await openAll(page);
  for (const width of [390, 320, 1100, 1280]) await sidewaysScroll(page, width, wide);
  assert.deepEqual(page.complaints, [], 'console');
  await assertWhole(page, lang);
}

/* Rows of a long list are alike, and axe would look at each of them as long as at the first. */
const shorten = (page) => page.evaluate(() => {
  for (const list of document.querySelectorAll('table, tbody, ul, ol, select')) for (const more of [...list.children].slice(10)) more.remove();
});

/* And what a tool notices, with --long at the other widths, too. Colours do not depend on anything else that axe looks at, so the dark
   theme is asked for those alone. */
export async function inspect(page, what) {
  const html = await page.answer.text();
  await glance(page, what);
  await page.setViewportSize(phone);
  await shorten(page);
  await page.evaluate(axe); // over the devtools protocol, so the page's own policy stays on
  assert.deepEqual(await violations(page, everything), [], 'light');
  for (const width of long ? [320, 1280] : []) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await violations(page, everything), [], `light, ${width} px`);
  }
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  assert.deepEqual(await violations(page, coloursOnly), [], 'dark');
  assert.deepEqual(page.complaints, [], 'console');
  const report = await validator.validateString(html);
  assert.deepEqual(report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`)), [], 'html');
}

/* The same after a step of a walk, at the walk's own width. */
export async function settled(page, lang) {
  await assertWhole(page, lang);
  assert.deepEqual(page.complaints, []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${page.url()} is too wide`);
}

/* And what a tool notices of it, which is itself a script. */
export async function sound(page, lang) {
  await settled(page, lang);
  if (!page.context().hasScript) return;
  await page.evaluate(axe);
  assert.deepEqual(await violations(page, everything), [], page.url());
}

/* What a cold visit costs: bytes as sent, requests, and whose they are. */
export async function weigh(context, url) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const cost = { bytes: 0, requests: 0, strangers: [] };
  const asked = new Set();
  devtools.on('Network.loadingFinished', (e) => { cost.bytes += e.encodedDataLength; });
  page.on('request', (r) => {
    cost.requests++;
    asked.add(r.url());
    if (new URL(r.url()).origin !== new URL(url).origin) cost.strangers.push(r.url());
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const icon = await page.locator('link[rel=icon]').evaluate((e) => e.href);
  if (!asked.has(icon)) await page.goto(icon, { waitUntil: 'networkidle' }); // without a desktop nobody shows it
  await page.close();
  return cost;
}

/* The same by what the page that is shown is made of, wherever the browser had it from: each file at its bytes as they are sent. */
export async function weight(page) {
  const { bytes, icon } = await page.evaluate(() => {
    const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const headers = 500; // about
    const link = document.querySelector('link[rel=icon]').href;
    return { bytes: files.reduce((sum, e) => sum + e.encodedBodySize + headers, 0), icon: files.some((e) => e.name === link) ? '' : link };
  });
  return bytes + (icon ? await sizeOf(page, icon) : 0);
}

const sizes = {};
const sizeOf = (page, url) => (sizes[url] ??= page.request.get(url).then(async (answer) => (await answer.body()).length));

/* Fills fields by name: { 'contact.phone': '138…' }. */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name="${name}"]:not([type=hidden])`).first();
    if (await field.evaluate((e) => e.tagName) === 'SELECT') await field.selectOption(value);
    else if (typeof value === 'boolean') await field.setChecked(value);
    else await field.fill(value);
  }
}

/* Presses the button of the form that goes to this path. */
export async function send(page, action) {
  const button = page.locator(`form[action$="${action}"] button[type=submit]:not(.find *)`).first();
  await Promise.all([page.waitForNavigation(), button.click()]);
}

/* A way through the shop: each step begins where the one before ended, so what follows a failure is not tried. */
export function way(name, steps) {
  describe(name, { concurrency: 1 }, () => {
    let failed = '';
    for (const [title, step] of Object.entries(steps)) {
      it(title, async (t) => {
        if (failed) return t.skip(`after "${failed}" failed`);
        failed = title;
        await step();
        failed = '';
      });
    }
  });
}
