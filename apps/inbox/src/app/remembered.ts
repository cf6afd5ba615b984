/**
 * Small things kept in this browser: drafts, unsent messages, preferences. Storage may be full or
 * forbidden; then they live as long as the page.
 */
import { createStore, type Store } from './store.ts';

export function recall<Value>(key: string, otherwise: Value): Value {
  try {
    const text = localStorage.getItem(`baton.${key}`);
    return text === null ? otherwise : (JSON.parse(text) as Value);
  } catch {
    return otherwise;
  }
}

export function remember(key: string, value: unknown) {
  try {
    if (value === undefined) localStorage.removeItem(`baton.${key}`);
    else localStorage.setItem(`baton.${key}`, JSON.stringify(value));
  } catch {}
}

/** A store that survives a reload, and is the same in every tab. */
export function rememberedStore<Value>(key: string, initial: Value): Store<Value> {
  const store = createStore(recall(key, initial));
  store.watch(() => remember(key, store.get()));
  // What another tab keeps is kept here too: else the last one to write would wipe it out.
  window.addEventListener('storage', (event) => {
    if (event.key === `baton.${key}`) store.set(recall(key, initial));
  });
  return store;
}
