import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(width >= 85rem)');

/** Room for a fourth pane. */
export function useWideScreen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wide.addEventListener('change', listener);
      return () => wide.removeEventListener('change', listener);
    },
    () => wide.matches,
  );
}
