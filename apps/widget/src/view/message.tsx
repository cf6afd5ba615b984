/** One message: what people wrote as they wrote it, the AI's as Markdown, with its sources. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { MessageRow } from '../chat/thread-rows.ts';
import { linkAddresses } from '../text/markdown-inline.ts';
import { t } from '../text/strings.ts';
import { timeOf } from './day-line.tsx';
import type { SayHelpful } from '../chat/helpful.ts';
import { Helpful } from './helpful.tsx';
import { GrowingText } from './growing-text.tsx';
import { Inlines } from './markdown-text.tsx';
import { NotSent } from './not-sent.tsx';
import { Sources } from './sources.tsx';

interface MessageProps {
  row: MessageRow;
  onRetry?: (clientMessageId: string) => void;
  onDiscard?: (clientMessageId: string) => void;
  /** What was said of this answer. */
  helpful?: boolean | undefined;
  onHelpful?: SayHelpful;
  /** What it asks to be filled in. */
  children?: ComponentChildren;
  /** It has become taller. */
  onGrow?: () => void;
}

export function Message({
  row,
  onRetry,
  onDiscard,
  helpful,
  onHelpful,
  onGrow,
  children,
}: MessageProps) {
  const { author, name, body, first, last, at, pending, draft } = row;
  // What grew is said as a whole by `useFinishedAnswer`, not piece by piece by the log it stands in.
  const silent = useRef(draft !== null).current;
  const mine = author === 'you';
  const place = `${first ? ' first' : ''}${last ? ' last' : ''}`;
  return (
    <article
      class={`message ${author}${place} ${draft ?? ''}`}
      data-key={row.key}
      data-state={pending?.state}
      aria-live={silent ? 'off' : undefined}
    >
      {mine ? (
        <span class="unseen">{t('you')}: </span>
      ) : (
        first && (
          <p class="author" dir="auto">
            {name}
            {author === 'ai' && <span class="ai-mark">{t('ai')}</span>}
          </p>
        )
      )}
      {author === 'ai' ? (
        <GrowingText text={body} writing={draft !== null} onGrow={onGrow} />
      ) : (
        <div class="bubble">
          <p class="written">
            <Inlines of={linkAddresses(body)} />
          </p>
        </div>
      )}
      {children}
      <Sources of={row.sources} />
      {row.answerId && onHelpful && (
        <Helpful answerId={row.answerId} said={helpful} onSay={onHelpful} />
      )}
      {pending?.state === 'failed' ? (
        <NotSent pending={pending} onRetry={onRetry} onDiscard={onDiscard} />
      ) : pending ? (
        <p class="meta sending">{t('sending')}</p>
      ) : (
        last &&
        !draft &&
        at && (
          <p class="meta">
            <time dateTime={at}>{timeOf(at)}</time>
          </p>
        )
      )}
    </article>
  );
}
