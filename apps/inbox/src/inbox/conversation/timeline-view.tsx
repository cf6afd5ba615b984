import type { ConversationOpened } from '@baton/protocol';
import { ArrowDown } from 'lucide-react';
import { useRef } from 'react';
import { useMe } from '../../api/session.ts';
import { useNow } from '../../app/now.ts';
import { dayName } from '../../app/times.ts';
import { Button } from '../../design/button.tsx';
import { useAnswerPreview } from '../../live/previews.ts';
import { useUnsent } from '../outbox/outbox.ts';
import { contactName } from '../words.ts';
import { ActionLine } from './action-line.tsx';
import { runsIn } from './action-runs.ts';
import { asEvent, asWriting } from './as-event.ts';
import { EventLine } from './event-line.tsx';
import { formsIn } from './form-of.ts';
import { GoneLine } from './gone-line.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { isActionEvent, timeline } from './timeline.ts';
import { TypingLine } from './typing-line.tsx';
import { useStickToEnd } from './use-stick-to-end.ts';

/** The thread. It stays at its end unless the reader has gone up; then it says that there is more. */
export function Timeline({ detail }: { detail: ConversationOpened }) {
  const { summary, events } = detail;
  const scroller = useRef<HTMLDivElement>(null);
  const me = useMe().id;
  const unsent = useUnsent(detail);
  const preview = useAnswerPreview(detail);
  const writing = preview?.is === 'writing' ? preview : null;
  const runs = runsIn(events);
  const forms = formsIn(events);
  const items = timeline([
    ...events,
    ...(writing ? [asWriting(writing, summary)] : []),
    ...unsent.map((message, index) => asEvent(message, me, summary.version + 1 + index)),
  ]);
  const now = useNow();
  const { atEnd, hasNews, toEnd } = useStickToEnd(
    scroller,
    `${summary.version}`,
    unsent.at(-1)?.clientMessageId ?? null,
  );

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="log"
        aria-label={`Conversation with ${contactName(summary.contact)}`}
        // What scrolls must be reachable by key.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain outline-offset-[-2px]"
      >
        <div className="mx-auto flex min-h-full w-full max-w-184 flex-col justify-end px-6 pt-4 pb-3 max-md:px-3">
          {items.map((item) => {
            switch (item.kind) {
              case 'day':
                return <DayLine key={item.key} name={dayName(item.at, now)} />;
              case 'line':
                return isActionEvent(item.event) ? (
                  <ActionLine key={item.key} event={item.event} runs={runs} />
                ) : (
                  <EventLine key={item.key} event={item.event} conversation={summary} />
                );
              case 'message':
                return (
                  <MessageBubble
                    key={item.key}
                    event={item.event}
                    first={item.first}
                    last={item.last}
                    contact={summary.contact}
                    conversation={summary}
                    forms={forms}
                    unsent={unsent.find(({ clientMessageId }) => clientMessageId === item.key)}
                  />
                );
            }
          })}
          {preview?.is === 'gone' && <GoneLine why={preview.why} />}
          <TypingLine summary={summary} writing={writing !== null} />
        </div>
      </div>
      {!atEnd && (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
          <Button
            size="small"
            icon={<ArrowDown size={14} />}
            onClick={toEnd}
            className="pointer-events-auto rounded-full! shadow-high"
          >
            {hasNews ? 'New messages' : 'To the latest'}
          </Button>
        </div>
      )}
    </div>
  );
}

function DayLine({ name }: { name: string }) {
  return (
    <div className="my-3 flex items-center gap-3 text-small font-medium text-ink-faint first:mt-0">
      <span aria-hidden className="h-px flex-1 bg-line" />
      {name}
      <span aria-hidden className="h-px flex-1 bg-line" />
    </div>
  );
}
