import { useSyncExternalStore } from 'react';

/** Room for a fourth pane. */
export const useWideScreen = () => useMedia(wide);
/** Room for a list beside what it lists, with the sidebar. */
export const useThreePanes = () => useMedia(threePanes);
/** Room for two panes beside each other. */
export const useTwoPanes = () => useMedia(twoPanes);

const wide = window.matchMedia('(width >= 85rem)');
const threePanes = window.matchMedia('(width >= 64rem)');
const twoPanes = window.matchMedia('(width >= 48rem)');

function useMedia(media: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => media.matches,
  );
}
