/**
 * Elements of the page that open the chat: `<button data-baton-open="How long is shipping?">`.
 * The value, if any, is put into the field for the customer to send; what they wrote stays.
 */
import type { Chat } from '../chat/chat.ts';

/** Stops when `root` is gone from the page. */
export function watchOpeners(chat: Chat, root: ShadowRoot): void {
  let put = '';
  document.addEventListener('click', (event) => {
    const { target } = event;
    const opener = target instanceof Element && target.closest('[data-baton-open]');
    if (!opener || !root.isConnected || event.defaultPrevented) return;
    event.preventDefault();
    chat.open();
    const words = opener.getAttribute('data-baton-open')?.trim() ?? '';
    const written = chat.store.state.draft.trim();
    if (words !== '' && (written === '' || written === put)) {
      put = words;
      chat.draft(words);
    }
    // A chat that was open already; one that opens looks after its own focus.
    requestAnimationFrame(() => {
      if (words !== '') root.querySelector('textarea')?.focus({ preventScroll: true });
    });
  });
}
