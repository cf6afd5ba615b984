/**
 * Where to begin listening, so that nothing falls between what was loaded and what is heard.
 *
 * Several answers are read at once when a screen opens, each with the cursor of its own moment; the
 * connection begins at the oldest. An answer that was read before that moment but arrives later
 * still is `isTooOld`, and is read again.
 */
let beginning: string | null = null;
let listening = false;

/** Whether one place in the feed comes before another. "xid.position", both counted from 0. */
export function isBefore(a: string, b: string): boolean {
  const [aXid = '', aPosition = ''] = a.split('.');
  const [bXid = '', bPosition = ''] = b.split('.');
  const xids = BigInt(aXid) - BigInt(bXid);
  return xids < 0n || (xids === 0n && BigInt(aPosition) < BigInt(bPosition));
}

/** Takes note of an answer's cursor; true when events after it may have been missed. */
export function isTooOld(cursor: string): boolean {
  if (beginning === null || (!listening && isBefore(cursor, beginning))) {
    beginning = cursor;
    return false;
  }
  return listening && isBefore(cursor, beginning);
}

/** The connection greets: from here on the feed brings what happens. */
export function beginListening(): string | null {
  listening = true;
  return beginning;
}

/** Signed out, or everything is about to be read afresh. */
export function forgetBeginning() {
  beginning = null;
  listening = false;
}
