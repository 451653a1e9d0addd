/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One star to solved: a customer says what went wrong, the shop answers, makes up for it and resolves it, and the customer reads what
   was done. On a phone and at a desk, in both languages, with script and without. */
import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import { fill, launch, newPage, open, send, settled, sound, way, ways } from './lib/browser.mjs';
import { House, trackingNumber } from './lib/house.mjs';
import { staffSession } from './lib/people.mjs';
import { path, refused } from './lib/steps.mjs';

const house = new House();
const browser = await launch();
after(() => browser.close());

const sku = 'TISS-6'; // of the demo data, in stock
const words = {
  'zh-CN': { torn: '收到时袋子破了，少了两包。', sorry: '很抱歉，缺的两包今天补发。', thanks: '好的，谢谢。', done: '缺的两包已寄出，另送您 5 元。',
    isNew: '待处理', solved: '已解决' },
  en: { torn: 'The bag was torn and two were missing.', sorry: 'We are sorry: the two leave today.', thanks: 'Fine, thank you.',
    done: 'The two are on their way, and 5 are off your order.', isNew: 'New', solved: 'Resolved' },
};

async function arrived(who) {
  const order = await house.place({ email: who.email, phone: `1380000${who.tail}` }, [{ sku, quantity: 2 }]);
  const { lines } = await house.api(`/api/v1/orders/${order.number}`);
  await house.api(`/api/v1/orders/${order.number}/parcels`, { carrier: 'sf', tracking_number: trackingNumber(),
    lines: lines.map((l) => ({ order_line: l.id, quantity: l.open })) });
  const parcel = (await house.api(`/api/v1/orders/${order.number}`)).parcels[0].id;
  await house.api(`/api/v1/parcels/${parcel}/events`, { state: 'delivered', place: '杭州市', words: '已签收' });
  return order;
}

async function givesOneStar({ customer: page, who, order }) {
  await page.goto('/track');
  await fill(page, { order: order.number, contact: who.tail });
  await send(page, '/track');
  await page.locator('main a[href*="/feedback"]').first().click();
  await page.locator('label[for="f-items-0-stars-1"]').click();
  await fill(page, { 'items.0.body': words[who.lang].torn });
  await send(page, '/feedback');
  assert.equal(await page.locator('.flash[role=status]').count(), 1);
  await settled(page, who.lang);
}

async function isFoundAndAnswered({ staff: page, who, order }) {
  await page.goto('/desk/inbox?view=low');
  const row = page.locator('table.list tbody tr', { hasText: order.number });
  assert.equal(await row.count(), 1);
  assert.equal(await row.locator('.badge').first().innerText(), words[who.lang].isNew);
  await sound(page, who.lang);
  await row.locator('a').first().click();
  await page.waitForURL('**/desk/inbox/*');
  assert.match(await page.locator('main').innerText(), new RegExp(words[who.lang].torn.slice(0, 8)));
  await send(page, '/answer');
  await refused(page, ['body'], who.lang);
  const before = house.letters();
  await fill(page, { body: words[who.lang].sorry });
  await send(page, '/answer');
  await house.message(who.email, new RegExp(words[who.lang].sorry), before);
  await sound(page, who.lang);
}

async function isReadAndAnsweredBack({ customer: page, who, order }) {
  await page.goto('/track');
  await fill(page, { order: order.number, contact: who.tail });
  await send(page, '/track');
  await page.locator('main a[href*="/messages"]').click();
  assert.match(await page.locator('main').innerText(), new RegExp(words[who.lang].sorry));
  await send(page, '/messages');
  assert.equal(await page.locator('main [aria-invalid=true]').count(), 1, 'an empty message is none');
  await fill(page, { body: words[who.lang].thanks });
  await send(page, '/messages');
  assert.match(await page.locator('main').innerText(), new RegExp(words[who.lang].thanks));
  await settled(page, who.lang);
}

async function isMadeUpForAndResolved({ staff: page, who }) {
  await page.reload();
  assert.match(await page.locator('main').innerText(), new RegExp(words[who.lang].thanks));
  await fill(page, { gift: 'credit', credit: '5.00', cause: 'TISS-6' });
  await send(page, '/compensate');
  assert.match(await page.locator('main').innerText(), /5\.00/);
  await sound(page, who.lang);
  const before = house.letters();
  await fill(page, { outcome: 'replaced', told: words[who.lang].done });
  await send(page, '/resolve');
  assert.equal(await page.locator('.work-h .badge').first().innerText(), words[who.lang].solved);
  await house.message(who.email, new RegExp(words[who.lang].done), before);
  await sound(page, who.lang);
  assert.match(path(page), /^\/desk\/inbox\/\d+$/);
}

const session = await staffSession(browser, house, 'owner');

describe('one star to solved', { concurrency: 2 }, async () => {
  for (const [i, walk] of ways.entries()) {
    const who = { ...walk, tail: String(5800 + i), email: `inbox.${i}.${process.pid}@mail.example` };
    const all = { who, customer: await newPage(await open(browser, house, walk)),
      staff: await newPage(await open(browser, house, { ...walk, script: true, session })), order: await arrived(who) };
    way(walk.name, {
      'a customer gives one star': () => givesOneStar(all),
      'the shop finds it and answers': () => isFoundAndAnswered(all),
      'the customer reads that and answers': () => isReadAndAnsweredBack(all),
      'it is made up for and resolved': () => isMadeUpForAndResolved(all),
    });
  }
});
