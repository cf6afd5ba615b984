/** Where the next page of a list begins: the sort key of the last row, opaque to clients. */

export interface PlaceInList {
  /** The row's sorting moment, ISO 8601. */
  at: string;
  id: string;
}

export function formatPage({ at, id }: PlaceInList): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** Null when it is not one of ours. */
export function parsePage(token: string): PlaceInList | null {
  const text = Buffer.from(token, 'base64url').toString();
  const [, at, id] =
    /^([1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (cnv_[0-9a-z]{26})$/.exec(text) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) return null;
  return { at, id };
}
