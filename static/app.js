/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shortens the way on pages that are complete without it. Behaviours hang on data attributes, words come from #words. */
(() => {
  'use strict';
  const words = document.getElementById('words')?.dataset ?? {};
  const zh = document.documentElement.lang.startsWith('zh');
  const all = (root, selector) => [...root.querySelectorAll(selector)];

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  function icon(name) {
    const ns = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(ns, 'svg');
    const use = document.createElementNS(ns, 'use');
    svg.setAttribute('class', 'i i-s');
    svg.setAttribute('aria-hidden', 'true');
    use.setAttribute('href', `${words.icons}#i-${name}`);
    svg.append(use);
    return svg;
  }

  const live = make('p', { class: 'vh', role: 'status' });
  document.body.append(live);
  const say = (text) => { live.textContent = text; };

  /* data-copy="number": a button behind the number; an empty value copies the element's text */
  function addCopy(element) {
    const label = make('span', {}, words.sayCopy ?? '');
    const button = make('button', { class: 'copy', type: 'button' }, icon('copy'), label);
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(element.dataset.copy || element.textContent.trim());
      } catch {
        getSelection().selectAllChildren(element);
        return;
      }
      label.textContent = words.sayCopied;
      say(words.sayCopied);
      setTimeout(() => { label.textContent = words.sayCopy; say(''); }, 2000);
    });
    element.after(button);
  }

  /* data-since: the absolute time moves to the title; from the seventh day on it stays */
  const relative = new Intl.RelativeTimeFormat(zh ? 'zh-CN' : 'en-GB', { style: 'short' });
  function tellSince(time) {
    const minutes = Math.floor((Date.now() - new Date(time.dateTime)) / 60000);
    if (!(minutes >= 0 && minutes < 7 * 1440)) return;
    const [amount, unit] = minutes < 60 ? [minutes, 'minute']
      : minutes < 1440 ? [Math.floor(minutes / 60), 'hour'] : [Math.floor(minutes / 1440), 'day'];
    time.title ||= time.textContent.trim();
    time.textContent = relative.format(-amount, unit).replace(/^(\d+)(\p{Script=Han})/u, '$1 $2');
  }

  /* data-count="500": characters left, announced at every 50 */
  function addCount(field) {
    const most = Number(field.dataset.count);
    const note = make('p', { class: 'hint' });
    let told = Infinity;
    const count = () => {
      const left = most - [...field.value].length;
      note.textContent = (words.sayLeft ?? '{n}').replace('{n}', left);
      if (Math.ceil(left / 50) < told && told !== Infinity) say(note.textContent);
      told = Math.ceil(left / 50);
    };
    field.addEventListener('input', count);
    field.after(note);
    count();
  }

  /* data-autosubmit: choosing is enough; the apply button (data-apply) serves those without script */
  function addAutosubmit(form) {
    for (const button of all(form, '[data-apply]')) button.hidden = true;
    form.addEventListener('change', (event) => {
      if (event.target.matches('select, [type=checkbox], [type=radio], [type=date], [type=month]')) form.requestSubmit();
    });
  }

  /* data-poll="5": replaces the panel by the server's newer one until that one no longer asks for it */
  function poll(panel) {
    const end = Date.now() + 20 * 60000;
    const later = () => setTimeout(look, Number(panel.dataset.poll) * 1000);
    async function look() {
      if (Date.now() > end) return;
      if (document.hidden) {
        document.addEventListener('visibilitychange', look, { once: true });
        return;
      }
      try {
        const answer = await fetch(location.href, { headers: { Accept: 'text/html; fragment=progress' } });
        const fresh = answer.ok && parse(await answer.text()).getElementById(panel.id);
        if (fresh) {
          panel.replaceWith(fresh);
          panel = fresh;
          enhance(panel);
          if (!panel.dataset.poll) return;
        }
      } catch { /* the network comes back or the time is up */ }
      later();
    }
    later();
  }

  const parse = (text) => new DOMParser().parseFromString(text, 'text/html');

  function openDialog(...content) {
    const dialog = make('dialog', {}, ...content);
    const heading = dialog.querySelector('h1, h2');
    if (heading) {
      heading.id ||= 'dialog-heading';
      dialog.setAttribute('aria-labelledby', heading.id);
    }
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  }

  /* data-confirm on a button: its value is the consequence; the form learns of the answer by do_confirmed */
  function ask(button) {
    const yes = make('button', { class: button.className, type: 'button' }, button.textContent.trim());
    const no = make('button', { class: 'btn', type: 'button' }, words.sayBack ?? '');
    const dialog = openDialog(make('div', { class: 'stack' }, make('h2', {}, button.textContent.trim()),
      make('p', {}, button.dataset.confirm), make('div', { class: 'row' }, yes, no)));
    no.addEventListener('click', () => dialog.close());
    yes.addEventListener('click', () => {
      button.form.append(make('input', { type: 'hidden', name: 'do_confirmed', value: '1' }));
      delete button.dataset.confirm;
      dialog.close();
      button.form.requestSubmit(button);
    });
    no.focus();
  }

  /* data-confirm on a link: the part marked data-dialog of the page it leads to, or the page itself */
  async function askByPage(link) {
    try {
      const answer = await fetch(link.href, { headers: { Accept: 'text/html' } });
      const part = answer.ok && parse(await answer.text()).querySelector('[data-dialog]');
      if (part) {
        const dialog = openDialog(part);
        enhance(dialog);
        for (const close of all(dialog, '[data-close]')) {
          close.addEventListener('click', (event) => { event.preventDefault(); dialog.close(); });
        }
        return;
      }
    } catch { /* then the page says it */ }
    location.assign(link.href);
  }

  document.addEventListener('click', (event) => {
    const asker = event.target.closest?.('[data-confirm]');
    if (!asker || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (asker.form && !asker.form.reportValidity()) return;
    event.preventDefault();
    if (asker.matches('a')) askByPage(asker);
    else ask(asker);
  });

  function enhance(root) {
    all(root, '[data-copy]').forEach(addCopy);
    all(root, '[data-count]').forEach(addCount);
    all(root, '[data-autosubmit]').forEach(addAutosubmit);
    all(root, 'time[data-since]').forEach(tellSince);
  }

  enhance(document);
  all(document, '[data-poll]').forEach(poll);
  setInterval(() => all(document, 'time[data-since]').forEach(tellSince), 60000);
  document.querySelector('.errsum')?.focus();
})();
