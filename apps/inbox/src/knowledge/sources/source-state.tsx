import type { KnowledgeSource } from '@baton/protocol';
import { CircleAlert } from 'lucide-react';
import { useNow } from '../../app/now.ts';
import { kinds } from '../kinds.ts';
import { failures, shortAddress, stateInWords } from './source-words.ts';

/** How a source stands, in one line, with what could not be read. */
export function SourceState({ source }: { source: KnowledgeSource }) {
  const now = useNow();
  const failed = source.state === 'failed';
  const trouble = failed ? null : failures(source);
  const words = stateInWords(source, now);
  return (
    <p
      className={`flex min-w-0 items-start gap-1.5 text-small ${failed ? 'text-danger-text' : 'text-ink-soft'}`}
    >
      {failed && <CircleAlert size={13} aria-hidden className="mt-px shrink-0" />}
      <span className="line-clamp-2 tabular-nums" title={words}>
        {words || (source.url ? shortAddress(source.url) : describe[source.kind])}
        {trouble && <span className="text-danger-text"> · {trouble}</span>}
      </span>
    </p>
  );
}

const describe: Record<keyof typeof kinds, string> = {
  website: '',
  file: 'What you uploaded',
  text: 'What you pasted or wrote here',
  qa: 'Questions with the answer they should get',
  example: 'The help centre of a made-up company',
};
