/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer may ask of what is kept about them: all of it as a file, and that it goes. */
import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fill, launch, newPage, open, send, settled, sound, way, ways } from './lib/browser.mjs';
import { House, walker } from './lib/house.mjs';
import { customerSession } from './lib/people.mjs';
import { path, refused } from './lib/steps.mjs';

const house = new House();
const browser = await launch();
after(() => browser.close());

const sku = 'TISS-6'; // of the demo data, in stock

/* The code that shows who it is, from the page that asks for it when the last one is long ago. */
async function prove(page, who, action) {
  house.sql(`UPDATE session SET stepped_up_at = stepped_up_at - INTERVAL 1 DAY WHERE kind = 1 AND subject_id = (SELECT id FROM customer
    WHERE number = '${who.number}')`);
  await page.reload();
  const before = house.letters();
  await send(page, action);
  const [, code] = await house.message(who.email, /[:：] ?(\d{6})\s/, before);
  await settled(page, who.lang);
  await fill(page, { code });
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL((url) => url.pathname === action.replace(/\/code$/, ''));
}

async function hasAllAsAFile({ customer: page, who }) {
  await page.goto('/me/account');
  await page.locator('main a[href$="/me/data"]').click();
  await page.waitForURL('**/me/data');
  assert.equal(await page.locator('main a[download]').count(), 0);
  await sound(page, who.lang);
  await prove(page, who, '/me/data/code');
  const before = house.letters();
  await send(page, '/me/data');
  await house.message(who.email, /\/me\/data/, before);
  await page.goto('/me/data');
  await sound(page, who.lang);
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('main a[download]').click()]);
  assert.match(file.suggestedFilename(), /\.zip$/);
  const parts = [];
  for await (const part of await file.createReadStream()) parts.push(part);
  const zip = Buffer.concat(parts);
  assert.equal(zip.subarray(0, 2).toString(), 'PK');
  assert.ok(zip.includes('data.json') && zip.includes('.csv'));
}

async function isToldWhatHinders({ customer: page, who }) {
  await page.goto('/me/account');
  await page.locator('main a[href$="/me/erase"]').click();
  await page.waitForURL('**/me/erase');
  assert.equal(await page.locator('main [aria-labelledby=h-open] a', { hasText: who.order }).count(), 1);
  assert.equal(await page.locator('main form').count(), 0);
  await sound(page, who.lang);
}

async function goes({ customer: page, who }) {
  await house.api(`/api/v1/orders/${who.order}/cancel`, { reason: 'other' });
  await page.reload();
  await prove(page, who, '/me/erase/code');
  await send(page, '/me/erase');
  await refused(page, ['sure'], who.lang);
  await fill(page, { sure: true });
  await send(page, '/me/erase');
  assert.equal(await page.locator('.flash[role=status]').count(), 1);
  await sound(page, who.lang);
}

/* Mail, phone and name are nowhere; the order stays, without them. */
async function isNobodyNow({ customer: page, who }) {
  await page.goto('/me/account');
  assert.equal(path(page), '/sign-in');
  await page.goto('/track');
  await fill(page, { order: who.order, contact: who.contact.phone.slice(-4) });
  await send(page, '/track');
  assert.equal(page.answer.status(), 422);
  for (let tries = 0; tries < 300 && JSON.stringify(await traces(who)).includes(who.email); tries++) await sleep(100);
  const left = JSON.stringify(await traces(who));
  for (const value of [who.email, who.contact.phone, walker]) assert.ok(!left.includes(value), value);
  assert.ok(left.includes(who.order));
}

const traces = async (who) => [await house.api(`/api/v1/customers/${who.number}`), await house.api(`/api/v1/orders/${who.order}`)];

describe('a customer and what is kept of them', { concurrency: 2 }, async () => {
  for (const [i, walk] of ways.entries()) {
    const who = { ...walk, email: `privacy.${i}.${process.pid}@mail.example` };
    who.contact = { email: who.email, phone: `1380000${6100 + i}` };
    who.order = (await house.place(who.contact, [{ sku, quantity: 1 }])).number;
    who.number = (await house.api(`/api/v1/orders/${who.order}`)).customer.number;
    const of = { who, customer: await newPage(await open(browser, house, { ...walk, session: await customerSession(browser, house, who.email) })) };
    way(walk.name, {
      'has all of it as a file': () => hasAllAsAFile(of),
      'is told what hinders erasing': () => isToldWhatHinders(of),
      'goes': () => goes(of),
      'and is nobody now': () => isNobodyNow(of),
    });
  }
});
