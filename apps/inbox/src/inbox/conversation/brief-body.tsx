import type { Brief } from '@baton/protocol';
import { CornerDownLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { asTyped, safeHref } from '../../text/inline.ts';
import { useDrafts } from '../composer/drafts.ts';
import { focusComposer } from '../composer/focus-composer.ts';
import { CopyableDetail } from './copyable-detail.tsx';
import { Sentiment } from './sentiment.tsx';
import { TriedAnswers } from './tried-answers.tsx';

/** Why, what the customer wants, what they got, what is known, what to say: in reading order. */
export function BriefBody({
  brief,
  conversationId,
  onUsed,
}: {
  brief: Brief;
  conversationId: string;
  onUsed: () => void;
}) {
  const { putBack } = useDrafts(conversationId);
  return (
    <div className="flex flex-col gap-3 pt-1 pb-2 text-base">
      <div className="flex items-start gap-x-4 gap-y-1 max-md:flex-col">
        <p className="min-w-0 flex-1 text-pretty text-ink-soft">{brief.explanation}</p>
        {brief.sentiment && <Sentiment {...brief.sentiment} />}
      </div>
      <p className="text-read text-pretty">{brief.summary}</p>
      {brief.details.length > 0 && (
        <dl aria-label="Known about the customer" className="flex flex-wrap gap-x-5 gap-y-1">
          {brief.details.map(({ label, value }) => (
            <CopyableDetail key={`${label} ${value}`} label={label} value={value} />
          ))}
        </dl>
      )}
      {brief.actions && brief.actions.length > 0 && (
        <Section title="Actions, as it was handed over">
          <ul className="flex flex-col gap-1">
            {brief.actions.map(({ runId, text }) => (
              <li key={runId} className="text-pretty">
                {text}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {brief.suggestedReply && (
        <Section
          title="Suggested reply"
          action={
            <Button
              size="small"
              icon={<CornerDownLeft size={13} />}
              onClick={() => {
                putBack('reply', asTyped(brief.suggestedReply ?? ''));
                onUsed();
                focusComposer('reply');
              }}
            >
              Use as draft
            </Button>
          }
        >
          <p className="line-clamp-5 rounded-md border border-line bg-surface p-3 whitespace-pre-wrap">
            {asTyped(brief.suggestedReply)}
          </p>
        </Section>
      )}
      {brief.tried.length > 0 && <TriedAnswers tried={brief.tried} />}
      {brief.passages.length > 0 && (
        <Section title="Where the AI looked">
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {brief.passages.map(({ title, heading, url }, index) => (
              <li key={`${url}-${String(index)}`} className="min-w-0">
                <a
                  href={safeHref(url) ?? undefined}
                  target="_blank"
                  rel="noopener noreferrer"
                  className="text-accent-text underline-offset-2 hover:underline"
                >
                  {heading && heading !== title ? `${title} › ${heading}` : title}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function Section({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <div className="mb-1 flex items-end justify-between gap-3">
        <h4 className="text-small font-semibold text-ink-soft">{title}</h4>
        {action}
      </div>
      {children}
    </div>
  );
}
