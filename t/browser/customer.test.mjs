/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer's way through the shop, from the number in a message to the receipt: in both languages, at both widths, and the same
   without script. */
import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import { desk, fill, launch, newPage, open, phone, send, settled, way } from './lib/browser.mjs';
import { House, trackingNumber, walker } from './lib/house.mjs';

const house = new House();
const browser = await launch();
after(() => browser.close());

const sku = 'TISS-6'; // of the demo data, in stock

const words = {
  'zh-CN': { placed: '待发货', shipped: '已发货', cancelled: '已取消', moving: '运输中' },
  en: { placed: 'Preparing', shipped: 'Shipped', cancelled: 'Cancelled', moving: 'In transit' },
};
const badge = (page) => page.locator('.head .badge').innerText();
const invalid = (page) => page.locator('main [aria-invalid=true]').evaluateAll((all) => all.map((e) => e.name));

async function find(page, order, contact) {
  await page.goto('/track');
  await fill(page, { order, contact });
  await send(page, '/track');
}

async function findsOrder(page, order, { tail, lang }) {
  await page.goto('/');
  assert.equal(new URL(page.url()).pathname, '/track');
  await send(page, '/track');
  assert.deepEqual(await invalid(page), ['order', 'contact']);
  await settled(page, lang);
  const typed = order.number.slice(2).replace('-', ' ').toLowerCase();
  await find(page, typed, '0000');
  assert.equal(await page.locator('[name=order]').inputValue(), typed, 'what was typed is kept');
  assert.notDeepEqual(await invalid(page), []);
  await fill(page, { contact: tail });
  await send(page, '/track');
  assert.match(await page.locator('h1').innerText(), new RegExp(order.number));
  assert.equal(await badge(page), words[lang].placed);
  await settled(page, lang);
}

/* Follows it while the shop packs, ships and the carrier reports. */
async function follows(page, order, { lang, script }) {
  await page.locator('details.more > summary').last().click();
  assert.ok(await page.locator('details[open] .tl li').count() >= 1);
  const parcel = await ship(order.number, trackingNumber());
  await page.reload();
  assert.equal(await badge(page), words[lang].shipped);
  await house.api(`/api/v1/parcels/${parcel}/events`, { state: 'in_transit', place: '杭州市', words: '快件已到达【杭州转运中心】' });
  await page.reload();
  assert.equal(await badge(page), words[lang].moving);
  assert.equal(await page.locator('.tl [lang="zh-CN"], .tl [lang="zh"]').first().innerText(), '快件已到达【杭州转运中心】');
  assert.equal(await page.locator('.steps [aria-current=step]').count(), 1);
  assert.equal(await page.locator('.copy').count(), script ? 1 : 0, 'copying is for those with script');
  await settled(page, lang);
}

async function ship(number, tracking) {
  const order = await house.api(`/api/v1/orders/${number}`);
  await house.api(`/api/v1/orders/${number}/parcels`, { carrier: 'sf', tracking_number: tracking,
    lines: order.lines.map((l) => ({ order_line: l.id, quantity: l.open })) });
  return (await house.api(`/api/v1/orders/${number}`)).parcels[0].id;
}

async function changesAddress(page, order, { tail, lang }) {
  await find(page, order.number, tail);
  await page.locator('main a[href*="/address?k="]').click();
  await fill(page, { 'contact.name': '', 'contact.phone': '13900007777', 'contact.street': '长乐路 7 号' });
  await send(page, '/address');
  assert.ok((await invalid(page)).includes('contact.name'));
  assert.equal(await page.locator('[name="contact.street"]').inputValue(), '长乐路 7 号');
  await fill(page, { 'contact.name': walker, proof: '' });
  await send(page, '/address');
  assert.deepEqual(await invalid(page), ['proof'], 'a link alone does not move a parcel');
  await settled(page, lang);
  await fill(page, { proof: tail });
  await send(page, '/address');
  assert.match(page.url(), /\/o\/R-[^/]*\?k=/);
  assert.equal(await page.locator('.flash[role=status]').count(), 1);
  assert.equal((await house.api(`/api/v1/orders/${order.number}`)).contact.street, '长乐路 7 号');
  await settled(page, lang);
}

async function cancels(page, order, { tail, email, lang }) {
  await find(page, order.number, email);
  await page.locator('main a[href*="/cancel?k="]').click();
  await page.locator('[name=reason][value=ordered_twice]').check();
  await fill(page, { proof: '9999' });
  await send(page, '/cancel');
  assert.deepEqual(await invalid(page), ['proof']);
  assert.ok(await page.locator('[name=reason][value=ordered_twice]').isChecked(), 'what was chosen is kept');
  await fill(page, { proof: tail });
  await send(page, '/cancel');
  assert.equal(await badge(page), words[lang].cancelled);
  assert.equal((await house.api(`/api/v1/orders/${order.number}`)).decision, 'cancelled');
  await page.goto(page.url().replace('?', '/cancel?'));
  assert.equal(page.answer.status(), 409, 'and cannot be again');
  await settled(page, lang);
}

async function signsIn(page, { email, lang }) {
  await page.goto('/me/orders');
  assert.match(page.url(), /\/sign-in\?next=/);
  const before = house.letters();
  await fill(page, { email });
  await send(page, '/sign-in');
  const [, sent] = await house.message(email, /[:：] ?(\d{6})\s/, before);
  await fill(page, { code: sent === '000000' ? '000001' : '000000' });
  await send(page, '/sign-in/code');
  assert.deepEqual(await invalid(page), ['code']);
  await settled(page, lang);
  await fill(page, { code: sent.replace(/^(...)/, '$1 ') });
  await send(page, '/sign-in/code');
  assert.equal(new URL(page.url()).pathname, '/me/orders');
}

async function seesAll(page, orders, { lang }) {
  for (const { number } of orders) assert.equal(await page.locator(`article a[href="/o/${number}"]`).count() > 0, true, number);
  await settled(page, lang);
  await page.locator('.tabs a[href*="to_receive"]').click();
  assert.equal(await page.locator('article').count(), 1);
  await page.locator('.tabs a').first().click();
  await fill(page, { q: orders[1].number });
  await page.locator('main .find button').click();
  await page.waitForURL('**q=*');
  assert.equal(await page.locator('article').count(), 1);
  await fill(page, { q: 'zzz' });
  await page.locator('main .find button').click();
  await page.waitForURL('**q=zzz*');
  assert.equal(await page.locator('article').count(), 0);
  assert.equal(await page.locator('.empty a[href="/me/orders"]').count(), 1, 'a way out of the empty list');
  await settled(page, lang);
}

async function confirmsReceipt(page, order, { lang }) {
  await page.goto('/me/orders');
  await page.locator(`article a[href="/o/${order.number}/receipt"]`).click();
  await send(page, '/receipt');
  assert.equal(new URL(page.url()).pathname, `/o/${order.number}`);
  assert.equal((await house.api(`/api/v1/orders/${order.number}`)).stage, 'received');
  assert.equal(await page.locator('main a[href$="/receipt"]').count(), 0);
  await settled(page, lang);
  await send(page, '/sign-out');
  assert.equal(new URL(page.url()).pathname, '/track');
  await page.goto('/me/orders');
  assert.match(page.url(), /\/sign-in/);
}

const walks = [
  { lang: 'zh-CN', viewport: phone, script: true, name: 'phone, Chinese' },
  { lang: 'en', viewport: desk, script: true, name: 'desk, English' },
  { lang: 'zh-CN', viewport: desk, script: false, name: 'desk, Chinese, no script' },
  { lang: 'en', viewport: phone, script: false, name: 'phone, English, no script' },
];

const prepared = await Promise.all(walks.map(async (walk, i) => {
  const who = { ...walk, tail: String(4800 + i), email: `walker.${i}.${process.pid}@mail.example` };
  const contact = { email: who.email, phone: `1390000${who.tail}` };
  const orders = [];
  for (const quantity of [2, 1, 3]) orders.push(await house.place(contact, [{ sku, quantity }]));
  return { who, orders, page: await newPage(await open(browser, house, walk)) };
}));

describe('customers', { concurrency: 2 }, () => {
  for (const { who, page, orders } of prepared) {
    const [first, second, third] = orders;
    way(`a customer (${who.name})`, {
      'finds the order by number and phone': () => findsOrder(page, first, who),
      'follows it': () => follows(page, first, who),
      'changes the address of another': () => changesAddress(page, second, who),
      'cancels a third': () => cancels(page, third, who),
      'signs in with the code': () => signsIn(page, who),
      'sees all orders together': () => seesAll(page, orders, who),
      'confirms receipt': () => confirmsReceipt(page, first, who),
    });
  }
});
