/** One message: what people wrote as they wrote it, the AI's as Markdown, with its sources. */
import { useRef } from 'preact/hooks';
import type { MessageRow } from '../chat/thread-rows.ts';
import { linkAddresses } from '../text/markdown-inline.ts';
import { t } from '../text/strings.ts';
import { timeOf } from './day-line.tsx';
import type { SayHelpful } from '../chat/helpful.ts';
import { Helpful } from './helpful.tsx';
import { GrowingText } from './growing-text.tsx';
import { Icon } from './icons.tsx';
import { Inlines } from './markdown-text.tsx';
import { Sources } from './sources.tsx';

interface MessageProps {
  row: MessageRow;
  onRetry?: (clientMessageId: string) => void;
  onDiscard?: (clientMessageId: string) => void;
  /** What was said of this answer. */
  helpful?: boolean | undefined;
  onHelpful?: SayHelpful;
  /** It has become taller. */
  onGrow?: () => void;
}

export function Message({ row, onRetry, onDiscard, helpful, onHelpful, onGrow }: MessageProps) {
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
      <Sources of={row.sources} />
      {row.answerId && onHelpful && (
        <Helpful answerId={row.answerId} said={helpful} onSay={onHelpful} />
      )}
      {pending?.state === 'failed' ? (
        <div class="failed" role="alert">
          <Icon name="alert" size={15} />
          {t(problemWord(pending.problem))}
          <button type="button" class="link" onClick={() => onRetry?.(pending.clientMessageId)}>
            {t('retry')}
          </button>
          <button type="button" class="link" onClick={() => onDiscard?.(pending.clientMessageId)}>
            {t('remove')}
          </button>
        </div>
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

function problemWord(problem: string | null) {
  if (problem === 'offline') return 'notSentOffline';
  return problem === 'busy' ? 'notSentBusy' : 'notSent';
}
