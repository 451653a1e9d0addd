/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What walks at the desk look at after each step. */
import assert from 'node:assert/strict';
import { settled } from './browser.mjs';

export const badges = (page) => page.locator('.work-h .badge').allInnerTexts();
export const invalid = (page) => page.locator('main [aria-invalid=true]').evaluateAll((all) => all.map((e) => e.name));
export const path = (page) => new URL(page.url()).pathname;

/* Every error stands beside its field and in the summary, whose links lead there. */
export async function refused(page, names, lang) {
  assert.equal(page.answer.status(), 422);
  assert.deepEqual((await invalid(page)).sort(), [...names].sort());
  assert.equal(await page.locator('.errsum a').count(), names.length);
  for (const link of await page.locator('.errsum a').all()) {
    assert.equal(await page.locator(`[id="${(await link.getAttribute('href')).slice(1)}"]`).count(), 1);
  }
  assert.match(await page.title(), lang === 'en' ? /^Error: / : /^有错误：/);
  await settled(page, lang);
}
