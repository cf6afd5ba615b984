/**
 * A place in the feed, as clients keep it: "<transaction>.<position>", the last entry seen.
 *
 * Transaction numbers belong to one database server. When the data moves to another (a backup
 * restored), numbers begin anew and an old cursor could name a place it never meant. So the
 * first half also carries the feed's generation, which such a move counts up:
 * generation × 10^12 + transaction.
 */

export interface Place {
  generation: number;
  /** xid8 of the transaction that wrote the entry, as a decimal string. */
  xid: string;
  position: string;
}

const perGeneration = 10n ** 12n;
const pattern = /^(0|[1-9]\d{0,19})\.(0|[1-9]\d{0,18})$/;
const largestBigint = 2n ** 63n - 1n;

export function formatCursor({ generation, xid, position }: Place): string {
  if (generation === 0) return `${xid}.${position}`;
  return `${BigInt(generation) * perGeneration + BigInt(xid)}.${position}`;
}

/** Undefined when it is no cursor. */
export function parseCursor(cursor: string): Place | undefined {
  const [, first, position] = pattern.exec(cursor) ?? [];
  if (first === undefined || position === undefined) return undefined;
  if (BigInt(position) > largestBigint) return undefined;
  const transaction = BigInt(first);
  return {
    generation: Number(transaction / perGeneration),
    xid: String(transaction % perGeneration),
    position,
  };
}

/** Negative when `a` comes before `b`. Plain digits, so longer is later; no number is parsed. */
export function compareCursors(a: string, b: string): number {
  const dotA = a.indexOf('.');
  const dotB = b.indexOf('.');
  // Of one shape, as neighbours nearly always are: the order of the texts is that of the numbers.
  if (dotA === dotB && a.length === b.length) return a < b ? -1 : a > b ? 1 : 0;
  return (
    compareDigits(a.slice(0, dotA), b.slice(0, dotB)) ||
    compareDigits(a.slice(dotA + 1), b.slice(dotB + 1))
  );
}

function compareDigits(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
