import type { AskResult } from '@baton/protocol';
import { useState } from 'react';
import { plainWords, safeHref } from '../../text/inline.ts';
import { MarkedText } from './marked-text.tsx';

/** The rest is rarely what matters. */
const AT_FIRST = 4;

type Passage = AskResult['passages'][number];

/** The passages the AI looked at, best first, with the words that matched. */
export function PassageList({ passages }: { passages: readonly Passage[] }) {
  const [all, setAll] = useState(false);
  if (passages.length === 0) {
    return <p className="text-small text-ink-soft">No passage of the documents came close.</p>;
  }
  return (
    <section aria-label="Passages it looked at">
      <p className="mb-1 text-small font-semibold text-ink-soft">Passages it looked at</p>
      <ol className="flex flex-col">
        {passages.slice(0, all ? undefined : AT_FIRST).map((passage, index) => (
          <li
            key={`${passage.documentId}-${String(index)}`}
            className="border-t border-line py-2 text-small"
          >
            <div className="flex items-baseline gap-2">
              <a
                href={safeHref(passage.url) ?? undefined}
                target="_blank"
                rel="noopener noreferrer"
                className="min-w-0 flex-1 truncate font-medium underline-offset-2 hover:underline"
              >
                {passage.heading && passage.heading !== passage.title
                  ? `${passage.title} › ${passage.heading}`
                  : passage.title}
              </a>
              <span className="text-ink-faint tabular-nums" title={scores(passage)}>
                {passage.score.toFixed(2)}
              </span>
            </div>
            <p className="mt-0.5 line-clamp-3 text-ink-soft">
              <MarkedText text={plainWords(passage.text)} terms={passage.matchedTerms} />
            </p>
          </li>
        ))}
      </ol>
      {!all && passages.length > AT_FIRST && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {passages.length - AT_FIRST} more
        </button>
      )}
    </section>
  );
}

function scores({ lexical, cosine }: Passage): string {
  const meaning = cosine === null ? 'not yet known' : cosine.toFixed(2);
  return `By words ${lexical.toFixed(2)}, by meaning ${meaning}`;
}
