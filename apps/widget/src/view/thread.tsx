/** Everything that was said, and what is about to be. */
import { thread } from '@baton/replica';
import { useMemo } from 'preact/hooks';
import type { Chat } from '../chat/chat.ts';
import { type ChatState, holderOf, openChoices, writerOf } from '../chat/chat-state.ts';
import { type Row, threadRows } from '../chat/thread-rows.ts';
import { t } from '../text/strings.ts';
import { ActionForm } from './action-form.tsx';
import { DayLine } from './day-line.tsx';
import { useFinishedAnswer } from './finished-answer.ts';
import { Icon } from './icons.tsx';
import { Message } from './message.tsx';
import { Notice } from './notice.tsx';
import { useThreadScroll } from './thread-scroll.ts';
import { WaitingCard } from './waiting-card.tsx';

export function Thread({ chat, state }: { chat: Chat; state: ChatState }) {
  const { config, helpful, replica, typed } = state;
  const resolved = holderOf(state) === 'resolved';
  const rows = useMemo(
    () => threadRows(thread(replica), { now: new Date(), aiName: config.aiAgentName, resolved }),
    [replica, config, resolved],
  );
  const writer = writerOf(state);
  const holder = holderOf(state);
  const greeted = rows.length === 0 && state.session !== 'failing';
  const choices = greeted ? config.look.suggestions : openChoices(state);

  const tail = `${choices.length}${writer?.name ?? ''}${holder}`;
  const { scroller, behind, toEnd, follow } = useThreadScroll(rows, tail);
  const finished = useFinishedAnswer(rows);
  // The same elements as before, while a draft is typed: nothing to compare.
  const lines = useMemo(() => {
    return rows.map((row) => (
      <OneRow key={row.key} row={row} chat={chat} helpful={helpful} typed={typed} onGrow={follow} />
    ));
  }, [rows, chat, helpful, typed, follow]);

  return (
    <div class="thread-frame">
      <div ref={scroller} class="thread" role="log" aria-label={t('messages')}>
        <div class="thread-inner">
          <Greeting state={state} first={rows[0]} />
          {lines}
          {holder === 'queue' && <WaitingCard chat={chat} state={state} />}
          {writer && <Dots name={writer.name} />}
          {choices.length > 0 && (
            <div class="chips">
              {choices.map((choice) => (
                <button
                  key={choice}
                  type="button"
                  class="chip"
                  dir="auto"
                  onClick={() => chat.send(choice)}
                >
                  {choice}
                </button>
              ))}
            </div>
          )}
        </div>
      </div>
      <output class="unseen">{finished}</output>
      {behind && (
        <button type="button" class="to-end" onClick={toEnd}>
          <Icon name="down" size={16} />
          {t('newMessages')}
        </button>
      )}
    </div>
  );
}

interface OneRowProps extends Pick<ChatState, 'helpful' | 'typed'> {
  row: Row;
  chat: Chat;
  onGrow: () => void;
}

function OneRow({ row, chat, helpful, typed, onGrow }: OneRowProps) {
  switch (row.kind) {
    case 'day':
      return <DayLine at={row.at} />;
    case 'notice':
      return <Notice entry={row.entry} />;
    case 'message':
      return (
        <Message
          row={row}
          onRetry={chat.retry}
          onDiscard={chat.discard}
          helpful={helpful[row.answerId ?? '']}
          onHelpful={chat.sayHelpful}
          onGrow={onGrow}
        >
          {row.form && (
            <ActionForm stand={row.form} chat={chat} typed={typed[row.form.form.runId]} />
          )}
        </Message>
      );
  }
}

/** Said by the widget, before anything is asked of the server. */
function Greeting({ state, first }: { state: ChatState; first: Row | undefined }) {
  const { look, aiAgentName } = state.config;
  const followed = first?.kind === 'message' && first.author === 'ai';
  return (
    <Message
      row={{
        kind: 'message',
        key: 'greeting',
        author: 'ai',
        name: aiAgentName,
        body: look.greeting,
        sources: [],
        answerId: null,
        at: '',
        first: true,
        last: !followed,
        pending: null,
        draft: null,
        form: null,
      }}
    />
  );
}

function Dots({ name }: { name: string }) {
  return (
    <div class="message ai first last">
      <div class="bubble dots">
        <span class="unseen">{t('typing', { name })}</span>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
