// Opens what a page folds away (details, accordions, tabs, lists of questions): each question becomes
// a heading and its answer plain text below it, before anybody decides what is hidden.

import type { parseHTML } from 'linkedom';

export type Page = ReturnType<typeof parseHTML>['document'];
type PageElement = NonNullable<ReturnType<Page['querySelector']>>;

const MOST_QUESTION_LETTERS = 160;

export function openCollapsed(document: Page): void {
  for (const details of document.querySelectorAll('details')) {
    const summary = details.querySelector('summary');
    if (summary) replaceBy(document, summary, 'h4');
    replaceBy(document, details, 'div');
  }
  for (const control of document.querySelectorAll(
    '[aria-controls], [data-bs-target], [data-target], [data-bs-toggle="collapse"]',
  )) {
    const target = targetOf(document, control);
    if (!target) continue;
    show(target);
    if (!control.closest('h1, h2, h3, h4, h5, h6') && isToggle(control))
      replaceBy(document, control, 'h4');
  }
  for (const panel of document.querySelectorAll('[hidden], [aria-hidden="true"]')) {
    const before = panel.previousElementSibling;
    if (before && isQuestion(before)) show(panel);
  }
  for (const term of document.querySelectorAll('dt')) {
    if (isQuestion(term)) replaceBy(document, term, 'h4');
    else if (term.nextElementSibling?.tagName === 'DD') wrapIn(document, term, 'strong');
  }
  for (const element of document.querySelectorAll(
    '[class*="question" i], [class*="faq" i], [class*="accordion" i], [class*="toggle" i]',
  )) {
    if (!isQuestion(element) || element.closest('h1, h2, h3, h4, h5, h6, a, label')) continue;
    if (element.nextElementSibling) replaceBy(document, element, 'h4');
  }
}

function targetOf(document: Page, control: PageElement) {
  const name =
    control.getAttribute('aria-controls') ??
    control.getAttribute('data-bs-target') ??
    control.getAttribute('data-target') ??
    control.getAttribute('href') ??
    '';
  return document.getElementById(name.replace(/^#/, ''));
}

function isToggle(control: PageElement): boolean {
  return (
    control.hasAttribute('aria-expanded') ||
    /collapse|accordion/i.test(control.outerHTML.slice(0, 300))
  );
}

function show(element: PageElement): void {
  for (const name of ['hidden', 'aria-hidden', 'style', 'class']) element.removeAttribute(name);
}

/** One short line that asks, with nothing but words in it. */
function isQuestion(element: PageElement): boolean {
  const text = (element.textContent ?? '').trim();
  return (
    text.length <= MOST_QUESTION_LETTERS &&
    /[?？]$/.test(text) &&
    element.querySelector('p, div, ul, ol, table, input, h1, h2, h3, h4, h5, h6') === null
  );
}

function replaceBy(document: Page, element: PageElement, tag: string): void {
  const replacement = document.createElement(tag);
  replacement.append(...element.childNodes);
  element.replaceWith(replacement);
}

function wrapIn(document: Page, element: PageElement, tag: string): void {
  const wrapper = document.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}
