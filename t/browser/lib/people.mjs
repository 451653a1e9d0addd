/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People come in at the front door; what they have then, others of the tests may use too. */
import { fill, newPage, open, send } from './browser.mjs';
import { totp } from './house.mjs';

export const password = 'seven grey herons over water';

/* The first half: a name and a password, which lead to the authenticator's page. */
export async function choosePassword(page, link, { email, name } = {}) {
  await page.goto(link);
  await fill(page, { ...(email && { email }), name: name ?? 'Lin Fang', password });
  await page.locator('main form button').click();
  await page.waitForURL('**/desk/enrol');
}

/* Where an invitation leads, up to the recovery codes. Returns the authenticator's secret. A code may be one step old or new, and
   each step works once: who comes in again soon does it with the next one. */
export async function accept(page, link, who) {
  await choosePassword(page, link, who);
  const secret = await page.locator('main .mono').innerText();
  await fill(page, { code: await totp(secret, -1) });
  await send(page, '/desk/enrol');
  return secret;
}

/* A new member of staff; what open() needs to be this person. */
export async function staffSession(browser, house, role) {
  const link = house.invite(`${role}.${process.pid}@shop.example`, 'Lin Fang', role);
  const context = await open(browser, house, {});
  await accept(await newPage(context), link);
  const session = await context.storageState();
  await context.close();
  return session;
}

/* One whose second factor was proved too long ago for what is worth it. */
export async function agedSession(browser, house, role) {
  const email = `aged.${process.pid}@shop.example`;
  const context = await open(browser, house, {});
  await accept(await newPage(context), house.invite(email, 'Lin Fang', role));
  const session = await context.storageState();
  await context.close();
  house.sql(`UPDATE session SET stepped_up_at = stepped_up_at - INTERVAL 1 DAY WHERE subject_id = (SELECT id FROM staff WHERE email = '${email}')`);
  return session;
}

/* Signs in with the code that comes by mail, from wherever the page is. */
export async function signIn(page, house, email) {
  const before = house.letters();
  await page.goto('/sign-in');
  await fill(page, { email });
  await send(page, '/sign-in');
  const [, code] = await house.message(email, /[:：] ?(\d{6})\s/, before);
  await fill(page, { code });
  await send(page, '/sign-in/code');
}

export async function customerSession(browser, house, email) {
  const context = await open(browser, house, {});
  await signIn(await newPage(context), house, email);
  const session = await context.storageState();
  await context.close();
  return session;
}
