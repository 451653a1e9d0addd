/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A friend comes by a member's link: nobody invites themselves, both have points when the first order was kept, and the shop reads each
   decision. On a phone and at a desk, in both languages, with script and without. */
import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fill, launch, newPage, open, send, settled, sound, way, ways } from './lib/browser.mjs';
import { House, trackingNumber, walker } from './lib/house.mjs';
import { customerSession, staffSession } from './lib/people.mjs';
import { invalid, refused } from './lib/steps.mjs';

const house = new House();
const browser = await launch();
after(() => browser.close());

const sku = 'TISS-6'; // of the demo data, in stock
const words = {
  'zh-CN': { self: '您不能邀请自己', waiting: '等待中', granted: '已发放', place: '同一地点', sisters: '两姐妹，住在一起' },
  en: { self: 'You cannot invite yourself', waiting: 'Waiting', granted: 'Granted', place: 'the same place', sisters: 'Two sisters of one flat' },
};
const main = (page) => page.locator('main').innerText();

async function findsTheLink({ member: page, who }) {
  await page.goto('/me/points');
  await page.locator('main a[href$="/me/invite"]').click();
  await page.waitForURL('**/me/invite');
  assert.match(await main(page), new RegExp(`/r/${who.number}`));
  assert.equal(await page.locator('svg.qr').count(), 1);
  await settled(page, who.lang);
  await page.goto(`/r/${who.number}`);
  await send(page, '/me/invite');
  assert.match(await main(page), new RegExp(words[who.lang].self));
}

async function joins({ friend: page, who }) {
  await page.goto(`/r/${who.number}`);
  await settled(page, who.lang);
  await page.locator('main a[href$="/join"]').click();
  await page.waitForURL('**/join');
  const before = house.letters();
  await fill(page, { name: walker, email: who.friendMail });
  await send(page, '/join');
  const [, code] = await house.message(who.friendMail, /[:：] ?(\d{6})\s/, before);
  await fill(page, { code });
  await send(page, '/join/code');
  await page.goto('/me/invite');
  await fill(page, { number: 'C-1' });
  await send(page, '/me/invite');
  assert.deepEqual(await invalid(page), ['number']);
  assert.equal(await page.locator('[name=number]').inputValue(), 'C-1', 'what was typed is kept');
}

/* Both sit at one machine here. */
async function isRefusedFromOneMachine({ friend: page, who }) {
  await page.goto(`/r/${who.number}`);
  await send(page, '/me/invite');
  assert.equal(await page.locator('.flash').count(), 1);
  await settled(page, who.lang);
}

async function isLetPass({ staff: page, member, who }) {
  await page.goto('/desk/customers');
  await page.locator('main a[href$="/desk/referrals"]').click();
  await page.waitForURL('**/desk/referrals');
  const row = page.locator('tbody tr', { hasText: words[who.lang].place }).filter({ hasText: who.number });
  assert.equal(await row.count(), 1);
  await sound(page, who.lang);
  await row.locator('a[href$="/allow"]').click();
  await page.waitForURL('**/allow');
  await send(page, '/allow');
  await refused(page, ['why'], who.lang);
  await sound(page, who.lang);
  await fill(page, { why: words[who.lang].sisters });
  await send(page, '/allow');
  assert.equal(new URL(page.url()).search, '?state=waiting');
  assert.match(await page.locator('tbody tr', { hasText: who.number }).innerText(), new RegExp(words[who.lang].sisters));
  await sound(page, who.lang);
  await member.goto('/me/invite');
  assert.match(await main(member), new RegExp(words[who.lang].waiting));
}

async function keepsAnOrder({ member: page, staff, who }) {
  const order = await house.place({ email: who.friendMail, street: `长乐路 ${who.i} 号` }, [{ sku, quantity: 1 }]);
  const { lines, payment } = await house.api(`/api/v1/orders/${order.number}`);
  await house.api(`/api/v1/orders/${order.number}/payments`, { method: 'cod', amount: (payment.due.amount / 100).toFixed(2) });
  await house.api(`/api/v1/orders/${order.number}/parcels`, { carrier: 'sf', tracking_number: trackingNumber(),
    lines: lines.map((l) => ({ order_line: l.id, quantity: l.open })) });
  const parcel = (await house.api(`/api/v1/orders/${order.number}`)).parcels[0].id;
  await house.api(`/api/v1/parcels/${parcel}/events`, { state: 'delivered', place: '杭州市', words: '已签收' });
  house.sql(`UPDATE orders SET delivered_at = delivered_at - INTERVAL 15 DAY WHERE number = '${order.number}';
    UPDATE job SET run_at = '2020-01-01' WHERE kind = 'decide_referrals'`);
  for (let tries = 0; tries < 600; tries++) {
    const { referrals } = await house.api('/api/v1/referrals?state=granted');
    if (referrals.some((r) => r.order === order.number)) break;
    await sleep(100);
  }
  await page.goto('/me/invite');
  assert.match(await main(page), new RegExp(words[who.lang].granted));
  assert.match(await main(page), /\+200/);
  await settled(page, who.lang);
  await staff.goto('/desk/referrals?state=granted');
  const row = staff.locator('tbody tr', { hasText: order.number });
  assert.match(await row.innerText(), /200 \+ 100/);
}

const session = await staffSession(browser, house, 'owner');

describe('a friend who was invited', { concurrency: 2 }, async () => {
  for (const [i, walk] of ways.entries()) {
    const who = { ...walk, i: 100 + i, friendMail: `friend.${i}.${process.pid}@post.example` }, email = `refer.${i}.${process.pid}@mail.example`;
    const { number } = await house.place({ email }, [{ sku, quantity: 1 }]);
    const mine = await customerSession(browser, house, email);
    who.number = (await house.api(`/api/v1/orders/${number}`)).customer.number;
    const of = { who, member: await newPage(await open(browser, house, { ...walk, session: mine })), friend: await newPage(await open(browser, house, walk)),
      staff: await newPage(await open(browser, house, { ...walk, script: true, session })) };
    way(walk.name, {
      'a member finds a link to give': () => findsTheLink(of),
      'a friend comes by it and joins': () => joins(of),
      'what looks like one person is refused': () => isRefusedFromOneMachine(of),
      'the shop reads why, and lets it pass': () => isLetPass(of),
      'both have points when the order was kept': () => keepsAnOrder(of),
    });
  }
});
