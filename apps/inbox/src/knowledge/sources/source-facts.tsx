import type { KnowledgeSource } from '@baton/protocol';
import type { ReactNode } from 'react';
import { useNow } from '../../app/now.ts';
import { Progress } from '../../design/progress.tsx';
import { Spinner } from '../../design/spinner.tsx';
import { safeHref } from '../../text/inline.ts';
import { reach, scheduleInWords, shortAddress, stateInWords } from './source-words.ts';

/** How a source stands. The room for the progress is kept, so nothing moves when it comes or goes. */
export function SourceFacts({ source }: { source: KnowledgeSource }) {
  const now = useNow();
  const { progress, state } = source;
  const reading = state === 'reading';
  const { done, total } = progress ? reach(progress) : { done: 0, total: 0 };
  const isWebsite = source.kind === 'website';
  const href = source.url ? safeHref(source.url) : null;
  return (
    <section aria-label="How it stands" className="rounded-lg border border-line">
      {isWebsite && (
        <div className="relative border-b border-line px-4 py-3">
          <p
            role="status"
            className={`flex items-center gap-2 font-medium tabular-nums ${state === 'failed' ? 'text-danger-text' : ''}`}
          >
            {reading && <Spinner />}
            {stateInWords(source, now)}
          </p>
          {reading && (
            <div className="absolute inset-x-0 -bottom-px">
              <Progress value={done} max={total} label={`Reading ${source.name}`} />
            </div>
          )}
        </div>
      )}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 px-4 py-3.5 md:grid-cols-4">
        <Fact name="Documents">{source.documentCount.toLocaleString('en')}</Fact>
        <Fact name="Passages">{source.passageCount.toLocaleString('en')}</Fact>
        {isWebsite ? (
          <>
            <Fact name="Read again">{scheduleInWords(source, now)}</Fact>
            <Fact name="Address">
              {href && (
                <a
                  href={href}
                  target="_blank"
                  rel="noopener noreferrer"
                  className="block truncate text-accent-text underline-offset-2 hover:underline"
                >
                  {shortAddress(href)}
                </a>
              )}
            </Fact>
          </>
        ) : (
          source.failedCount > 0 && <Fact name="Could not be read">{source.failedCount}</Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-ink-soft">{name}</dt>
      <dd className="mt-0.5 font-medium tabular-nums">{children}</dd>
    </div>
  );
}
