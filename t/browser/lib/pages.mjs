/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page of the shop, in each of its states that look different: who opens it, where it is, what is done there first. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { fill, send } from './browser.mjs';
import { walkers } from './house.mjs';
import { accept, choosePassword, password } from './people.mjs';

const isOfDemo = (order) => !order.customer?.name?.startsWith(walkers);

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind), data]), whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
function crc32(data) {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
/* A landscape of two colours that run into one another. */
function png(width, height) {
  const head = Buffer.alloc(13), rows = [];
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x++) row.set([200 - x / 3, 120 + y / 3, (x * y) % 97], 1 + x * 3);
    rows.push(row);
  }
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0))]);
}

/* Products, one of them with a picture that the worker has prepared, one that it could not read, and none; and a logo, which all pages
   show within a minute. */
async function picture(house) {
  const { products } = await house.api('/api/v1/products');
  const pictured = products[2].code, at = `/api/v1/products/${encodeURIComponent(pictured)}/pictures`;
  const file = png(300, 200);
  for (const part of [file, file.subarray(0, file.length / 2)])
    await house.upload('/api/v1/pictures', { product: pictured, alt_en: 'Beans', alt_zh: '咖啡豆' }, part);
  await house.upload('/desk/settings/logo', {}, png(640, 144));
  for (let tries = 0; ; tries++) {
    const { pictures, is_waiting: isWaiting } = await house.api(at);
    if (!isWaiting && (await house.api('/desk/settings/logo')).logo) return { products, pictured: encodeURIComponent(pictured), pictures };
    if (tries === 100) throw new Error('no worker prepared the picture');
    await sleep(200);
  }
}

/* Two of whom one has an account: perhaps not on the first page, for others walk through the shop meanwhile. */
async function alikePair(house) {
  for (let after = ''; after !== null;) {
    const page = await house.api(`/api/v1/customers/alike${after && `?after=${encodeURIComponent(after)}`}`);
    const pair = page.pairs.find((p) => !p.kept.provisional && p.joined.provisional);
    if (pair) return pair;
    after = page.next;
  }
  throw new Error('no two customers of the demo look alike');
}

/* One order for each badge and for each act that is allowed, and what hangs on them. */
export async function gather(house) {
  const badges = {}, acts = {}, parcels = {}, orders = [];
  for (let at = '/api/v1/orders?view=all'; at;) {
    const list = await house.api(at);
    orders.push(...list.orders.filter(isOfDemo));
    at = list.next && `/api/v1/orders?view=all&after=${list.next}`;
  }
  const drafts = (await house.api('/api/v1/orders?view=draft')).orders.filter(isOfDemo);
  for (const row of [...orders, ...drafts]) badges[row.badge] ??= row.number;
  const looked = [...new Set([...Object.values(badges), ...orders.slice(0, 30).map((o) => o.number)])];
  for (const number of looked) {
    const order = await house.api(`/api/v1/orders/${number}`);
    if (badges[order.badge] === number) badges[order.badge] = order;
    for (const [act, may] of Object.entries(order.acts)) if (may.allowed) acts[act] ??= order;
    for (const parcel of order.parcels ?? []) parcels[parcel.badge] ??= parcel;
  }
  const messages = {};
  for (const message of (await house.api('/desk/outbox')).messages) messages[message.template] ??= message;
  const { text } = await house.api(`/desk/outbox/${messages.placed.id}`);
  const [choices] = /\/messages\/\d+\?k=[\w-]+/.exec(text);
  return { house, choices, badges, acts, parcels, orders, messages: Object.values(messages), old: await house.api(`/api/v1/orders/${orders.at(-1).number}`),
    ...await picture(house), made: await house.api('/desk/production'),
    alike: await alikePair(house), categories: (await house.api('/api/v1/categories')).categories };
}

const link = (order) => order.tracking_url;
const own = (order, tail) => order.tracking_url.replace('?', `/${tail}?`);
/* A form is sent by this browser without its session, beside the tabs that have one; then its owner is led on to what was kept. */
const outlast = (action, values) => async (page) => {
  await fill(page, values);
  const form = await page.locator(`main form[action$="${action}"]`).first().evaluate((f) => Object.fromEntries(new FormData(f)));
  const context = page.context(), over = await context.browser().newContext();
  await over.addCookies((await context.cookies()).filter((c) => !c.name.endsWith('sid')));
  const answer = await over.request.post(new URL(action, page.url()).href, { form, headers: { 'Sec-Fetch-Site': 'same-origin', Accept: 'text/html' },
    maxRedirects: 0 });
  await page.goto(new URL(answer.headers().location, page.url()).searchParams.get('next'));
  await over.close();
};
const press = (action, values = {}) => async (page) => { await fill(page, values); await send(page, action); };
/* Stars for the first item, one of the tags that come up with them, and words. */
const rate = (stars, words) => async (page) => {
  await page.locator(`label[for="f-items-0-stars-${stars}"]`).click();
  await page.locator('.rate').first().locator('input[type=checkbox]:visible').first().check();
  await fill(page, { 'items.0.body': words });
  await send(page, '/feedback');
};
const clear = (...names) => Object.fromEntries(names.map((name) => [name, '']));

function trackPages(shop) {
  const late = shop.acts.change_contact;
  return [
    { name: 'track', path: '/track' },
    { name: 'track empty', path: '/track', act: press('/track'), status: 422 },
    { name: 'track wrong shape', path: '/track', act: press('/track', { order: '12', contact: '1' }), status: 422 },
    { name: 'track no match', path: '/track', act: press('/track', { order: late.number, contact: '0000' }), status: 422 },
    { name: 'track lost', path: '/track/lost' },
    { name: 'track lost empty', path: '/track/lost', act: press('/track/lost'), status: 422 },
    { name: 'track lost sent', path: '/track/lost', act: press('/track/lost', { email: 'nobody.here@mail.example' }) },
    { name: 'messages by link', path: shop.choices },
    { name: 'messages chosen by link', path: shop.choices, act: press(shop.choices) },
    { name: 'track parcel', path: '/track/parcel' },
    { name: 'track parcel unknown', path: '/track/parcel?n=QQ00000000', status: 422 },
    { name: 'track parcel found', path: `/track/parcel?n=${shop.parcels.in_transit.tracking_number}` },
    ...Object.entries(shop.badges).filter(([badge]) => badge !== 'draft').map(([badge, order]) => ({ name: `order ${badge}`, path: link(order) })),
    { name: 'order cancel', path: own(shop.acts.cancel, 'cancel') },
    { name: 'order cancel no proof', path: own(shop.acts.cancel, 'cancel'), act: press('/cancel'), status: 422 },
    { name: 'order address', path: own(late, 'address') },
    { name: 'order address empty', path: own(late, 'address'), act: press('/address', clear('contact.name', 'contact.phone')), status: 422 },
    { name: 'item', path: '/p/BEAN-YN-454' },
    { name: 'item five stars', path: '/p/BEAN-YN-454?stars=5' },
    { name: 'order messages', path: own(shop.badges.completed, 'messages') },
    { name: 'order messages wrong', path: own(shop.badges.delivered, 'messages'), act: (page) => send(page, '/messages'), status: 422 },
    { name: 'order follow-up', path: own(shop.badges.delivered, 'follow-up'), status: 409 },
    { name: 'reviews handled', path: '/reviews' },
    { name: 'order feedback', path: own(shop.badges.delivered, 'feedback') },
    { name: 'order photos before a review', path: own(shop.badges.delivered, 'photos'), status: 409 },
    { name: 'order feedback said', path: own(shop.badges.completed, 'feedback'), act: rate(2, '收到时袋子破了，豆子洒了一半。') },
    { name: 'order feedback wrong', path: own(shop.badges.delivered, 'feedback'), act: rate(4, 'short'), status: 422 },
    { name: 'order receipt', path: own(shop.acts.confirm_receipt, 'receipt') },
    { name: 'order receipt wrong proof', path: own(shop.acts.confirm_receipt, 'receipt'), act: press('/receipt', { proof: '0' }), status: 422 },
  ];
}

function doorPages() {
  const ask = press('/sign-in', { email: 'nobody.here@mail.example' });
  return [
    { name: 'sign in', path: '/sign-in' },
    { name: 'sign in empty', path: '/sign-in', act: press('/sign-in'), status: 422 },
    { name: 'join', path: '/join?from=counter' },
    { name: 'join empty', path: '/join', act: press('/join'), status: 422 },
    { name: 'join code', path: '/join', act: press('/join', { name: 'New', email: 'new.here@mail.example' }) },
    { name: 'sign in by password', path: '/sign-in/password' },
    { name: 'sign in by password wrong', path: '/sign-in/password', status: 422,
      act: press('/sign-in/password', { email: 'nobody.here@mail.example', password: 'three quiet words' }) },
    { name: 'code', path: '/sign-in', act: ask },
    { name: 'code wrong', path: '/sign-in', act: async (page) => { await ask(page); await press('/sign-in/code', { code: '000000' })(page); }, status: 422 },
  ];
}

function errorPages(shop) {
  const forge = async (page) => {
    await page.evaluate(() => { for (const e of document.querySelectorAll('[name=csrf]')) e.value = 'old'; });
    await press('/track', { order: 'R-7K3M-92Q5', contact: '4821' })(page);
  };
  return [
    { name: 'error 404', path: '/nowhere', status: 404 },
    { name: 'error 405', path: '/preferences', status: 405 },
    { name: 'error 410', path: link(shop.old), status: 410 },
    { name: 'error form expired', path: '/track', act: forge, status: 403 },
    { name: 'error bad request', path: '/track?order=%FF', status: 400 },
  ];
}

function myPages() {
  const tabs = ['to_pay', 'to_ship', 'to_receive', 'to_review', 'care'];
  return [
    { name: 'my orders', path: '/me/orders' },
    ...tabs.map((tab) => ({ name: `my orders ${tab}`, path: `/me/orders?tab=${tab}` })),
    { name: 'my orders none found', path: '/me/orders?q=zzz' },
    { name: 'my account', path: '/me/account' },
    { name: 'my account empty', path: '/me/account', act: press('/me/account', { name: '' }), status: 422 },
    { name: 'my points', path: '/me/points' },
    { name: 'my rewards', path: '/me/rewards' },
    { name: 'my invite', path: '/me/invite' },
    { name: 'my reviews', path: '/me/reviews' },
    { name: 'my reviews said', path: '/me/reviews?tab=mine' },
    { name: 'my points expired', path: '/me/points?show=expired' },
    { name: 'my contact', path: '/me/contact' },
    { name: 'my contact empty', path: '/me/contact', act: press('/me/contact'), status: 422 },
    { name: 'my messages', path: '/me/messages' },
    { name: 'my messages saved', path: '/me/messages', act: press('/me/messages') },
    { name: 'my sessions', path: '/me/sessions' },
    { name: 'my ways', path: '/me/ways' },
    { name: 'my ways wrong', path: '/me/ways', act: press('/me/ways', { email: 'nowhere' }), status: 422 },
    { name: 'my password', path: '/me/password' },
    { name: 'my erase', path: '/me/erase' },
    { name: 'my data', path: '/me/data' },
    { name: 'my sign-ins', path: '/me/sign-ins' },
    { name: 'my about', path: '/me/about' },
    { name: 'my about kept', path: '/me/about', act: outlast('/me/about', { occupation: 'baker' }) },
    { name: 'my about without consent', path: '/me/about', status: 422, act: press('/me/about', { occupation: 'baker' }) },
    { name: 'my wishes', path: '/me/wishes' },
    { name: 'my wishes stale', path: '/me/wishes', status: 409, act: async (page) => {
      await page.evaluate(() => { document.querySelector('main [name=version]').value = '99999'; });
      await press('/me/wishes', { other: 'x' })(page);
    } },
    { name: 'my addresses', path: '/me/addresses' },
    { name: 'my address new', path: '/me/addresses/new' },
    { name: 'my address empty', path: '/me/addresses/new', act: press('/me/addresses', { postcode: '310000' }), status: 422 },
  ];
}

export function customerPages(shop) {
  return [
    ...[...trackPages(shop), ...doorPages(), ...errorPages(shop)].map((p) => ({ who: 'nobody', ...p })),
    ...myPages().map((p) => ({ who: 'customer', ...p })),
  ];
}

const act = (order, tail) => `/desk/orders/${order.number}/${tail}`;

function actPages({ acts, badges }) {
  const line = (order) => order.lines.find((l) => l.is_open).id;
  const paid = acts.refund;
  return [
    { name: 'desk confirm', path: act(acts.confirm, 'confirm') },
    { name: 'desk hold', path: act(acts.hold, 'hold') },
    { name: 'desk hold empty', path: act(acts.hold, 'hold'), act: press('/hold'), status: 422 },
    { name: 'desk release', path: act(acts.release, 'release') },
    { name: 'desk close', path: act(acts.close, 'close') },
    { name: 'desk cancel', path: act(acts.cancel, 'cancel') },
    { name: 'desk cancel empty', path: act(acts.cancel, 'cancel'), act: press('/cancel'), status: 422 },
    { name: 'desk cancel line', path: act(acts.cancel_line, `cancel-line?line=${line(acts.cancel_line)}`) },
    { name: 'desk cancel line empty', path: act(acts.cancel_line, 'cancel-line'), act: press('/cancel-line', clear('quantity')), status: 422 },
    { name: 'desk reopen', path: act(acts.reopen, 'reopen') },
    { name: 'desk reopen empty', path: act(acts.reopen, 'reopen'), act: press('/reopen'), status: 422 },
    { name: 'desk change', path: act(acts.edit, 'edit') },
    { name: 'desk change wrong', path: act(acts.edit, 'edit'), status: 422,
      act: press('/edit/check', { 'lines.0.quantity': 'x', 'add.0.sku': 'NONE-1', discount: 'much' }) },
    { name: 'desk change shown', path: act(acts.edit, 'edit'),
      act: press('/edit/check', { 'lines.0.quantity': String(acts.edit.lines.find((l) => l.is_open).quantity + 1), why: 'By phone' }) },
    { name: 'desk split', path: act(acts.split, 'split') },
    { name: 'desk split empty', path: act(acts.split, 'split'), act: press('/split/check'), status: 422 },
    { name: 'desk split shown', path: act(acts.split, 'split'), act: press('/split/check', { 'lines.0.quantity': '1', why: 'Later' }) },
    { name: 'desk merge', path: act(acts.merge, 'merge') },
    { name: 'desk merge wrong', path: act(acts.merge, 'merge'), act: press('/merge/check', { into: 'R-0000-0000' }), status: 422 },
    { name: 'desk wait', path: act(acts.set_wait, `wait?line=${line(acts.set_wait)}`) },
    { name: 'desk wait empty', path: act(acts.set_wait, 'wait'), act: press('/wait'), status: 422 },
    { name: 'desk promise', path: act(acts.set_wait, 'promise') },
    { name: 'desk promise empty', path: act(acts.set_wait, 'promise'), act: press('/promise', clear('from')), status: 422 },
    { name: 'desk address', path: act(acts.change_contact, 'address') },
    { name: 'desk address empty', path: act(acts.change_contact, 'address'), act: press('/address', clear('contact.name')), status: 422 },
    { name: 'desk payment', path: act(acts.pay, 'payments') },
    { name: 'desk payment wrong', path: act(acts.pay, 'payments'), act: press('/payments', { amount: 'ten' }), status: 422 },
    { name: 'desk refund', path: act(paid, 'refunds') },
    { name: 'desk refund empty', path: act(paid, 'refunds'), act: press('/refunds', clear('amount')), status: 422 },
    { name: 'desk credit', path: act(paid, 'credits') },
    { name: 'desk credit empty', path: act(paid, 'credits'), act: press('/credits'), status: 422 },
    { name: 'desk order tags', path: act(acts.pack, 'tags') },
    { name: 'desk order tags empty', path: act(acts.pack, 'tags'), act: press('/tags'), status: 422 },
    { name: 'desk pick list', path: act(acts.pack, 'pick-list') },
    { name: 'desk pack', path: act(acts.pack, 'parcels') },
    { name: 'desk note empty', path: `/desk/orders/${badges.preparing.number}`, act: press('/notes'), status: 422 },
    { name: 'desk stale', path: act(acts.hold, 'hold'), status: 409, act: async (page) => {
      await page.evaluate(() => { document.querySelector('main [name=version]').value = '99999'; });
      await press('/hold', { reason: 'other' })(page);
    } },
  ];
}

/* Ticks every order of the page, and asks for an act. */
const chooseAll = (act) => async (page) => {
  for (const box of await page.locator('main tbody input[type=checkbox]').all()) await box.check();
  await Promise.all([page.waitForNavigation(), page.locator(`main button[name=act][value=${act}]`).click()]);
};

function listPages({ badges, orders }) {
  const views = ['today', 'to_ship', 'backordered', 'awaiting_payment', 'in_review', 'shipped', 'problem', 'draft'];
  return [
    { name: 'desk orders', path: '/desk/orders' },
    ...views.map((view) => ({ name: `desk orders ${view}`, path: `/desk/orders?view=${view}` })),
    { name: 'desk orders search', path: `/desk/orders?q=${encodeURIComponent(orders[0].customer.initial)}` },
    { name: 'desk orders filters', path: '/desk/orders?source=desk&from=2020-01-01&to=2099-12-31&payment=paid&note=no' },
    { name: 'desk orders more columns', wide: true, path: '/desk/orders?view=shipped&column=place&column=note&column=discount&column=parcels' },
    { name: 'desk orders by customer', path: '/desk/orders?view=all&group=customer' },
    { name: 'desk order of a list', path: `/desk/orders/${badges.preparing.number}?in=view%3Dto_ship` },
    { name: 'desk many orders', path: '/desk/orders?view=to_ship', act: chooseAll('hold') },
    { name: 'desk many orders, some cannot', path: '/desk/orders?view=problem', act: chooseAll('release') },
    { name: 'desk many orders wrong', path: '/desk/orders?view=to_ship', status: 422, act: async (page) => {
      await chooseAll('note')(page);
      await press('/bulk/do')(page);
    } },
    { name: 'desk many orders hand over', path: '/desk/orders?view=to_ship', act: chooseAll('ship') },
    { name: 'desk many orders hand over wrong', path: '/desk/orders?view=to_ship', status: 422, act: async (page) => {
      await chooseAll('ship')(page);
      await press('/bulk/do', { carrier: 'sf', numbers: 'R-0000-0000 12\nnobody 7' })(page);
    } },
    { name: 'desk many orders tag', path: '/desk/orders?view=to_ship', act: chooseAll('tag') },
    { name: 'desk many orders untag', path: '/desk/orders?view=to_ship', act: chooseAll('untag') },
    { name: 'desk orders of a tag', path: `/desk/orders?tag=${encodeURIComponent('送礼')}` },
    { name: 'desk save view', path: '/desk/order-views/new?view=to_ship&payment=paid' },
    { name: 'desk save view empty', path: '/desk/order-views/new?view=to_ship', act: press('/order-views'), status: 422 },
    { name: 'desk orders wrong filters', path: '/desk/orders?from=2026-02-02&to=2026-01-01&amount_from=x&status=zzz&after=x', status: 400 },
    { name: 'desk orders none', path: '/desk/orders?q=zzzzz' },
    ...Object.entries(badges).map(([badge, order]) => ({ name: `desk order ${badge}`, path: `/desk/orders/${order.number}` })),
    { name: 'desk order in full', path: `/desk/orders/${badges.preparing.number}`, act: (page) => send(page, '/full') },
    { name: 'desk new order', path: '/desk/orders/new' },
    { name: 'desk new order kept', path: '/desk/orders/new', act: outlast('/desk/orders', {
      'lines.0.sku': 'V60D-WH', 'lines.0.quantity': '2', 'contact.name': 'Mo Lin', 'contact.street': '长乐路 7 号', note: '请轻放，谢谢\n先打电话' }) },
    { name: 'desk kept no longer', path: '/desk/kept/nothing', status: 404 },
    { name: 'desk new order belongs', path: '/desk/orders/new', act: async (page) => {
      await page.locator('[name="lines.0.sku"]').fill('V60D-WH');
      await Promise.all([page.waitForNavigation(), page.locator('button[formaction$="/desk/orders/new"]').last().click()]);
    } },
    { name: 'desk new order wrong', path: '/desk/orders/new', status: 422, act: press('/desk/orders', {
      'lines.0.sku': 'NONE-1', 'lines.0.quantity': 'x', 'contact.email': 'not an address', discount: 'much' }) },
  ];
}

function parcelPages({ parcels }) {
  return Object.entries(parcels).map(([badge, parcel]) => ({ name: `desk parcel ${badge}`, path: `/desk/parcels/${parcel.id}` }));
}

/* The first three of a list, products or customers, on their way to something done to all of them. */
const many = (act, what = 'product') => async (page) => {
  for (const box of (await page.locator(`[name=${what}]`).all()).slice(0, 3)) await box.check();
  await Promise.all([page.waitForURL(new RegExp(`/${what}s/bulk$`)), page.locator(`[name=act][value=${act}]`).click()]);
};

/* A batch of more items than one page plans is planned by a task, of whose page both languages look at the same one. */
const largeBatch = (house) => {
  let task;
  return async (tab) => {
    if (task) return tab.goto(task);
    await Promise.all(Array.from({ length: 25 }, () => house.place({}, [{ sku: 'PTAG', quantity: 1 }])));
    await tab.goto('/desk/production/new?sku=PTAG');
    await send(tab, '/desk/production');
    await tab.locator('#task:not([data-live])').waitFor();
    task = tab.url();
  };
};

function shopPages({ house, alike, badges, messages, products, pictures, pictured, made, categories }) {
  const customer = `/desk/customers/${badges.preparing.customer.number}`;
  return [
    { name: 'desk checks', path: '/desk/checks' },
    { name: 'desk notices', path: '/desk/notices' },
    { name: 'desk notice choices', path: '/desk/notices/choices' },
    { name: 'desk notice choices saved', path: '/desk/notices/choices', act: press('/desk/notices/choices') },
    { name: 'desk production', path: '/desk/production' },
    { name: 'desk production new', path: `/desk/production/new?sku=${made.to_make.groups[0].sku}` },
    { name: 'desk production wrong', path: `/desk/production/new?sku=${made.to_make.groups[0].sku}`, act: press('/desk/production', { planned: 'x' }), status: 422 },
    { name: 'desk production task', path: '/desk/production', act: largeBatch(house) },
    { name: 'desk production batch', path: `/desk/production/${made.open[0].id}` },
    { name: 'desk production unsaid', path: `/desk/production/${made.open[0].id}`, act: press(`/desk/production/${made.open[0].id}/finish`, { made: '' }), status: 422 },
    { name: 'desk production ended', path: `/desk/production/${made.ended[0].id}` },
    { name: 'desk production sheet', path: `/desk/production/${made.open[0].id}/sheet` },
    { name: 'desk customers alike', path: '/desk/customers/alike' },
    { name: 'desk customers merge', path: `/desk/customers/${alike.kept.number}/merge/${alike.joined.number}` },
    { name: 'desk customers merge blocked', path: `/desk/customers/${alike.joined.number}/merge/${alike.kept.number}` },
    { name: 'desk customers', path: '/desk/customers' },
    { name: 'desk customers search', path: `/desk/customers?q=${encodeURIComponent(badges.preparing.customer.initial)}` },
    { name: 'desk customers none', path: '/desk/customers?q=zzzzz' },
    { name: 'desk customers of a tag', path: `/desk/customers?tag=${encodeURIComponent('常客')}` },
    { name: 'desk customers of no tag', path: '/desk/customers?tag=zzzzz' },
    { name: 'desk customers filtered', path: '/desk/customers?view=open&sort=spent&language=zh-CN&orders_from=1&spent_from=1.00&guest=yes' },
    { name: 'desk customers save view', path: '/desk/customer-views/new?view=open&language=en' },
    { name: 'desk customers refused', path: '/desk/customers?orders_from=x&last_from=2026-02-02&last_to=2026-02-01', status: 400 },
    { name: 'desk customer', path: customer },
    { name: 'desk customer points', path: `${customer}/points` },
    { name: 'desk customer points change', path: `${customer}/points/change` },
    { name: 'desk customer points wrong', path: `${customer}/points/change`, act: press(`${customer}/points/change`, { points: 'x', why: '' }), status: 422 },
    { name: 'desk customer tag empty', path: customer, status: 422, act: async (page) => {
      await page.locator('details.more > summary').first().click();
      await send(page, '/tags');
    } },
    { name: 'desk customer orders', path: `${customer}/orders` },
    { name: 'desk customer contacts', path: `${customer}/contacts` },
    { name: 'desk customer messages', path: `${customer}/messages` },
    { name: 'desk customer wishes', path: `${customer}/wishes` },
    { name: 'desk customer in full', path: customer, act: (page) => send(page, '/full') },
    { name: 'desk customer note empty', path: customer, act: press('/notes'), status: 422 },
    { name: 'desk customers bulk', path: '/desk/customers', act: many('tag', 'customer') },
    { name: 'desk customers bulk checked', path: `/desk/customers?tag=${encodeURIComponent('常客')}`, act: async (tab) => { await many('untag', 'customer')(tab); await press('/customers/bulk', { tag: '批发' })(tab); } },
    { name: 'desk customers bulk wrong', path: `/desk/customers?tag=${encodeURIComponent('常客')}`, status: 422, act: async (tab) => { await many('tag', 'customer')(tab); await press('/customers/bulk')(tab); } },
    { name: 'desk products', path: '/desk/products' },
    { name: 'desk products none', path: '/desk/products?q=zzzzz' },
    { name: 'desk product', path: `/desk/products/${products[0].code}` },
    { name: 'desk categories', path: '/desk/categories' },
    { name: 'desk categories empty', path: '/desk/categories', act: press('/desk/categories'), status: 422 },
    { name: 'desk category', path: `/desk/categories/${categories[0].id}` },
    { name: 'desk products of a category', path: `/desk/products?category=${categories[0].id}` },
    { name: 'desk products bulk', path: '/desk/products', act: many('price') },
    { name: 'desk products bulk checked', path: '/desk/products', act: async (tab) => { await many('price')(tab); await press('/products/bulk', { percent: '-5' })(tab); } },
    { name: 'desk products bulk wrong', path: '/desk/products', status: 422, act: async (tab) => { await many('price')(tab); await press('/products/bulk')(tab); } },
    { name: 'desk product options', path: `/desk/products/${products[0].code}/options` },
    { name: 'desk product options wrong', path: `/desk/products/${products[0].code}/options`, status: 422,
      act: press('/options', { 'options.0.name_zh': '尺寸', 'options.0.values_en': 'S' }) },
    { name: 'desk product of options', path: '/desk/products/THER' },
    { name: 'desk product related', path: '/desk/products/V60D' },
    { name: 'desk product bundle', path: '/desk/products/SET-V60' },
    { name: 'desk product changes', path: `/desk/products/${products[0].code}/changes` },
    { name: 'desk product pictures', path: `/desk/products/${pictured}/pictures` },
    { name: 'desk product pictures none', path: `/desk/products/${products[1].code}/pictures` },
    { name: 'desk product pictures wrong', path: `/desk/products/${pictured}/pictures`, act: press('/desk/pictures'), status: 422 },
    { name: 'desk picture', path: `/desk/pictures/${pictures[0].id}` },
    { name: 'desk product wrong', path: `/desk/products/${products[0].code}`, status: 422,
      act: press(`/desk/products/${products[0].code}`, { name_zh: '', 'skus.0.price': 'x' }) },
    { name: 'desk product new', path: '/desk/products/new' },
    { name: 'desk product new empty', path: '/desk/products/new', act: press('/desk/products'), status: 422 },
    { name: 'desk outbox', path: '/desk/outbox' },
    { name: 'desk outbox none', path: '/desk/outbox?state=failed' },
    ...messages.map((m) => ({ name: `desk message ${m.template}`, path: `/desk/outbox/${m.id}` })),
  ];
}

/* Who works here: invited, switched off and oneself look different. Each is looked up when its page is opened: others come meanwhile. */
function peoplePages({ house }) {
  const show = async (tab, isMeant) => { await tab.goto(`/desk/staff/${(await house.api('/desk/staff')).people.find(isMeant).id}`); };
  const invited = async (tab) => {
    const email = `${randomUUID()}@shop.example`;
    house.invite(email, 'Lin Fang', 'viewer');
    await show(tab, (p) => p.email === email);
  };
  const proveAsked = async (tab) => {
    await tab.check('[name=permissions][value="orders.read"]');
    await press('/desk/settings/keys', { name: 'Till' })(tab);
  };
  const promoted = press('/desk/promotions', {
    name_en: 'Spring sale', name_zh: '春季促销', kind: 'percent', percent: '12.5', minimum: '100', channel: 'newsletter',
    get code() { return `SPRING-${randomUUID().slice(0, 8)}`; },
  });
  const surveyed = press('/desk/surveys', { title: 'Twice a year', audience: 'solved' });
  /* of three months, the middle one without answers */
  const answered = async (tab) => {
    await surveyed(tab);
    const id = new URL(tab.url()).pathname.split('/').pop();
    await send(tab, `/${id}/questions`);
    await send(tab, `/${id}/questions`);
    await send(tab, '/publish');
    house.sql(`INSERT INTO survey_response (id, survey_id, version, way, lang, facts, created_at, changed_at) SELECT ${id} + seq, ${id}, 1, 0, 0, '{}',
      UTC_TIMESTAMP(6) - INTERVAL (seq % 2) * 61 DAY, UTC_TIMESTAMP(6) FROM seq_1_to_20;
      INSERT INTO survey_answer (response_id, num, survey_id, value) SELECT ${id} + seq, 1, ${id}, seq % 11 FROM seq_1_to_20;
      UPDATE survey SET n_begun = 20 WHERE id = ${id}`);
    await tab.goto(`/desk/surveys/${id}/results`);
    await tab.locator('svg.plot').waitFor();
  };
  const openKey = async (tab) => { await tab.goto(`/desk/settings/keys/${(await house.api('/desk/settings/keys')).keys[0].id}`); };
  /* made by the worker, while the page looks again by itself */
  const exported = async (tab) => {
    await send(tab, '/desk/exports');
    await tab.locator('a[download]').waitFor();
  };
  const makeHook = async (tab) => {
    await tab.check('[name=events][value=placed]');
    await press('/desk/settings/webhooks', { name: 'Bookkeeping', url: 'https://localhost/in' })(tab);
  };
  const hook = async () => `/desk/settings/webhooks/${(await house.api('/desk/settings/webhooks')).hooks[0].id}`;
  const brought = async (tab) => {
    await tab.fill('[name=text]', `SKU,Name,Price,Remark\nNEW-${randomUUID().slice(0, 8)},Oat milk,28.00,fine\n=bad,Oat milk,soon,no`);
    await send(tab, '/desk/imports');
  };
  const checked = async (tab) => {
    await brought(tab);
    await send(tab, '/check');
    await tab.locator('main a.btn-main').click();
  };
  const broughtOrders = async (tab) => {
    const order = randomUUID().slice(0, 8);
    await tab.fill('[name=text]', '订单号,收件人,手机,城市,地址,货号,数量,状态\n'
      + `${order},林雨晴,13900000011,杭州,文三路 100 号,NONE,2,\n${order},,,,,NONE-2,1,`);
    await send(tab, '/desk/imports');
    await tab.fill('[name=save_as]', '旧店铺 / our old shop');
  };
  const checkedOrders = async (tab) => {
    await broughtOrders(tab);
    await send(tab, '/check');
    await tab.locator('main a.btn-main').click();
  };
  const unsaid = async (tab) => {
    await checkedOrders(tab);
    await send(tab, '/repair');
  };
  const undone = async (tab) => {
    await checked(tab);
    await send(tab, '/run');
    await tab.locator('main a.btn-main').click();
    await send(tab, '/undo');
    await tab.locator('main a.btn-main').click();
  };
  const unknownFormat = async (tab) => {
    await tab.locator('[name=format] option').first().evaluate((option) => { option.value = 'pdf'; });
    await send(tab, '/desk/exports');
  };
  const colleague = (tab) => show(tab, (p) => p.email?.startsWith('viewer.') && p.standing === 'active');
  return [
    { name: 'desk me', path: '/desk/me' },
    { name: 'desk shortcuts', path: '/desk/keys' },
    { name: 'desk export orders', path: '/desk/exports/new?list=orders&view=to_ship' },
    { name: 'desk export products', path: '/desk/exports/new?list=products' },
    { name: 'desk export messages', path: '/desk/exports/new?list=messages&state=failed' },
    { name: 'desk export wrong', path: '/desk/exports/new?list=customers', act: unknownFormat, status: 422 },
    { name: 'desk imports', path: '/desk/imports' },
    { name: 'desk import new', path: '/desk/imports/new?kind=products' },
    { name: 'desk import new empty', path: '/desk/imports/new?kind=products', act: press('/desk/imports'), status: 422 },
    { name: 'desk import columns', path: '/desk/imports/new?kind=products', act: brought },
    { name: 'desk import unnamed', path: '/desk/imports/new?kind=products', act: async (tab) => {
      await brought(tab);
      for (const select of await tab.locator('[name=map]').all()) await select.selectOption('-');
      await send(tab, '/check');
    }, status: 422 },
    { name: 'desk import checked', path: '/desk/imports/new?kind=products', act: checked },
    { name: 'desk import repair wrong', path: '/desk/imports/new?kind=orders', act: unsaid, status: 422 },
    { name: 'desk import customers new', path: '/desk/imports/new?kind=customers' },
    { name: 'desk import undone', path: '/desk/imports/new?kind=products', act: undone },
    { name: 'desk import orders columns', path: '/desk/imports/new?kind=orders', act: broughtOrders },
    { name: 'desk import orders checked', path: '/desk/imports/new?kind=orders', act: checkedOrders },
    { name: 'desk tasks', path: '/desk/tasks' },
    { name: 'desk task done', path: '/desk/exports/new?list=orders', act: exported },
    { name: 'desk audit', path: '/desk/audit' },
    { name: 'desk audit none', path: '/desk/audit?kind=refund&to=2020-01-01' },
    { name: 'desk join codes', path: '/desk/customers/join' },
    { name: 'desk settings', path: '/desk/settings' },
    { name: 'desk settings wrong', path: '/desk/settings', status: 422, act: async (tab) => {
      await fill(tab, { pay_minutes: 'soon', review_over: 'much' });
      await tab.locator('form:has([name=pay_minutes]) button').click();
      await tab.waitForLoadState();
    } },
    { name: 'desk logo', path: '/desk/settings/logo' },
    { name: 'desk logo wrong', path: '/desk/settings/logo', act: press('/desk/settings/logo'), status: 422 },
    { name: 'desk inbox', path: '/desk/inbox' },
    { name: 'desk inbox empty', path: '/desk/inbox?view=hidden&topic=price' },
    { name: 'desk item', path: '/desk/inbox', act: (tab) => tab.locator('table.list tbody a').first().click() },
    { name: 'desk item wrong', path: '/desk/inbox', act: async (tab) => { await tab.locator('table.list tbody a').first().click(); await send(tab, '/resolve'); }, status: 422 },
    { name: 'desk wordings', path: '/desk/wordings' },
    { name: 'desk wording new', path: '/desk/wordings/new' },
    { name: 'desk wording wrong', path: '/desk/wordings/new', act: press('/desk/wordings', { name: 'Late', body_en: 'Dear {nmae}' }), status: 422 },
    { name: 'desk call', path: '/desk/calls/new' },
    { name: 'desk call wrong', path: '/desk/calls/new', act: press('/desk/calls', { who: 'nobody@mail.example', body: 'It came late' }), status: 422 },
    { name: 'desk survey definitions', path: '/desk/surveys/definitions' },
    { name: 'desk survey new', path: '/desk/surveys/new' },
    { name: 'desk survey wrong', path: '/desk/surveys/new', act: press('/desk/surveys', { title: 'Twice a year', audience: 'tag' }), status: 422 },
    { name: 'desk survey', path: '/desk/surveys/new', act: surveyed },
    { name: 'desk survey results', path: '/desk/surveys/new', act: answered },
    { name: 'desk reviews', path: '/desk/reviews' },
    { name: 'desk words', path: '/desk/words' },
    { name: 'desk words of an item', path: '/desk/words?sku=BEAN-YN-454&weeks=520' },
    { name: 'desk word lists', path: '/desk/words/lists' },
    { name: 'desk word lists wrong', path: '/desk/words/lists', act: async (tab) => { await tab.locator('#f-word').fill('a|b'); await send(tab, '/lists'); }, status: 422 },
    { name: 'desk reviews hidden', path: '/desk/reviews?view=hidden' },
    { name: 'desk review', path: '/desk/reviews?view=low', act: (tab) => tab.locator('table.list tbody a').first().click() },
    { name: 'desk review wrong', path: '/desk/reviews?view=low', act: async (tab) => { await tab.locator('table.list tbody a').first().click(); await send(tab, '/hide'); }, status: 422 },
    { name: 'desk points report', path: '/desk/points' },
    { name: 'desk tiers', path: '/desk/settings/tiers' },
    { name: 'desk tiers new', path: '/desk/settings/tiers/new' },
    { name: 'desk promotion new', path: '/desk/promotions/new' },
    { name: 'desk promotion wrong', path: '/desk/promotions/new', act: press('/desk/promotions', { name_en: 'Spring', code: '!' }), status: 422 },
    { name: 'desk promotion', path: '/desk/promotions/new', act: promoted },
    { name: 'desk promotion code', path: '/desk/promotions/new', act: async (tab) => { await promoted(tab); await tab.goto(`${tab.url()}/codes`); } },
    { name: 'desk promotions', path: '/desk/promotions' },
    { name: 'desk referrals', path: '/desk/referrals' },
    { name: 'desk rewards', path: '/desk/rewards' },
    { name: 'desk reward new', path: '/desk/rewards/new' },
    { name: 'desk reward wrong', path: '/desk/rewards/new', act: press('/desk/rewards', { name_en: 'Five off', points: 'x' }), status: 422 },
    { name: 'desk reward', path: '/desk/rewards', act: async (tab) => { await tab.locator('main table a').first().click(); await tab.waitForURL('**/rewards/*'); } },
    { name: 'desk tax', path: '/desk/settings/tax' },
    { name: 'desk tax new', path: '/desk/settings/tax/new' },
    { name: 'desk tax wrong', path: '/desk/settings/tax/new', act: press('/desk/settings/tax', { region: 'CA', standard: 'much' }), status: 422 },
    { name: 'desk tax zone', path: '/desk/settings/tax', act: (tab) => tab.locator('table.list tbody a').first().click() },
    { name: 'desk keys', path: '/desk/settings/keys' },
    { name: 'desk key', path: '/desk/settings/keys', act: (tab) => openKey(tab) },
    { name: 'desk key new', path: '/desk/settings/keys/new' },
    { name: 'desk key empty', path: '/desk/settings/keys/new', act: press('/desk/settings/keys'), status: 422 },
    { name: 'desk prove', who: 'owner aged', path: '/desk/settings/keys/new', act: (tab) => proveAsked(tab), status: 403 },
    { name: 'desk prove wrong', who: 'owner aged', path: '/desk/settings/keys/new', status: 422, act: async (tab) => {
      await proveAsked(tab);
      await press('/desk/settings/keys', { second_factor: 'abc' })(tab);
    } },
    { name: 'desk key made', path: '/desk/settings/keys/new', act: async (tab) => {
      await tab.check('[name=permissions][value="orders.read"]');
      await press('/desk/settings/keys', { name: 'Till at the counter', until: '2090-01-31' })(tab);
    } },
    { name: 'desk roles', path: '/desk/staff/roles' },
    { name: 'desk role new', path: '/desk/staff/roles/new' },
    { name: 'desk role empty', path: '/desk/staff/roles/new', act: press('/desk/staff/roles'), status: 422 },
    { name: 'desk role shipped', path: '/desk/staff/roles/care' },
    { name: 'desk role own', path: '/desk/staff/roles/new', act: async (tab) => {
      await tab.check('[name=permissions][value="orders.read"]');
      await press('/desk/staff/roles', { name: `Weekend ${randomUUID().slice(0, 8)}` })(tab);
      await tab.goto(`/desk/staff/roles/${(await house.api('/desk/staff/roles')).roles.at(-1).word}`);
    } },
    { name: 'desk ways of messages', path: '/desk/settings/messages' },
    { name: 'desk bounces', path: '/desk/settings/bounces' },
    { name: 'desk bounces secret', path: '/desk/settings/bounces', act: press('/desk/settings/bounces') },
    { name: 'desk way sms', path: '/desk/settings/messages/sms' },
    { name: 'desk way sms wrong', path: '/desk/settings/messages/sms', act: press('/desk/settings/messages/sms', { url: 'http://shop.example', body: '{{moon}}' }), status: 422 },
    { name: 'desk way wechat', path: '/desk/settings/messages/wechat', act: press('/desk/settings/messages/wechat', {
      url: 'https://localhost/send', body: '{"touser": "{{to}}", "text": "{{text}}"}', good_member: 'errcode', good_value: '0' }) },
    { name: 'desk way try', path: '/desk/settings/messages/email/try' },
    { name: 'desk way try wrong', path: '/desk/settings/messages/email/try', act: press('/desk/settings/messages/email/try', { to: 'lin' }), status: 422 },
    { name: 'desk way tried', path: '/desk/settings/messages/email/try', act: press('/desk/settings/messages/email/try', { to: 'lin@mail.example' }) },
    { name: 'desk webhooks none', path: '/desk/settings/webhooks' },
    { name: 'desk webhook new', path: '/desk/settings/webhooks/new' },
    { name: 'desk webhook empty', path: '/desk/settings/webhooks/new', act: press('/desk/settings/webhooks'), status: 422 },
    { name: 'desk webhook secret', path: '/desk/settings/webhooks/new', act: makeHook },
    { name: 'desk webhook', path: '/desk/settings/webhooks/new', act: async (tab) => { await makeHook(tab); await tab.goto(await hook()); } },
    { name: 'desk webhook log', path: '/desk/settings/webhooks/new', act: async (tab) => { await makeHook(tab); await tab.goto(`${await hook()}/log`); } },
    { name: 'desk webhooks', path: '/desk/settings/webhooks' },
    { name: 'desk staff', path: '/desk/staff' },
    { name: 'desk staff invite', path: '/desk/staff/new' },
    { name: 'desk staff invite empty', path: '/desk/staff/new', act: press('/desk/staff'), status: 422 },
    { name: 'desk staff invited', path: '/desk/staff', act: invited },
    { name: 'desk staff off', path: '/desk/staff', act: async (tab) => { await invited(tab); await send(tab, '/withdraw'); } },
    { name: 'desk staff self', path: '/desk/staff', act: (tab) => show(tab, (p) => p.email?.startsWith('owner.') && p.standing === 'active') },
    { name: 'desk staff colleague', path: '/desk/staff', act: colleague },
    { name: 'desk staff no role', path: '/desk/staff', act: async (tab) => { await colleague(tab); await press('/role', clear('role'))(tab); }, status: 422 },
  ];
}

/* The way in, each page for somebody of its own: who has come further, or is in, does not see it. */
function newcomerPages({ house }) {
  const invite = (email) => house.invite(email ?? `${randomUUID()}@shop.example`, 'Lin Fang', 'viewer');
  const half = async (page) => {
    const email = `${randomUUID()}@shop.example`;
    await accept(page, invite(email));
    await page.goto('/desk/orders');
    await send(page, '/desk/sign-out');
    await fill(page, { email, password });
    await send(page, '/desk/sign-in');
  };
  return [
    { name: 'desk invited', path: invite() },
    { name: 'desk enrol', path: '/track', act: (page) => choosePassword(page, invite()) },
    { name: 'desk recovery', path: '/track', act: (page) => accept(page, invite()) },
    { name: 'desk code', path: '/track', act: half },
    { name: 'desk code wrong', path: '/track', act: async (page) => { await half(page); await press('/desk/code', { code: 'x' })(page); }, status: 422 },
  ].map((page) => ({ who: page.name, ...page }));
}

export function staffPages(shop) {
  return [
    ...[...listPages(shop), ...actPages(shop), ...parcelPages(shop), ...shopPages(shop), ...peoplePages(shop)].map((p) => ({ who: 'owner', ...p })),
    ...newcomerPages(shop),
    { name: 'desk not allowed', who: 'viewer', path: '/desk/orders/new', status: 403 },
    { name: 'desk order of a viewer', who: 'viewer', path: `/desk/orders/${shop.badges.preparing.number}` },
    { name: 'desk sign in', who: 'nobody', path: '/desk/sign-in' },
    { name: 'desk sign in wrong', who: 'nobody', path: '/desk/sign-in', status: 422,
      act: press('/desk/sign-in', { email: 'nobody@shop.example', password: 'wrong' }) },
  ];
}
