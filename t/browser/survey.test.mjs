/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A survey from the first question to the figures: the shop builds it, is told what is missing, looks at it and publishes it;
   customers answer it on their phones, and the shop reads what they said. */
import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fill, launch, newPage, open, phone, send, settled, sound, way, ways } from './lib/browser.mjs';
import { House } from './lib/house.mjs';
import { staffSession } from './lib/people.mjs';
import { path, refused } from './lib/steps.mjs';

const house = new House();
const browser = await launch();
after(() => browser.close());

const words = {
  'zh-CN': { oneLanguage: '只写了一种语言', thanks: '谢谢', late: '送货太慢，等了五天。', stopped: '已停止' },
  en: { oneLanguage: 'one language only', thanks: 'Thank you', late: 'It came late, after five days.', stopped: 'Stopped' },
};
const main = (page) => page.locator('main').innerText();

async function isBegun({ staff: page, who }) {
  await page.goto('/desk/surveys');
  await page.locator('main a[href$="/desk/surveys/new"]').first().click();
  await page.waitForURL('**/new');
  await send(page, '/desk/surveys');
  await refused(page, ['title'], who.lang);
  await fill(page, { title: who.title, audience: 'link', often: 'open' });
  await send(page, '/desk/surveys');
  assert.match(path(page), /^\/desk\/surveys\/\d+$/);
  who.page = path(page);
  await sound(page, who.lang);
}

async function add(page, kind, values) {
  await page.locator('main select[name=kind]').selectOption(kind);
  await page.locator('main form[method=get] button').click();
  await page.waitForURL(`**/questions?kind=${kind}`);
  await fill(page, values);
  await send(page, '/questions');
}

/* What a question may hang on is chosen by its place in the survey. */
async function hangsOnTheFirst(page) {
  const first = await page.locator('[name=about_1] option').evaluateAll((all) => all.find((o) => o.textContent.startsWith('1 ·')).value);
  await fill(page, { about_1: first, op_1: 'most', value_1: '6' });
  await send(page, '/questions');
}

async function getsItsQuestions({ staff: page, who }) {
  await add(page, 'nps', { required: true });
  await add(page, 'single', { text_en: 'What matters most?', choices_en: 'Price\nFresh goods' });
  assert.match(await main(page), new RegExp(words[who.lang].oneLanguage));
  assert.equal(await page.locator('form[action$="/publish"]').count(), 0, 'not in one language');
  await settled(page, who.lang);
  await page.locator('main .survey-list a').nth(1).click();
  await page.waitForURL('**/questions/*');
  await fill(page, { text_zh: '您最看重什么？', choices_zh: '价格\n新鲜' });
  await send(page, path(page));
  assert.equal(path(page), who.page);
  await page.locator('main select[name=kind]').selectOption('text');
  await page.locator('main form[method=get] button').click();
  await page.waitForURL('**/questions?kind=text');
  await fill(page, { text_en: 'What should we do better?', text_zh: '我们哪里要改进？' });
  await hangsOnTheFirst(page);
  assert.equal(await page.locator('.survey-list > li').count(), 3);
  await sound(page, who.lang);
}

async function isPublished({ staff: page, who }) {
  await page.goto(`${who.page}/preview`);
  assert.equal(await page.locator('.phone form').count(), 3);
  await sound(page, who.lang);
  await page.goto(who.page);
  await send(page, '/publish');
  who.link = await page.locator('main a.long').getAttribute('href');
  assert.equal(await page.locator('svg.qr').count(), 1);
  await sound(page, who.lang);
}

const choose = (page, n) => page.locator(`[name=answer][value="${n}"]`).check();
const next = (page) => Promise.all([page.waitForNavigation(), page.locator('main form button').first().click()]);
const chosen = (page) => page.locator('[name=answer]:checked').evaluateAll((all) => all.map((e) => e.value));

/* Opening a link changes nothing, whatever it says. */
async function isPraised({ fan: page, who }) {
  await page.goto(`${who.link}?a=9`);
  assert.deepEqual(await chosen(page), ['9']);
  await page.goto(who.link);
  assert.deepEqual(await chosen(page), []);
  await next(page);
  assert.equal(page.answer.status(), 422);
  assert.equal(await page.locator('main .err').count(), 1);
  await settled(page, who.lang);
  await choose(page, 10);
  await next(page);
  await choose(page, 2);
  await settled(page, who.lang);
  await next(page);
  assert.match(await page.locator('h1').innerText(), new RegExp(words[who.lang].thanks), 'who is content is asked no more');
  await sound(page, who.lang);
}

async function isBlamed({ critic: page, who }) {
  await page.goto(who.link);
  await choose(page, 3);
  await next(page);
  await page.locator('main [name=do_back]').click();
  await page.waitForURL((url) => url.pathname === new URL(who.link, house.url).pathname);
  assert.deepEqual(await chosen(page), ['3'], 'the way back shows what was said');
  await next(page);
  await page.locator('main [name=do_skip]').click();
  await page.locator('main [name=body]').waitFor();
  await fill(page, { body: words[who.lang].late });
  await settled(page, who.lang);
  await next(page);
  assert.match(await page.locator('h1').innerText(), new RegExp(words[who.lang].thanks));
}

async function isRead({ staff: page, fan, who }) {
  for (let tries = 0; tries < 120; tries++) {
    await page.goto(`${who.page}/results`);
    if (await page.locator('main [role=status]').count() === 0 && await page.locator('main .big').count() > 0) break;
    await sleep(500);
  }
  assert.equal(await page.locator('main .big').first().innerText(), '0', 'one recommends, one does not');
  await sound(page, who.lang);
  await page.locator('main a[href*="/texts?q="]').click();
  await page.waitForURL('**/texts?q=*');
  assert.match(await main(page), new RegExp(words[who.lang].late));
  await sound(page, who.lang);
  await page.goto(who.page);
  await send(page, '/stop');
  assert.equal(await page.locator('.work-h .badge').innerText(), words[who.lang].stopped);
  await fan.goto(who.link);
  assert.equal(await fan.locator('main form').count(), 0, 'and asks nobody else');
}

const session = await staffSession(browser, house, 'owner');

describe('a survey', { concurrency: 2 }, async () => {
  for (const [i, walk] of ways.entries()) {
    const who = { ...walk, title: `Walk ${i}.${process.pid}` }, hand = { ...walk, viewport: phone };
    const of = { who, fan: await newPage(await open(browser, house, hand)), critic: await newPage(await open(browser, house, hand)),
      staff: await newPage(await open(browser, house, { ...walk, script: true, session })) };
    way(walk.name, {
      'is begun': () => isBegun(of),
      'gets its questions, in both languages': () => getsItsQuestions(of),
      'is looked at and published': () => isPublished(of),
      'is answered by who is content': () => isPraised(of),
      'and by who is not': () => isBlamed(of),
      'is read, and stopped': () => isRead(of),
    });
  }
});
