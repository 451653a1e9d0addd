/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's shortcuts: choosing rows and the keyboard. Everything is reachable without it. Words come from #words. */
(() => {
  'use strict';
  const words = document.getElementById('words')?.dataset ?? {};
  const all = (root, selector) => [...root.querySelectorAll(selector)];

  /* data-check on a row's box, data-check-all in the head, data-bulk on the bar, data-selected on its count */
  function addSelection(form) {
    const boxes = all(form, 'input[data-check]');
    const head = form.querySelector('input[data-check-all]');
    const bar = form.querySelector('[data-bulk]');
    const count = form.querySelector('[data-selected]');
    let last = null;

    function show() {
      const n = boxes.filter((box) => box.checked).length;
      for (const box of boxes) box.closest('tr, li')?.classList.toggle('on', box.checked);
      if (head) {
        head.checked = n > 0 && n === boxes.length;
        head.indeterminate = n > 0 && n < boxes.length;
      }
      if (bar) bar.hidden = n === 0;
      if (count) count.textContent = (words.saySelected ?? '{n}').replace('{n}', n);
    }
    function choose(box, checked, range) {
      const [from, to] = [boxes.indexOf(range && last ? last : box), boxes.indexOf(box)].sort((a, b) => a - b);
      for (let i = from; i <= to; i++) boxes[i].checked = checked;
      last = box;
      show();
    }
    for (const box of boxes) box.addEventListener('click', (event) => choose(box, box.checked, event.shiftKey));
    const chooseAll = (checked) => { for (const box of boxes) box.checked = checked; show(); };
    if (head) head.hidden = false;
    head?.addEventListener('change', () => chooseAll(head.checked));
    form.querySelector('[data-clear]')?.addEventListener('click', (event) => { event.preventDefault(); chooseAll(false); });
    count?.setAttribute('role', 'status');
    show();
    return { boxes, choose, chooseAll };
  }

  /* data-live: a part that changes while work is under way is read again until it says that it is over */
  async function follow(part) {
    for (const link of all(part, '[data-without-script]')) link.hidden = true;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    let next = part;
    if (!document.hidden) {
      try {
        const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const fresh = answer.ok && page.getElementById(part.id);
        if (fresh) {
          next = document.adoptNode(fresh);
          part.replaceWith(next);
        }
      } catch { /* not there just now: later */ }
    }
    if (next.hasAttribute('data-live')) follow(next);
  }
  for (const part of all(document, '[data-live]')) follow(part);

  const selections = all(document, 'form').filter((form) => form.querySelector('input[data-check]')).map(addSelection);
  const selectionOf = (box) => selections.find((selection) => selection.boxes.includes(box));

  /* rows of lists marked data-rows or data-keys; a row's link takes the focus, so that Enter opens it */
  const rowsOfLists = ':is([data-rows], [data-keys]) > tbody > tr, :is([data-rows], [data-keys]) > li';
  const rowLink = (row) => row.querySelector(':scope > details > summary') ?? row.querySelector('a[data-open]') ?? row.querySelector('a[href]');
  const rows = () => all(document, rowsOfLists).filter((row) => rowLink(row) && row.checkVisibility());
  const currentRow = () => document.activeElement?.closest(rowsOfLists);

  function move(step) {
    const list = rows();
    const now = list.indexOf(currentRow());
    const next = list[now < 0 ? (step > 0 ? 0 : list.length - 1) : now + step];
    if (!next) return;
    next.scrollIntoView({ block: 'nearest' });
    rowLink(next).focus({ focusVisible: true });
  }
  function tick(range) {
    const row = currentRow();
    const boxes = row ? all(row, 'input[data-check]') : [];
    const on = range || !boxes.every((box) => box.checked);
    boxes.forEach((box, i) => selectionOf(box)?.choose(box, on, range && i === 0));
  }
  function openInTab() {
    const row = currentRow();
    const link = row && rowLink(row);
    if (link?.href) window.open(link.href, '_blank', 'noopener');
  }
  function view(step) {
    const tabs = all(document, '[data-views] a[href]');
    tabs[tabs.findIndex((tab) => tab.hasAttribute('aria-current')) + step]?.click();
  }
  const isShown = (node) => node.checkVisibility();
  /* What a page does in the main, where it has one thing to do and does not say data-key="e". */
  function mainAct() {
    const acts = all(document, 'main .btn-main').filter(isShown);
    return acts.length === 1 ? acts[0] : undefined;
  }
  /* data-key="e": the page's own control for that key */
  function press(key) {
    const own = all(document, `[data-key="${key}"]`).find(isShown);
    const control = own ?? (key === 'e' ? mainAct() : undefined);
    if (control?.matches('input, textarea, select')) { control.focus(); control.select?.(); }
    else control?.click();
    return control;
  }
  function leave() {
    if (isField(document.activeElement)) document.activeElement.blur();
    else for (const selection of selections) selection.chooseAll(false);
  }

  const help = document.getElementById('keys');
  const keys = {
    /* on an order's page, the next one of the list it was opened from */
    j: () => press('j') ?? move(1), k: () => press('k') ?? move(-1),
    x: () => tick(false), X: () => tick(true), a: () => selections[0]?.chooseAll(true),
    o: openInTab, '[': () => view(-1), ']': () => view(1),
    '?': () => help?.showModal(),
    '/': () => press('/'), e: () => press('e'), m: () => press('m'), n: () => press('n'), r: () => press('r'), t: () => press('t'),
  };
  let going = 0;

  const isField = (node) => node?.matches?.('textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio]):not([type=submit])');
  const off = () => localStorage.getItem('keys') === 'off';

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') { leave(); return; }
    if (off() || isField(event.target)) return;
    if (Date.now() - going < 1500) {
      going = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key.toLowerCase())}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key.toLowerCase() === 'g') { going = Date.now(); return; }
    const key = event.shiftKey ? event.key : event.key.toLowerCase();
    const act = Object.hasOwn(keys, key) && keys[key];
    if (act) { event.preventDefault(); act(); }
  });

  for (const toggle of all(document, 'input[data-keys-on]')) {
    toggle.closest('[hidden]')?.removeAttribute('hidden');
    toggle.checked = !off();
    toggle.addEventListener('change', () => localStorage.setItem('keys', toggle.checked ? 'on' : 'off'));
  }
  for (const opener of all(document, '[data-open-keys]')) {
    if (help) opener.addEventListener('click', (event) => { event.preventDefault(); help.showModal(); });
  }
})();
