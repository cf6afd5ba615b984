/** Ways to have one's own words written anew, on the menu and in the palette. */
import type { Rewrite } from '@baton/protocol';

export const rewriteNames: Record<Rewrite, { menu: string; command: string }> = {
  shorter: { menu: 'Shorter', command: 'make it shorter' },
  friendlier: { menu: 'Friendlier', command: 'make it friendlier' },
  more_formal: { menu: 'More formal', command: 'make it more formal' },
  fix_spelling: { menu: 'Fix spelling and grammar', command: 'fix spelling and grammar' },
  translate: {
    menu: "Translate to the customer's language",
    command: "translate to the customer's language",
  },
};
