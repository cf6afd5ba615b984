import type { Brief } from '@baton/protocol';
import { ChevronRight } from 'lucide-react';
import { Markdown } from '../../text/markdown.tsx';
import { safeHref } from '../../text/inline.ts';

/** What the customer asked and already got, so that nobody tells them again. */
export function TriedAnswers({ tried }: { tried: Brief['tried'] }) {
  return (
    <details className="group">
      <summary className="flex cursor-pointer list-none items-center gap-1 rounded-sm text-small font-semibold text-ink-soft [&::-webkit-details-marker]:hidden">
        <ChevronRight size={13} aria-hidden className="transition-transform group-open:rotate-90" />
        What the AI already tried ({tried.length})
      </summary>
      <ol className="mt-2 flex flex-col gap-3 border-l-2 border-line pl-3">
        {tried.map(({ question, answer, sources }) => (
          <li key={`${question} ${answer}`} className="flex flex-col gap-1">
            <p className="font-medium">{question}</p>
            <div className="text-ink-soft">
              <Markdown text={answer} />
            </div>
            {sources.map(({ title, url }) => (
              <a
                key={url}
                href={safeHref(url) ?? undefined}
                target="_blank"
                rel="noopener noreferrer"
                className="text-small text-accent-text underline-offset-2 hover:underline"
              >
                {title}
              </a>
            ))}
          </li>
        ))}
      </ol>
    </details>
  );
}
