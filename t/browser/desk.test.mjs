/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's work, from an invitation to a refund; two people on one order; the keyboard. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { desk, fill, launch, newPage, open, phone, send, settled, way } from './lib/browser.mjs';
import { House, totp, trackingNumber, walker } from './lib/house.mjs';
import { password, staffSession } from './lib/people.mjs';
import { badges, invalid, path, refused } from './lib/steps.mjs';

const house = new House();
const browser = await launch();
after(() => browser.close());

const sku = 'TISS-6', price = 1990; // of the demo data, in stock; in the smallest unit
const words = {
  'zh-CN': { preparing: '待发货', hold: '暂停处理', draft: '草稿', partly: '部分发货', delivered: '已签收', paid: '已付款', moving: '运输中',
    desk: '柜台代下' },
  en: { preparing: 'To ship', hold: 'On hold', draft: 'Draft', partly: 'Partly shipped', delivered: 'Delivered', paid: 'Paid', moving: 'In transit',
    desk: 'Desk' },
};
const press = (page, action) => send(page, action);

async function comesIn(page, who) {
  await page.goto(who.link);
  await fill(page, { name: 'Zhou Min', password: 'short' });
  await page.locator('main form button').click();
  await page.waitForFunction(() => document.querySelector('.errsum'));
  await refused(page, ['password'], who.lang);
  assert.equal(await page.locator('[name=name]').inputValue(), 'Zhou Min');
  assert.equal(await page.locator('[name=password]').inputValue(), '', 'a password is not sent back');
  await fill(page, { password });
  await page.locator('main form button').click();
  await page.waitForURL('**/desk/enrol');
  who.secret = await page.locator('main .mono').innerText();
  assert.equal(await page.locator('svg.qr').count(), 1);
  await settled(page, who.lang);
  await fill(page, { code: await totp(who.secret, 20) });
  await press(page, '/desk/enrol');
  await refused(page, ['code'], who.lang);
  await fill(page, { code: await totp(who.secret, -1) });
  await press(page, '/desk/enrol');
  who.recovery = await page.locator('main li.mono').allInnerTexts();
  assert.ok(who.recovery.length >= 8);
  await settled(page, who.lang);
  await page.locator('main a.btn-main').click();
  await page.waitForURL('**/desk/orders');
  await page.goto(who.link);
  assert.equal(page.answer.status(), 410, 'an invitation works once');
}

async function goesAndComes(page, who) {
  await page.goto('/desk/orders');
  await press(page, '/desk/sign-out');
  assert.equal(path(page), '/desk/sign-in');
  await page.goto('/desk/customers');
  assert.match(page.url(), /\/desk\/sign-in\?next=/);
  await fill(page, { email: who.email, password: `${password} ` });
  await press(page, '/desk/sign-in');
  await refused(page, ['password'], who.lang);
  assert.equal(await page.locator('[name=email]').inputValue(), who.email);
  await fill(page, { password });
  await press(page, '/desk/sign-in');
  assert.equal(path(page), '/desk/code');
  await settled(page, who.lang);
  const code = await totp(who.secret, 0);
  await fill(page, { code });
  await press(page, '/desk/code');
  assert.equal(path(page), '/desk/customers', 'back where it began');
  await press(page, '/desk/sign-out');
  await fill(page, { email: who.email, password });
  await press(page, '/desk/sign-in');
  await fill(page, { code });
  await press(page, '/desk/code');
  await refused(page, ['code'], who.lang);
  await fill(page, { code: who.recovery[0] });
  await press(page, '/desk/code');
  assert.equal(path(page), '/desk/orders', 'a recovery code lets in, once');
}

/* On the telephone: much is wrong at first, and nothing is lost. */
async function takesOrder(page, who) {
  await page.goto('/desk/orders');
  await page.locator('.work-h a[href="/desk/orders/new"]').click();
  const typed = { 'lines.0.sku': sku, 'lines.0.quantity': 'two', 'lines.1.sku': 'BINB', 'lines.1.quantity': '1', 'contact.email': 'mo.lin@',
    'contact.phone': '139 0000 6655', 'contact.city': '杭州市', 'contact.street': '长乐路 7 号', note: '请轻放，谢谢', payment_method: 'bank_transfer' };
  await fill(page, { ...typed, as_draft: true });
  await press(page, '/desk/orders');
  await refused(page, ['lines.0.quantity', 'contact.name', 'contact.email'], who.lang);
  for (const [name, value] of Object.entries(typed)) assert.equal(await page.locator(`main [name="${name}"]`).inputValue(), value, name);
  assert.ok(await page.locator('[name=as_draft]').isChecked());
  await fill(page, { 'lines.0.quantity': '2', 'lines.1.sku': 'NONE-1', 'contact.name': walker, 'contact.email': who.customer });
  await press(page, '/desk/orders');
  await refused(page, ['lines.1.sku'], who.lang);
  await fill(page, { 'lines.1.sku': '', 'lines.1.quantity': '' });
  await press(page, '/desk/orders');
  assert.match(path(page), /^\/desk\/orders\/R-/);
  who.number = path(page).split('/').at(-1);
  assert.equal((await badges(page))[0], words[who.lang].draft);
  assert.equal(await page.locator('.flash').count(), 1);
  await settled(page, who.lang);
}

async function decides(page, who) {
  await press(page, '/confirm');
  assert.equal((await badges(page))[0], words[who.lang].preparing);
  await page.locator('.work-h a[href$="/hold"]').click();
  await press(page, '/hold');
  await refused(page, ['reason'], who.lang);
  await fill(page, { reason: 'address' });
  await press(page, '/hold');
  assert.equal((await badges(page))[0], words[who.lang].hold);
  await settled(page, who.lang);
  await press(page, '/release');
  assert.equal((await badges(page))[0], words[who.lang].preparing);
  await fill(page, { note: 'Rang twice' });
  await press(page, '/notes');
  assert.match(await page.locator('.tl .note').first().innerText(), /Rang twice/);
}

async function takesMoney(page, who) {
  await page.locator('main a[href$="/payments"]').click();
  await fill(page, { method: 'bank_transfer', amount: 'all of it', reference: 'B-77' });
  await press(page, '/payments');
  await refused(page, ['amount'], who.lang);
  assert.equal(await page.locator('[name=reference]').inputValue(), 'B-77');
  const { payment } = await house.api(`/api/v1/orders/${who.number}`);
  await fill(page, { amount: String(payment.due.amount / 100) });
  await press(page, '/payments');
  assert.ok((await badges(page)).includes(words[who.lang].paid));
  await settled(page, who.lang);
}

async function ships(page, who) {
  const form = page.locator('form[action$="/parcels"]');
  await form.locator('[name="lines.0.quantity"]').fill('3');
  await form.locator('[name=carrier]').selectOption('sf');
  await press(page, '/parcels');
  assert.equal(page.answer.status(), 422);
  assert.ok((await invalid(page)).includes('lines.0.quantity'), 'more than there is');
  await settled(page, who.lang);
  await form.locator('[name="lines.0.quantity"]').fill('1');
  await form.locator('[name=tracking_number]').fill(trackingNumber());
  await press(page, '/parcels');
  assert.equal(path(page), `/desk/orders/${who.number}`);
  assert.equal((await badges(page))[0], words[who.lang].partly);
  await settled(page, who.lang);
}

async function ask(page, q) {
  await page.goto('/desk/orders');
  await fill(page, { q });
  await page.locator('main .find button').click();
}

/* What a person has at hand leads to the order, or to a list that has it. */
async function searches(page, who) {
  const [parcel] = (await house.api(`/api/v1/orders/${who.number}`)).parcels;
  for (const q of [who.number.slice(2).toLowerCase(), parcel.tracking_number]) {
    await ask(page, q);
    await page.waitForURL(`**/desk/orders/${who.number}`);
  }
  for (const q of [walker, '6655', '139 0000 6655', sku]) {
    await ask(page, q);
    await page.waitForURL('**q=*');
    assert.equal(await page.locator(`tbody a[href^="/desk/orders/${who.number}?in="]`).count(), 1, q);
  }
  await settled(page, who.lang);
}

/* Filters are an address: they can be kept, and loaded again. */
async function filters(page, who) {
  await page.goto('/desk/orders?view=shipped');
  await page.locator('main .filters > summary').click();
  await page.locator('main [name=source][value=desk]').check();
  await fill(page, { from: '2020-01-01' });
  await page.locator('main .filters [type=submit]').click();
  await page.waitForURL('**source=desk*');
  await page.goto(page.url());
  assert.match(page.url(), /view=shipped.*from=2020-01-01/);
  assert.ok(await page.locator('main [name=source][value=desk]').isChecked());
  assert.equal(await page.locator('main .chip.set').count(), 2);
  const sources = new Set(await page.locator('tbody td > span.tag:first-child').allInnerTexts());
  assert.deepEqual([...sources], [words[who.lang].desk]);
  await settled(page, who.lang);
  await page.locator('main .filters > summary').click();
  await fill(page, { from: '2099-01-01' });
  await page.locator('main .filters [type=submit]').click();
  await page.waitForURL('**from=2099-01-01*');
  assert.equal(await page.locator('tbody tr').count(), 0);
  await page.locator('main .filters > summary').click();
  await fill(page, { from: '2099-02-01', to: '2099-01-01' });
  await page.locator('main .filters [type=submit]').click();
  await page.waitForURL('**to=2099-01-01*');
  assert.ok(await page.locator('#e-to').isVisible());
  assert.equal(await page.locator('main [name=from]').inputValue(), '2099-02-01');
  await page.locator('main .tools > a[href$="/desk/orders?view=shipped"]').click();
  await page.waitForURL('**/desk/orders?view=shipped');
}

/* From the order's page to a parcel, and with what there is to say back to the order. */
async function report(page, who, state, place = '') {
  await page.locator('article h3 a').first().click();
  await page.waitForURL('**/desk/parcels/*');
  await fill(page, { state, place });
  await press(page, '/events');
}

const parcels = (page) => page.locator('article .badge').allInnerTexts();

async function delivers(page, who) {
  await page.goto(`/desk/orders/${who.number}`);
  await report(page, who, '');
  await refused(page, ['state'], who.lang);
  await page.goto(`/desk/orders/${who.number}`);
  await report(page, who, 'in_transit', '杭州市');
  assert.equal(path(page), `/desk/orders/${who.number}`);
  assert.deepEqual(await parcels(page), [words[who.lang].moving]);
  await report(page, who, 'out_for_delivery');
  await press(page, '/deliver');
  assert.deepEqual(await parcels(page), [words[who.lang].delivered]);
  assert.equal((await badges(page))[0], words[who.lang].partly, 'the rest is still here');
  await press(page, `/${who.number}/parcels`); // packed now, handed over later
  await page.locator('article a.btn-main').click();
  await page.waitForURL('**/desk/parcels/*');
  await fill(page, { carrier: 'sf', tracking_number: trackingNumber() });
  await press(page, '/ship');
  await press(page, '/deliver');
  assert.equal((await badges(page))[0], words[who.lang].delivered);
  await settled(page, who.lang);
}

async function refunds(page, who) {
  await page.locator('main a[href*="/refunds"]').first().click();
  await fill(page, { amount: '9999', why: 'Torn' });
  await press(page, '/refunds');
  await refused(page, ['amount'], who.lang);
  await fill(page, { amount: (price / 100).toFixed(2) });
  await press(page, '/refunds');
  assert.equal(path(page), `/desk/orders/${who.number}`);
  const { money_ledger: ledger } = await house.api(`/api/v1/orders/${who.number}`);
  assert.deepEqual(ledger.entries.filter((e) => e.is_refund).map((e) => e.amount.amount), [price]);
  await settled(page, who.lang);
}

async function seesCustomer(page, who) {
  await page.goto('/desk/customers');
  await fill(page, { q: who.customer });
  await page.locator('main .find button').click();
  await page.waitForURL('**q=*');
  await page.locator('tbody th a').first().click();
  assert.doesNotMatch(await page.locator('main').innerText(), /13900006655/);
  await press(page, '/full');
  assert.match(await page.locator('main').innerText(), /139\s?0000\s?6655/);
  const overview = page.url().replace(/\/full.*/, '');
  await page.goto(`${overview}/orders`);
  assert.equal(await page.locator(`main a[href="/desk/orders/${who.number}"]`).count() > 0, true);
  await page.goto(overview);
  await fill(page, { body: 'Likes mornings' });
  await press(page, '/notes');
  assert.match(await page.locator('.tl li').first().innerText(), /Likes mornings/);
  await settled(page, who.lang);
}

async function keepsProducts(page, who) {
  const product = { name_zh: '测试杯', name_en: 'Test cup', code: who.code, 'skus.0.code': `${who.code}-1`, 'skus.0.price': 'a lot' };
  await page.goto('/desk/products');
  await page.locator('a[href="/desk/products/new"]').click();
  await fill(page, product);
  await press(page, '/desk/products');
  await refused(page, ['skus.0.price'], who.lang);
  for (const [name, value] of Object.entries(product)) assert.equal(await page.locator(`[name="${name}"]`).inputValue(), value, name);
  await fill(page, { 'skus.0.price': '12.50', state: 'on_sale' });
  await press(page, '/desk/products');
  assert.equal(path(page), `/desk/products/${who.code}`);
  await fill(page, { name_en: 'Better test cup' });
  await press(page, `/desk/products/${who.code}`);
  assert.equal(await page.locator('.flash').count(), 1);
  assert.equal(await page.locator('[name=name_en]').inputValue(), 'Better test cup');
  await settled(page, who.lang);
}

async function readsMessages(page, who) {
  await page.goto('/desk/outbox');
  await page.locator('tbody th a').first().click();
  assert.match(path(page), /^\/desk\/outbox\/\d+$/);
  await settled(page, who.lang);
}

const walks = [
  { lang: 'en', viewport: desk, name: 'desk, English' },
  { lang: 'zh-CN', viewport: phone, name: 'phone, Chinese' },
];

const prepared = await Promise.all(walks.map(async (walk, i) => {
  const tail = `${i}.${process.pid}`;
  const who = { ...walk, email: `owner.${tail}@shop.example`, customer: `mo.${tail}@mail.example`, code: `CUP${i}${process.pid}` };
  who.link = house.invite(who.email, 'Zhou Min', 'owner');
  return { who, page: await newPage(await open(browser, house, walk)) };
}));

describe('the desk', { concurrency: 2 }, () => {
  for (const { who, page } of prepared) {
    way(`the owner (${who.name})`, {
      'accepts the invitation and enrols': () => comesIn(page, who),
      'signs out and in': () => goesAndComes(page, who),
      'takes an order by phone': () => takesOrder(page, who),
      'confirms, holds and releases it': () => decides(page, who),
      'records a payment': () => takesMoney(page, who),
      'packs and ships a part': () => ships(page, who),
      'finds it by whatever is at hand': () => searches(page, who),
      'filters the list': () => filters(page, who),
      'reports and delivers': () => delivers(page, who),
      refunds: () => refunds(page, who),
      'finds the customer': () => seesCustomer(page, who),
      'adds and changes a product': () => keepsProducts(page, who),
      'reads the messages': () => readsMessages(page, who),
    });
  }
});

const clerk = await staffSession(browser, house, 'manager');

async function twoPages(path) {
  const pages = [await newPage(await open(browser, house, { session: clerk, viewport: desk })),
    await newPage(await open(browser, house, { session: clerk, viewport: desk }))];
  for (const page of pages) await page.goto(path);
  return pages;
}

it('the second of two who do the same is told what the first did', async () => {
  const { number } = await house.place({}, [{ sku, quantity: 1 }]);
  const [one, other] = await twoPages(`/desk/orders/${number}/hold`);
  await fill(one, { reason: 'risk' });
  await press(one, '/hold');
  await fill(other, { reason: 'address' });
  await press(other, '/hold');
  assert.equal(other.answer.status(), 409);
  assert.match(await other.locator('main [role=alert]').innerText(), /This order is on hold[^]*Put on hold/);
  assert.equal(await other.locator('[name=reason]').inputValue(), 'address', 'nothing typed is lost');
  await settled(other, 'en');
  await other.locator('main form a.btn').click();
  await other.waitForURL(`**/desk/orders/${number}**`);
  assert.equal((await house.api(`/api/v1/orders/${number}`)).hold.reason, 'risk', 'the first stands');
});

it('the second of two who do different things sends again what was typed', async () => {
  const { number } = await house.place({}, [{ sku, quantity: 1 }]);
  const [one, other] = await twoPages(`/desk/orders/${number}/promise`);
  await one.goto(`/desk/orders/${number}/hold`);
  await fill(one, { reason: 'risk' });
  await press(one, '/hold');
  await fill(other, { from: '2099-01-02', until: '2099-01-03', why: 'New stock' });
  await press(other, '/promise');
  assert.equal(other.answer.status(), 409);
  assert.match(await other.locator('main [role=alert]').innerText(), /What you typed is still here[^]*Put on hold/);
  assert.equal(await other.locator('[name=why]').inputValue(), 'New stock');
  await settled(other, 'en');
  await press(other, '/promise');
  await other.waitForURL(`**/desk/orders/${number}**`);
  assert.equal((await house.api(`/api/v1/orders/${number}`)).hold.reason, 'risk', 'both stand');
});

for (const lang of ['en', 'zh-CN']) {
  it(`amounts of items end where the totals end: ${lang}`, async () => {
    const { number } = await house.place({}, [{ sku, quantity: 2 }]);
    for (const viewport of [desk, phone]) {
      const page = await newPage(await open(browser, house, { lang, session: clerk, viewport }));
      await page.goto(`/desk/orders/${number}`);
      const ends = await page.evaluate(() => ['td.e1', '.kv dd'].map((at) => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(`section[aria-labelledby=h-items] ${at}`));
        return Math.round(range.getBoundingClientRect().right);
      }));
      assert.equal(ends[0], ends[1], `${viewport.width} px`);
    }
  });
}

describe('what is typed when the session ends', () => {
  it('is there again, and goes when it is sent', async () => {
    const { number } = await house.place({}, [{ sku, quantity: 2 }]), note = '先打电话 <b> "then" ring';
    const page = await newPage(await open(browser, house, { session: clerk, viewport: desk }));
    await page.goto(`/desk/orders/${number}`);
    await fill(page, { note });
    const context = page.context(), session = (await context.cookies()).filter((c) => c.name.endsWith('sid'));
    await context.clearCookies({ name: /sid$/ });
    await send(page, '/notes');
    assert.equal(path(page), '/desk/sign-in');
    await context.addCookies(session); // the same person came in again
    await page.goto(new URL(page.url()).searchParams.get('next'));
    assert.equal(await page.locator('main li').innerText(), note);
    await page.reload();
    await send(page, '/notes');
    assert.equal(path(page), `/desk/orders/${number}`);
    assert.match(await page.locator('main').innerText(), /先打电话 <b> "then" ring/);
    assert.deepEqual(page.complaints, []);
  });
});

describe('the keyboard', async () => {
  const page = await newPage(await open(browser, house, { session: clerk, viewport: desk }));
  const row = () => page.evaluate(() => [...document.querySelectorAll('tbody tr')].findIndex((tr) => tr.contains(document.activeElement)));
  const keys = async (...all) => { for (const key of all) await page.keyboard.press(key); };

  it('moves along the rows and opens one', async () => {
    await page.goto('/desk/orders');
    await keys('j');
    assert.equal(await row(), 0);
    await keys('j', 'j', 'k');
    assert.equal(await row(), 1);
    const numbers = await page.locator('tbody [data-open]').allInnerTexts();
    const leadsTo = (number, key) => Promise.all([page.waitForURL((url) => url.pathname.endsWith(`/desk/orders/${number}`)), keys(key)]);
    await leadsTo(numbers[1], 'Enter');
    /* and on through the list */
    await leadsTo(numbers[2], 'j');
    await leadsTo(numbers[1], 'k');
  });
  it('chooses rows', async () => {
    const chosen = () => page.locator('tbody [data-check]:checked').count();
    const bar = page.locator('[data-bulk]');
    await page.goto('/desk/orders?view=all');
    assert.ok(!await bar.isVisible());
    await keys('j', 'x', 'j', 'j', 'Shift+X');
    assert.equal(await chosen(), 3);
    assert.match(await bar.innerText(), /3/);
    await keys('a');
    assert.equal(await chosen(), await page.locator('tbody tr').count());
    await keys('Escape');
    assert.equal(await chosen(), 0);
    assert.ok(!await bar.isVisible());
  });
  it('is silent in fields', async () => {
    await page.goto('/desk/orders');
    await keys('/');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'q');
    await page.keyboard.type('jk/');
    assert.equal(await page.evaluate(() => document.activeElement.value), 'jk/');
    await keys('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
  });
  it('searches, goes elsewhere, and writes notes', async () => {
    const [order] = (await house.api('/api/v1/orders?view=shipped')).orders;
    await keys('/');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(order.number);
    await Promise.all([page.waitForNavigation(), keys('Enter')]);
    assert.match(await page.locator('main').innerText(), new RegExp(order.number));
    await Promise.all([page.waitForURL('**/desk/customers'), keys('g', 'c')]);
    await Promise.all([page.waitForURL('**/desk/orders'), keys('g', 'o')]);
    await page.goto(`/desk/orders/${order.number}`);
    await keys('n');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'note');
  });
  it('presses what the page is for: its main act, tags, a link to another order', async () => {
    const order = await house.place({}, [{ sku, quantity: 1 }]);
    await page.goto(`/desk/orders/${order.number}`);
    await Promise.all([page.waitForURL('**/tags'), keys('t')]);
    await page.goto(`/desk/orders/${order.number}`);
    await Promise.all([page.waitForNavigation(), keys('e')]);
    await Promise.all([page.waitForURL('**/desk/parcels/*'), keys('e')]);
    await page.goto('/desk/orders?view=to_ship');
    await Promise.all([page.waitForURL('**/desk/orders/bulk'), keys('j', 'x', 't')]);
    await page.goto('/desk/orders?view=all');
    await Promise.all([page.waitForURL('**/desk/orders/new'), keys('e')]);
    const phone = `139${String(Date.now()).slice(-8)}`;
    const first = await house.place({ phone }, [{ sku, quantity: 1 }]), second = await house.place({ phone }, [{ sku, quantity: 2 }]);
    await page.goto(`/desk/orders/${first.number}`);
    await Promise.all([page.waitForNavigation(), keys('m')]);
    assert.equal(await page.locator(`section:has(#h-links) a[href="/desk/orders/${second.number}"]`).count(), 1);
    assert.equal(await page.locator('[data-key=m]').count(), 0);
  });
  it('changes views, lists its keys, and can be switched off', async () => {
    await page.goto('/desk/orders');
    await Promise.all([page.waitForURL('**view=draft'), keys('[')]);
    await Promise.all([page.waitForURL('**view=all'), keys(']')]);
    await keys('?');
    assert.ok(await page.locator('dialog#keys').isVisible());
    await page.locator('[data-keys-on]').uncheck();
    await keys('Escape');
    assert.ok(!await page.locator('dialog#keys').isVisible());
    await keys('j');
    assert.equal(await row(), -1);
    assert.deepEqual(page.complaints, []);
  });
});
