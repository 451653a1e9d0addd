/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the scripts beside this file share: the demo shop that runs, somebody of its staff, pictures that take little room. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, newPage, open } from '../../t/browser/lib/browser.mjs';
import { House } from '../../t/browser/lib/house.mjs';
import { staffSession } from '../../t/browser/lib/people.mjs';

/* Whoever only reads leaves nothing in the audit log. */
export const house = new House();
house.key = /rk_\S+/.exec(house.command('api-key', 'create', 'Pictures', 'viewer'))[0];

export const languages = [['en', 'en'], ['zh-CN', 'zh']];

/* Runs the script with a browser that ends with it. */
export async function withBrowser(script) {
  const browser = await launch();
  try {
    await script(browser);
  } finally {
    await browser.close();
  }
}

/* A colleague with this role, as openAs() needs one. */
export const colleague = (browser, role) => staffSession(browser, house, role);

export async function openAs(browser, session, lang, [width, height]) {
  const context = await open(browser, house, { lang, session, viewport: { width, height } });
  context.setDefaultTimeout(30000);
  return newPage(context);
}

/* Pictures load when they come into view; here all of them do. The page stands at its top, with no field in hand. */
const settle = (page) => page.evaluate(() => {
  document.activeElement?.blur();
  scrollTo(0, 0);
  return Promise.all([...document.images].map((i) => { i.loading = 'eager'; return i.decode(); }));
});

/* What the page shows now, as doc/pictures/NAME.png, in as few colours as nobody misses. */
export async function shoot(page, name) {
  const folder = join(process.env.REGULARS_TEST_SOURCE, 'doc/pictures'), path = join(folder, `${name}.png`);
  mkdirSync(join(path, '..'), { recursive: true });
  await settle(page);
  await page.screenshot({ path });
  execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--output', path, '64', path]);
}
