/** Which of the keyboard's own panels is open: the palette, or the sheet of shortcuts. */
import { createStore } from '../app/store.ts';

export const openPanel = createStore<'palette' | 'shortcuts' | null>(null);
export const openPalette = () => openPanel.set('palette');
export const openShortcuts = () => openPanel.set('shortcuts');
export const closePanel = () => openPanel.set(null);
