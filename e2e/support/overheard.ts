/**
 * Everything that a page was told and ever showed: each response, each frame of a socket, each text
 * that stood in the document or the widget even for a moment. For what must never be seen at all.
 */
import type { Page } from '@playwright/test';

export interface Overheard {
  /** Every text node there has been since the page began, changed ones in each form. */
  shown(): Promise<string[]>;
  /** Bodies of responses and frames of sockets, with what the browser keeps. */
  told(): Promise<string[]>;
  /** What came before counts no more: somebody else sits down. */
  forget(): void;
}

declare global {
  interface Window {
    everShown?: string[];
  }
}

/** Before the page goes anywhere. */
export async function overhear(page: Page): Promise<Overheard> {
  const earlier: string[] = [];
  const bodies: Promise<string>[] = [];
  const frames: string[] = [];
  page.on('response', (response) => {
    // A redirect has no body, and one that the page left behind cannot be read any more.
    bodies.push(response.text().catch(() => ''));
  });
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => void frames.push(String(payload))),
  );
  await page.exposeFunction('keepShown', (texts: string[]) => void earlier.push(...texts));
  await page.addInitScript(watchTexts);
  return {
    async shown() {
      return [...earlier, ...(await page.evaluate(() => window.everShown ?? []))];
    },
    async told() {
      const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
      return [...(await Promise.all(bodies)), ...frames, kept];
    },
    forget() {
      for (const each of [earlier, bodies, frames]) each.length = 0;
    },
  };
}

/** Runs in the page, before anything else there. */
function watchTexts(): void {
  const texts = new Set<string>();
  window.everShown = [];
  const keep = (text: string | null): void => {
    if (text === null || text.trim() === '' || texts.has(text)) return;
    texts.add(text);
    window.everShown?.push(text);
  };
  const keepAll = (node: Node): void => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    if (node.nodeType === Node.TEXT_NODE) keep(node.textContent);
    while (walker.nextNode()) keep(walker.currentNode.textContent);
  };
  const observer = new MutationObserver((records) => {
    for (const { addedNodes, oldValue, target, type } of records) {
      if (type === 'characterData') {
        keep(oldValue);
        keep(target.textContent);
      } else for (const node of addedNodes) keepAll(node);
    }
  });
  const watch = (root: Node): void =>
    observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      characterDataOldValue: true,
    });
  watch(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachWatched(init) {
    const root = attach.call(this, init);
    watch(root);
    return root;
  };
  window.addEventListener('pagehide', () => {
    (window as unknown as { keepShown(texts: string[]): void }).keepShown([...texts]);
  });
}
