/**
 * Where the next page of a list begins, where that is a number counted over all workspaces: sealed, so
 * that nobody reads off it how busy others are, nor finds it out by asking for pages of their own make.
 */
import type { Secrets } from './seal.ts';

export interface PagePlace {
  /** Which list, as "audit log". */
  list: string;
  /** Whose it is: ids from the largest to the smallest. */
  owner: readonly string[];
}

const placeOf = ({ list, owner }: PagePlace) => ({ purpose: `page of ${list}`, owner });

export const sealPage = (
  secrets: Pick<Secrets, 'seal'>,
  place: PagePlace,
  position: string,
): string => secrets.seal(position, placeOf(place));

/** Null: it is no page of this list, or from before the secret key was changed. */
export function openPage(
  secrets: Pick<Secrets, 'open'>,
  place: PagePlace,
  page: string,
): string | null {
  const opened = secrets.open(page, placeOf(place));
  return opened === 'sealed_with_another_key' ? null : opened.plain;
}
