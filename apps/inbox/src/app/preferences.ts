/** What this teammate likes on this computer. */
import { rememberedStore } from './remembered.ts';

export const preferences = rememberedStore('preferences', {
  /** A soft sound when a conversation starts to wait. */
  sound: true,
  /** The browser's own notification for the same, when it is allowed. */
  notify: false,
  /** Single keys like j and k. Off for who speaks to their computer. */
  singleKeys: true,
  /** The panel beside the conversation. */
  details: true,
});
