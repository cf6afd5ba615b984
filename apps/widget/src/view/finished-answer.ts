/** For those who listen: an answer that grew under the eyes of others is said once, when it is whole. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../chat/thread-rows.ts';
import { plainText } from '../text/plain-text.ts';

const SAID_WITHIN = 10_000;
const LONGEST = 4_000;

export function useFinishedAnswer(rows: readonly Row[]): string {
  const writing = useRef<string | null>(null);
  const [said, say] = useState('');
  useEffect(() => {
    const messages = rows.filter((row) => row.kind === 'message');
    const draft = messages.find((row) => row.draft);
    const finished = messages.find((row) => row.key === writing.current && !row.draft);
    writing.current = draft?.key ?? null;
    if (finished) say(`${finished.name}: ${plainText(finished.body, LONGEST)}`);
  }, [rows]);
  useEffect(() => {
    const forget = setTimeout(() => say(''), SAID_WITHIN);
    return () => clearTimeout(forget);
  }, [said]);
  return said;
}
