/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day at the desk, in both languages, on a phone and at a desk: each page that a step ends on is accessible, silent and fits. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, describe } from 'node:test';
import { desk, fill, languages, launch, newPage, open, phone, send, sound, way } from './lib/browser.mjs';
import { House, trackingNumber, walker, walkers } from './lib/house.mjs';
import { accept, staffSession } from './lib/people.mjs';
import { badges, path, refused } from './lib/steps.mjs';

const house = new House();
const browser = await launch();
after(() => browser.close());

const sku = 'TISS-6', price = 1990; // of the demo data, in stock; in the smallest unit
const words = {
  'zh-CN': { to_ship: '待发货', hold: '暂停处理', part_paid: '部分付款', paid: '已付款', owed: '待退多付款', refunded: '已退款', cancelled: '已取消', sent: '已发送',
    review: '审核中', active: '在用', imported: '已导入', can: (all, n) => new RegExp(`${all} 单里 ${n} 单可以`), lines: '2 行 3, 4' },
  en: { to_ship: 'To ship', hold: 'On hold', part_paid: 'Partly paid', paid: 'Paid', owed: 'Refund owed', refunded: 'Refunded', cancelled: 'Cancelled', sent: 'Sent',
    review: 'In review', active: 'Active', imported: 'Imported', can: (all, n) => new RegExp(`${n} of ${all} orders can`), lines: '2 lines 3, 4' },
};
const orderOf = (who) => house.api(`/api/v1/orders/${who.number}`);
const newPhone = () => `139${String(randomInt(1e8)).padStart(8, '0')}`;

/* On the telephone. */
async function takesOrder(page, who) {
  await page.goto('/desk/orders/new');
  await fill(page, { 'lines.0.sku': sku, 'lines.0.quantity': '2', 'contact.name': who.buyer, 'contact.phone': newPhone(), 'contact.email': who.email,
    'contact.province': '浙江省', 'contact.city': '杭州市', 'contact.district': '西湖区', 'contact.street': '文三路 91 号', payment_method: 'bank_transfer' });
  await send(page, '/desk/orders');
  assert.match(path(page), /^\/desk\/orders\/R-/);
  who.number = path(page).split('/').at(-1);
  await sound(page, who.lang);
}

/* One thing to order, its parts to pack: they share what it costs. */
async function ordersBundle(page, who) {
  const [bundle] = (await house.api('/api/v1/products/SET-TEA')).skus;
  await page.goto('/desk/orders/new');
  await fill(page, { 'lines.0.sku': bundle.code, 'lines.0.quantity': '2', 'contact.name': who.buyer, 'contact.phone': newPhone(),
    'contact.province': '浙江省', 'contact.city': '杭州市', 'contact.district': '西湖区', 'contact.street': '文三路 92 号', payment_method: 'cod' });
  await send(page, '/desk/orders');
  const { lines } = await house.api(`/api/v1/orders/${path(page).split('/').at(-1)}`);
  assert.deepEqual(lines.map((line) => line.bundle?.sku), bundle.parts.split(', ').map(() => bundle.code));
  assert.equal(lines.reduce((sum, line) => sum + line.amount.amount, 0), 2 * bundle.unit_price.milli / 1000);
  const shown = await page.locator('main table tbody').first().innerText();
  for (const code of [bundle.code, ...bundle.parts.split(', ')]) assert.ok(shown.includes(code), `${code} is shown`);
  await sound(page, who.lang);
}

/* What the dripper is of no use without is added by one click, and the order goes on. */
async function acceptsFinding(page, who) {
  const order = await house.place({ name: who.buyer }, [{ sku: 'V60D-BK', quantity: 1 }]);
  await page.goto(`/desk/orders/${order.number}`);
  assert.equal((await badges(page))[0], words[who.lang].review);
  await sound(page, who.lang);
  await Promise.all([page.waitForNavigation(), page.locator('main button[name=answer][value=accept]').click()]);
  assert.equal((await badges(page))[0], words[who.lang].to_ship);
  assert.equal(await page.locator('main button[name=answer]').count(), 0, 'nothing is left to look at');
  const now = await house.api(`/api/v1/orders/${order.number}`);
  assert.deepEqual(now.lines.map((line) => line.sku).sort(), ['V60D-BK', 'V60F-100']);
  await sound(page, who.lang);
}

async function correctsAddress(page, who) {
  await page.locator('main a[href$="/address"]').click();
  await fill(page, { 'contact.name': '', 'contact.street': '文三路 19 号' });
  await send(page, '/address');
  await refused(page, ['contact.name'], who.lang);
  assert.equal(await page.locator('[name="contact.street"]').inputValue(), '文三路 19 号', 'nothing typed is lost');
  await sound(page, who.lang);
  await fill(page, { 'contact.name': who.buyer });
  await send(page, '/address');
  assert.equal(path(page), `/desk/orders/${who.number}`);
  await sound(page, who.lang);
  await send(page, '/full');
  assert.match(await page.locator('main').innerText(), /文三路 19 号/);
  await page.goto(`/desk/orders/${who.number}`);
}

async function holdsAndReleases(page, who) {
  await page.locator('.work-h a[href$="/hold"]').click();
  await fill(page, { reason: 'customer_wish' });
  await send(page, '/hold');
  assert.equal((await badges(page))[0], words[who.lang].hold);
  await sound(page, who.lang);
  await send(page, '/release');
  assert.equal((await badges(page))[0], words[who.lang].to_ship);
}

/* The same twice within minutes: the second is held, and names the first one. */
async function findsDuplicate(page, who) {
  const contact = { name: who.buyer, phone: newPhone() }, lines = [{ sku, quantity: 1 }];
  const first = await house.place(contact, lines), second = await house.place(contact, lines);
  await page.goto(`/desk/orders/${second.number}`);
  assert.equal((await badges(page))[0], words[who.lang].hold);
  assert.equal(await page.locator(`main .notice a[href="/desk/orders/${first.number}"]`).count(), 1);
  return { first, second };
}

/* Once both are meant, once one is too many. */
async function settlesDuplicates(page, who) {
  for (const answer of ['pass', 'cancel']) {
    const { first } = await findsDuplicate(page, who);
    if (answer === 'pass') await sound(page, who.lang);
    await Promise.all([page.waitForNavigation(), page.locator(`main button[name=answer][value=${answer}]`).click()]);
    assert.equal((await badges(page))[0], words[who.lang][answer === 'pass' ? 'to_ship' : 'cancelled']);
    assert.equal((await house.api(`/api/v1/orders/${first.number}`)).badge, 'preparing', 'the other one goes on');
  }
  await sound(page, who.lang);
}

/* Once they become one: its items are of both, the other one says where it went. */
async function mergesDuplicate(page, who) {
  const { first, second } = await findsDuplicate(page, who);
  await page.locator(`main .notice a[href*="/merge?into=${first.number}"]`).click();
  await sound(page, who.lang);
  await send(page, '/merge/check');
  await sound(page, who.lang);
  await send(page, '/merge');
  assert.equal(path(page), `/desk/orders/${first.number}`);
  await sound(page, who.lang);
  const { lines } = await house.api(`/api/v1/orders/${first.number}`);
  assert.equal(lines.reduce((sum, line) => sum + line.quantity, 0), 2);
  await page.goto(`/desk/orders/${second.number}`);
  assert.equal((await badges(page))[0], words[who.lang].cancelled);
  assert.ok(await page.locator(`main a[href="/desk/orders/${first.number}"]`).count() > 0, 'it leads there');
}

async function pays(page, who) {
  await page.locator('main a[href$="/payments"]').click();
  const { payment } = await orderOf(who);
  await fill(page, { method: 'bank_transfer', amount: String(payment.due.amount / 100) });
  await send(page, '/payments');
}

async function changes(page, who, quantity) {
  await page.locator('.work-h a[href$="/edit"]').click();
  await fill(page, { 'lines.0.quantity': quantity });
  await send(page, '/edit/check');
}

/* More than was paid has to be paid, less goes back. */
async function editsAndSettles(page, who) {
  await page.goto(`/desk/orders/${who.number}`);
  await pays(page, who);
  assert.ok((await badges(page)).includes(words[who.lang].paid));
  await changes(page, who, 'x');
  await refused(page, ['lines.0.quantity'], who.lang);
  await fill(page, { 'lines.0.quantity': '3' });
  await send(page, '/edit/check');
  await sound(page, who.lang);
  assert.equal((await orderOf(who)).lines[0].quantity, 2, 'nothing has changed yet');
  await send(page, '/edit');
  assert.ok((await badges(page)).includes(words[who.lang].part_paid));
  await pays(page, who);
  assert.ok((await badges(page)).includes(words[who.lang].paid));
  await changes(page, who, '1');
  await send(page, '/edit');
  assert.ok((await badges(page)).includes(words[who.lang].owed));
  await sound(page, who.lang);
  await page.locator('main a[href*="/refunds"]').first().click();
  await fill(page, { amount: (price / 100).toFixed(2), why: 'One fewer' });
  await send(page, '/refunds');
  const { money_ledger: ledger } = await orderOf(who);
  assert.equal(ledger.entries.filter((e) => e.is_refund).reduce((sum, e) => sum + e.amount.amount, 0), price);
  await sound(page, who.lang);
}

/* So many orders, of which three cannot leave: two are held, one is cancelled. */
async function shipsMany(page, who) {
  const name = `${walkers}集${who.tail}`;
  const orders = await Promise.all(Array.from({ length: who.many }, () => house.place({ name }, [{ sku, quantity: 1 }])));
  const [held, wrong, cancelled] = orders;
  await house.api(`/api/v1/orders/${held.number}/hold`, { reason: 'risk', version: held.version });
  await house.api(`/api/v1/orders/${cancelled.number}/cancel`, { reason: 'no_stock', version: cancelled.version });
  await house.api(`/api/v1/orders/${wrong.number}/hold`, { reason: 'address', version: wrong.version });
  await page.goto(`/desk/orders?view=all&q=${encodeURIComponent(name)}`);
  const boxes = await page.locator('main tbody input[name=order]').all();
  assert.equal(boxes.length, who.many);
  for (const box of boxes) await box.check();
  await Promise.all([page.waitForNavigation(), page.locator('main button[name=act][value=ship]').click()]);
  const text = await page.locator('main').innerText();
  assert.match(text, words[who.lang].can(who.many, who.many - 3));
  for (const { number } of [held, wrong, cancelled]) assert.ok(text.includes(number), `${number} cannot`);
  await sound(page, who.lang);
  const given = (await page.locator('[name=numbers]').inputValue()).trim().split('\n').map((line) => line.trim());
  await fill(page, { carrier: 'sf', numbers: given.map((line) => `${line} 12`).join('\n') });
  await send(page, '/bulk/do');
  await refused(page, ['numbers'], who.lang);
  await fill(page, { numbers: given.map((line) => `${line} ${trackingNumber()}`).join('\n') });
  await send(page, '/bulk/do');
  await page.locator('#task:not([data-live])').waitFor();
  await sound(page, who.lang);
  const after = await house.api(`/api/v1/orders?view=all&q=${encodeURIComponent(name)}`);
  assert.equal(after.orders.filter((o) => o.badge === 'shipped' || o.badge === 'in_transit').length, who.many - 3);
}

/* One file of a kind is taken over at a time: who is told to wait tries again, as a colleague's walk may be at it. */
async function takesOver(page) {
  const file = page.url();
  for (let tries = 0; tries < 20; tries++) {
    await send(page, '/run');
    if (page.url().includes('/desk/tasks/')) return;
    await page.goto(file);
  }
  assert.fail('another file was never through');
}

/* Two good lines, two bad ones: these are named by line and repair, come back as a file, and do not stop the others. */
async function importsFile(page, who) {
  const [one, two] = [`D1-${who.tail}`, `D2-${who.tail}`];
  await page.goto('/desk/imports/new?kind=products');
  await page.fill('[name=text]', `SKU,Name,Price\n${one},Oat milk,28.00\n${one}-B,Rice milk,soon\n${one}-C,Nut milk,later\n${two},Soy milk,18.00`);
  await send(page, '/desk/imports');
  await sound(page, who.lang);
  await send(page, '/check');
  await page.locator('main a.btn-main').click();
  await page.waitForURL('**/desk/imports/*');
  assert.ok((await page.locator('main').innerText()).includes(words[who.lang].lines));
  await sound(page, who.lang);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('main a[href$="/failed"]').click()]);
  const failed = readFileSync(await download.path(), 'utf8').trim().split('\n');
  assert.equal(failed.length, 3, 'the names of the columns, and two lines');
  assert.match(failed[1], /Rice milk.*soon/);
  await takesOver(page);
  await page.locator('main a.btn-main').click();
  await page.waitForURL('**/desk/imports/*');
  assert.equal(await page.locator('main .badge').first().innerText(), words[who.lang].imported);
  await sound(page, who.lang);
  const skus = (await house.api(`/api/v1/products?q=${encodeURIComponent(one)}`)).products.length;
  assert.equal(skus, 1, 'only the good one');
}

/* From the desk to the colleague's mailbox, and in. */
async function invitesColleague(page, who) {
  const email = `new.${who.tail}@shop.example`, before = house.letters();
  await page.goto('/desk/staff/new');
  await fill(page, { email, name: 'Lin Fang' });
  await send(page, '/desk/staff');
  await refused(page, ['role'], who.lang);
  await fill(page, { role: 'warehouse', lang: who.lang });
  await send(page, '/desk/staff');
  await sound(page, who.lang);
  const [link] = await house.message(email, /https?:\S+\/desk\/invite\/\S+/, before);
  const theirs = await newPage(await open(browser, house, { lang: who.lang, viewport: who.viewport }));
  await accept(theirs, link);
  await theirs.context().close();
  await page.goto(`/desk/staff/${(await house.api('/desk/staff')).people.find((p) => p.email === email).id}`);
  assert.ok((await page.locator('main .badge').allInnerTexts()).includes(words[who.lang].active));
}

/* What failed for good is sent again. That it failed, no door brings about where mail is a folder. */
async function resendsMail(page, who) {
  const placed = (await house.api(`/desk/customers/${(await orderOf(who)).customer.number}/messages`)).messages.find((m) => m.template === 'placed');
  house.sql(`UPDATE outbox SET state = 3, last_error = 'no such mailbox' WHERE id = ${placed.id}`);
  await page.goto('/desk/outbox?state=failed');
  await page.locator(`tbody a[href="/desk/outbox/${placed.id}"]`).click();
  assert.match(await page.locator('main').innerText(), /no such mailbox/);
  await sound(page, who.lang);
  const letter = `${placed.id}.eml`, before = house.letters(); // the second one takes the first one's name
  writeFileSync(`${house.mail}/${letter}`, '');
  before.delete(letter);
  await send(page, '/again');
  await house.message(who.email, new RegExp(who.number), before);
  await page.goto(`/desk/outbox/${placed.id}`);
  assert.equal(await page.locator('.work-h .badge').innerText(), words[who.lang].sent);
  await sound(page, who.lang);
}

const session = await staffSession(browser, house, 'owner');
/* Each language at one of the widths; with --long at both. */
const walks = languages.flatMap((lang, i) => (process.env.REGULARS_TEST_LONG === 'yes' ? [desk, phone] : [[phone, desk][i]])
  .map((viewport) => ({ lang, viewport })));

describe('a day at the desk', { concurrency: 2 }, async () => {
  for (const [i, { lang, viewport }] of walks.entries()) {
    const tail = `${process.pid}${i}`;
    const who = { lang, viewport, tail, buyer: walker, email: `daily.${tail}@mail.example`, many: 23 };
    const page = await newPage(await open(browser, house, { lang, viewport, session }));
    const step = (work) => () => work(page, who);
    way(`${lang}, ${viewport.width} px`, {
      'takes a phone order': step(takesOrder),
      'corrects an address': step(correctsAddress),
      'orders a bundle': step(ordersBundle),
      'accepts a finding': step(acceptsFinding),
      'holds and releases': step(holdsAndReleases),
      'settles duplicates': step(settlesDuplicates),
      'merges a duplicate': step(mergesDuplicate),
      'edits and settles': step(editsAndSettles),
      [`ships ${who.many}, of which 3 cannot`]: step(shipsMany),
      'imports a file with errors': step(importsFile),
      'invites a colleague': step(invitesColleague),
      'resends a mail': step(resendsMail),
    });
  }
});
