/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop under test, by its side doors: command line, API, mail folder. dev.d/test.sh says where it is. */
import { execFileSync } from 'node:child_process';
import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const env = (name) => process.env[name] ?? (() => { throw new Error(`${name} is not set: run ./dev test browser`); })();

/* Who walks through the shop, all of one family; whoever looks at the demo data leaves this family's orders alone, for they change. */
export const walkers = '林';
export const walker = `${walkers}墨`;

export class House {
  constructor({ url = env('REGULARS_TEST_URL'), config = env('REGULARS_TEST_CONFIG'), build = env('REGULARS_TEST_BUILD') } = {}) {
    this.url = url;
    this.config = config;
    this.program = `${build}/regulars`;
    this.mail = /^mail = dir:(.*)$/m.exec(readFileSync(config, 'utf8'))[1];
  }

  command(...words) {
    return execFileSync(this.program, ['--config', this.config, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /* The address where somebody new makes an account. */
  invite(email, name, role) {
    return this.command('staff', 'invite', email, name, role).trim();
  }

  /* What no door leads to: time that has passed. */
  sql(statement) {
    const conf = Object.fromEntries([...readFileSync(this.config, 'utf8').matchAll(/^(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value]));
    const words = ['--no-defaults', `--socket=${conf.db_socket}`, `--user=${conf.db_user}`, conf.db_name];
    return execFileSync('mariadb', words, { encoding: 'utf8', input: statement,
      env: { ...process.env, MYSQL_PWD: readFileSync(conf.db_password_file, 'utf8').trim() } });
  }

  /* What a program with all rights asks for; a body makes it a POST with a key of its own. */
  api(path, body) {
    return this.ask(path, body && JSON.stringify(body), { 'Content-Type': 'application/json' });
  }

  /* The same with a file. */
  upload(path, fields, file) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([file]), 'picture.png');
    return this.ask(path, form, {});
  }

  async ask(path, body, kind) {
    this.key ??= /rk_\S+/.exec(this.command('api-key', 'create', `browser tests ${randomUUID()}`, 'owner'))[0];
    const headers = { Accept: 'application/json', Authorization: `Bearer ${this.key}` };
    if (body) Object.assign(headers, kind, { 'Idempotency-Key': `"${randomUUID()}"` });
    const answer = await fetch(this.url + path, { method: body ? 'POST' : 'GET', headers, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  /* A new order of somebody of whom the rest of the tests know nothing, each of another one: the same again would be held. */
  place(contact, lines, rest = {}) {
    return this.api('/api/v1/orders', {
      lang: 'en', payment_method: 'cod', ...rest, lines,
      contact: { name: walker, phone: `139${String(randomInt(1e8)).padStart(8, '0')}`, province: '浙江省', city: '杭州市', district: '西湖区', street: '文三路 90 号', ...contact },
    });
  }

  letters() {
    return new Set(readdirSync(this.mail));
  }

  /* Waits for a message to this address that was not there before, and has what is wanted of its text. */
  async message(to, wanted, before) {
    for (let i = 0; i < 150; i++) {
      for (const name of readdirSync(this.mail).filter((n) => n.endsWith('.eml') && !before.has(n))) {
        const raw = readFileSync(`${this.mail}/${name}`, 'utf8');
        if (!raw.toLowerCase().includes(`\nto: ${to.toLowerCase()}`)) continue;
        const found = wanted.exec(Buffer.from(/text\/plain[^]*?\r?\n\r?\n([^]*?)\r?\n--/.exec(raw)[1], 'base64').toString());
        if (found) return found;
      }
      await sleep(100);
    }
    throw new Error(`no message to ${to} with ${wanted} in ${this.mail}`);
  }
}

/* A carrier's number that no other parcel has: walks that run side by side would take the same moment's. */
export const trackingNumber = () => `SF${String(randomInt(1e13)).padStart(13, '0')}`;

/* The code an authenticator app shows now, or so many steps from now (RFC 6238). Never in the last seconds of a step: the one before
 * would be too old when it arrives. */
export async function totp(secret, step = 0) {
  const left = 30000 - (Date.now() % 30000);
  if (left < 6000) await sleep(left);
  const bits = [...secret.replace(/[\s=]/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + step));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}
