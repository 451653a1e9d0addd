/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points to something off: the shop makes a reward, a member takes it and uses its code, and has everything back when nothing comes of it.
   On a phone and at a desk, in both languages, with script and without. */
import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import { fill, launch, newPage, open, send, settled, sound, way, ways } from './lib/browser.mjs';
import { House } from './lib/house.mjs';
import { customerSession, staffSession } from './lib/people.mjs';
import { path, refused } from './lib/steps.mjs';

const house = new House();
const browser = await launch();
after(() => browser.close());

const sku = 'TISS-6'; // of the demo data, in stock
const words = {
  'zh-CN': { open: '待使用', used: '已使用', back: '已退回', short: /还差 200 积分/ },
  en: { open: 'To be used', used: 'Used', back: 'Given back', short: /200 points are missing/ },
};
const main = (page) => page.locator('main').innerText();
const mine = (page, who) => page.locator('[aria-labelledby=h-mine] li', { hasText: who.reward });

async function isMade({ staff: page, who }) {
  await page.goto('/desk/rewards');
  await page.locator('a[href$="/desk/rewards/new"]').first().click();
  await page.waitForURL('**/new');
  await fill(page, { name_en: who.reward, name_zh: who.reward, kind: 'amount', points: '200' });
  await send(page, '/desk/rewards');
  await refused(page, ['amount'], who.lang);
  await fill(page, { amount: '5.00', limit_customer: '1' });
  await send(page, '/desk/rewards');
  assert.match(path(page), /^\/desk\/rewards\/\d+$/);
  who.page = path(page);
  await sound(page, who.lang);
}

async function isOutOfReach({ customer: page, who }) {
  await page.goto('/me/points');
  await page.locator('main a[href$="/me/rewards"]').click();
  await page.waitForURL('**/me/rewards');
  const row = page.locator('[aria-labelledby=h-soon] li', { hasText: who.reward });
  assert.match(await row.innerText(), words[who.lang].short);
  assert.equal(await row.locator('button').count(), 0);
  await settled(page, who.lang);
}

async function isTaken({ customer: page, who }) {
  await house.api(`/api/v1/customers/${who.number}/points`, { way: 'give', points: 300, why: 'x' });
  await page.goto('/me/rewards');
  const before = house.letters();
  const form = page.locator('[aria-labelledby=h-now] li', { hasText: who.reward }).locator('form');
  await send(page, await form.getAttribute('action'));
  assert.equal(await page.locator('.flash[role=status]').count(), 1);
  assert.equal(await mine(page, who).locator('.badge').innerText(), words[who.lang].open);
  who.code = /G-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await mine(page, who).innerText())[0];
  assert.equal(await page.locator('[aria-labelledby=h-now] li', { hasText: who.reward }).count(), 0, 'once a customer');
  await house.message(who.email, new RegExp(who.code), before);
  await settled(page, who.lang);
  await page.goto('/me/points');
  assert.match(await main(page), new RegExp(who.reward));
}

async function isUsedAndComesBack({ customer: page, staff, who }) {
  const order = await house.place(who.contact, [{ sku, quantity: 2 }], { code: who.code });
  assert.equal(order.promotions[0].amount.amount, -500);
  await page.goto('/me/rewards');
  assert.equal(await mine(page, who).locator('.badge').innerText(), words[who.lang].used);
  await staff.goto(who.page);
  assert.match(await main(staff), new RegExp(order.number));
  assert.equal(await staff.locator('form[action$="/return"]').count(), 0, 'an order has it');
  await house.api(`/api/v1/orders/${order.number}/cancel`, { reason: 'other' });
  await page.reload();
  assert.equal(await mine(page, who).locator('.badge').innerText(), words[who.lang].open);
}

async function isGivenBack({ customer: page, staff, who }) {
  await staff.reload();
  await send(staff, '/return');
  assert.match(await main(staff), new RegExp(words[who.lang].back));
  await sound(staff, who.lang);
  await page.reload();
  assert.equal(await mine(page, who).locator('.badge').innerText(), words[who.lang].back);
  assert.equal(await page.locator('[aria-labelledby=h-now] li', { hasText: who.reward }).count(), 1, 'points and place are back');
  await settled(page, who.lang);
}

const session = await staffSession(browser, house, 'owner');

describe('a reward for points', { concurrency: 2 }, async () => {
  for (const [i, walk] of ways.entries()) {
    const who = { ...walk, email: `redeem.${i}.${process.pid}@mail.example`, reward: `Coupon ${i}.${process.pid}` };
    who.contact = { email: who.email, phone: `1380000${5900 + i}` };
    const { number } = await house.place(who.contact, [{ sku, quantity: 1 }]);
    who.number = (await house.api(`/api/v1/orders/${number}`)).customer.number;
    const of = { who, customer: await newPage(await open(browser, house, { ...walk, session: await customerSession(browser, house, who.email) })),
      staff: await newPage(await open(browser, house, { ...walk, script: true, session })) };
    way(walk.name, {
      'the shop makes it': () => isMade(of),
      'a member sees what is missing': () => isOutOfReach(of),
      'and takes it, when there are points': () => isTaken(of),
      'its code is used, and comes back with the order': () => isUsedAndComesBack(of),
      'the shop gives points and place back': () => isGivenBack(of),
    });
  }
});
