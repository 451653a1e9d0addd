/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page in both languages and themes: accessible, within 320 to 1280 px, silent, valid; and what it costs cold.
   REGULARS_TEST_PAGES=WORDS: only pages whose names begin with these. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { asNew, glance, inspect, languages, launch, newPage, open, weigh, weight } from './lib/browser.mjs';
import { House } from './lib/house.mjs';
import { customerPages, gather, staffPages } from './lib/pages.mjs';
import { agedSession, customerSession, staffSession } from './lib/people.mjs';

const regular = 'lin@mail.example'; // of the demo data, with several open orders
const house = new House();
const shop = await gather(house);
const browser = await launch();
after(() => browser.close());

const [customer, owner, viewer, aged] = await Promise.all([customerSession(browser, house, regular), staffSession(browser, house, 'owner'),
  staffSession(browser, house, 'viewer'), agedSession(browser, house, 'owner')]);
const sessions = { nobody: undefined, customer, owner, viewer, 'owner aged': aged };
const wanted = (page) => page.name.startsWith(process.env.REGULARS_TEST_PAGES ?? '');
const ours = customerPages(shop).filter(wanted), theirs = staffPages(shop).filter(wanted);

/* Whoever opens pages does so in a window of his own a language; nobody's has no session that a page could leave behind. Its tabs
   are used again: a new one is a new process, which costs more than the page that it shows. */
const windows = {};
const windowOf = (who, lang) => (windows[`${who} ${lang}`] ??= (async () => {
  const context = await open(browser, house, { lang, session: sessions[who] });
  const page = await newPage(context); // the first answer names the browser, and forms are bound to that name
  await page.goto('/track');
  return { context, idle: [page] };
})());

/* Each page of the desk, with all that was seen of it at any width: no more than this, if nothing of it were there already. */
async function assertLight(page) {
  const bytes = await weight(page);
  assert.ok(bytes > 5000 && bytes <= 150 * 1024, `${bytes} bytes`);
}

async function look(wantedPage, lang, how) {
  const { context, idle } = await windowOf(wantedPage.who, lang);
  const page = idle.pop() ?? await newPage(context);
  const url = new URL(wantedPage.path, house.url).href;
  await asNew(page);
  await page.goto(url);
  assert.equal(page.url(), url, 'where it leads');
  await wantedPage.act?.(page);
  await how(page, { ...wantedPage, lang });
  if (theirs.includes(wantedPage)) await assertLight(page);
  idle.push(page); // one in which something went wrong is not used again
}

/* The normal run sees every page in both languages and inspects it in one of them, by turns; --long inspects it in both, and weighs
   all and compares them without script. */
const long = process.env.REGULARS_TEST_LONG === 'yes';

for (const [turn, lang] of languages.entries()) {
  describe(`pages in ${lang}`, { concurrency: 3 }, () => {
    for (const [i, page] of [...ours, ...theirs].entries()) {
      it(`${page.name}, ${lang}`, () => look(page, lang, long || i % 2 === turn ? inspect : glance));
    }
  });
}

/* Those that an address alone shows; without --long a few of them stand for the others. */
const few = ['track', 'order out_for_delivery', 'my orders', 'desk orders'];
const direct = (pages) => pages.filter((p) => !p.act && !p.status && (long || few.includes(p.name)));

async function cost(page) {
  const context = await open(browser, house, { session: sessions[page.who] });
  try {
    return await weigh(context, new URL(page.path, house.url).href);
  } finally {
    await context.close();
  }
}

describe('what a cold visit costs', { concurrency: 3 }, () => {
  for (const page of direct(ours)) {
    it(`${page.name}: 60 KB, 16 requests, nobody else's`, async () => {
      const { bytes, requests, strangers } = await cost(page);
      assert.deepEqual(strangers, []);
      assert.ok(bytes > 1000 && bytes <= 60 * 1024, `${bytes} bytes`);
      assert.ok(requests <= 16, `${requests} requests`);
    });
  }
  for (const page of direct(theirs)) {
    it(`${page.name}: 150 KB, nobody else's`, async () => {
      const { bytes, strangers } = await cost(page);
      assert.deepEqual(strangers, []);
      assert.ok(bytes > 1000 && bytes <= 150 * 1024, `${bytes} bytes`);
    });
  }
});

/* Complete without script: the same text, but for what script adds or shortens. */
const says = (page) => page.locator('main').evaluate((main) => {
  for (const e of main.querySelectorAll('.copy, time, [data-count] + .hint, [hidden]')) e.remove();
  return main.textContent.replace(/\s+/g, ' ');
});

describe('without script', { concurrency: 3 }, () => {
  for (const page of direct(ours)) {
    it(page.name, async () => {
      const text = await Promise.all([true, false].map(async (script) => {
        const context = await open(browser, house, { session: sessions[page.who], script });
        const tab = await context.newPage();
        await tab.goto(page.path);
        const said = await says(tab);
        await context.close();
        return said;
      }));
      assert.equal(text[1], text[0]);
    });
  }
});
