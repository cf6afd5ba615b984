/** Short words about what just happened, kept outside React so that anything may say one. */
import { useSyncExternalStore } from 'react';

export type Toast = {
  id: number;
  text: string;
  kind: 'plain' | 'danger';
  action?: { label: string; run: () => void };
};

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

export function dismissToast(id: number) {
  set(toasts.filter((toast) => toast.id !== id));
}

/** Shown for a few seconds; longer when there is something to click. */
export function say(text: string, more: Partial<Pick<Toast, 'kind' | 'action'>> = {}) {
  const toast: Toast = { id: ++lastId, text, kind: 'plain', ...more };
  set([...toasts.filter((shown) => shown.text !== text), toast].slice(-3));
  setTimeout(() => dismissToast(toast.id), more.action || more.kind === 'danger' ? 8000 : 4000);
}

export const complain = (text: string) => say(text, { kind: 'danger' });

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
