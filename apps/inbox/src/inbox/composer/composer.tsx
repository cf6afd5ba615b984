import type { ConversationSummary } from '@baton/protocol';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useSession } from '../../api/session.ts';
import { useStore } from '../../app/store.ts';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { isMac, printedKeys } from '../../keyboard/keys.ts';
import { useCommand } from '../../keyboard/use-command.ts';
import { enqueue } from '../outbox/outbox.ts';
import { situationOf } from '../situation.ts';
import { contactName } from '../words.ts';
import { AssistMenu } from './assist-menu.tsx';
import { AssistNotice } from './assist-notice.tsx';
import { ComposerTabs } from './composer-tabs.tsx';
import { composerHint } from './composer-hint.ts';
import { ComposerText } from './composer-text.tsx';
import { DraftMarks } from './draft-marks.tsx';
import { type DraftKind, setDraft, useDraft } from './drafts.ts';
import { composerWish, focusComposer } from './focus-composer.ts';
import { SummaryCard } from './summary-card.tsx';
import { useComposerAssist } from './use-composer-assist.ts';
import { useTypingSignal } from './use-typing-signal.ts';

/** Characters of one message; the server enforces the same. */
const LONGEST = 20_000;

const LanguageDialog = lazy(async () => ({
  default: (await import('./language-dialog.tsx')).LanguageDialog,
}));

/** Reply or private note, by hand or from an AI draft. Drafts are kept; sending never waits. */
export function Composer({ summary }: { summary: ConversationSummary }) {
  const { teammate: me, teammates } = useSession();
  const [kind, setKind] = useState<DraftKind>('reply');
  const area = useRef<HTMLTextAreaElement>(null);
  const text = useDraft(summary.id, kind);
  const typing = useTypingSignal(summary.id, kind === 'reply');
  const assist = useComposerAssist(summary.id, kind, setKind);
  const wish = useStore(composerWish);
  const hint = composerHint(
    kind,
    situationOf(summary, me.id),
    (id) => teammates.find((one) => one.id === id)?.name ?? 'A teammate',
  );

  useEffect(() => {
    if (!wish) return;
    composerWish.set(null);
    setKind(wish.kind);
    // At once: the next letter is the message's first, not a command.
    area.current?.focus();
    requestAnimationFrame(() => {
      const element = area.current;
      element?.focus();
      element?.setSelectionRange(element.value.length, element.value.length);
    });
  }, [wish]);
  useCommand({
    label: 'Reply',
    group: 'Conversation',
    keys: 'r',
    run: () => focusComposer('reply'),
  });
  useCommand({
    label: 'Write a private note',
    group: 'Conversation',
    keys: 'n',
    run: () => focusComposer('note'),
  });

  const writing = assist.writing !== null;
  const ready = !writing && text.trim() !== '' && text.length <= LONGEST;
  const send = () => {
    if (!ready) return;
    enqueue(summary.id, kind, text.trim());
    setDraft(summary.id, kind, '');
    assist.forget();
    typing.stop();
    area.current?.focus();
  };
  const pointAt = (sentence: string) => {
    const from = text.indexOf(sentence);
    area.current?.focus();
    if (from >= 0) area.current?.setSelectionRange(from, from + sentence.length);
  };
  const note = kind === 'note';
  const name = contactName(summary.contact);

  return (
    <form
      aria-label={note ? 'Private note' : 'Reply'}
      className="shrink-0 px-4 pb-4 max-md:px-2 max-md:pb-[max(0.5rem,env(safe-area-inset-bottom))]"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <SummaryCard
        run={assist.summary.run}
        conversationId={summary.id}
        onClose={assist.summary.stop}
      />
      <div
        className={classNames(
          'mx-auto flex max-w-184 flex-col rounded-lg border focus-within:border-focus focus-within:ring-1 focus-within:ring-focus',
          note ? 'border-note-line bg-note' : 'bg-surface',
          !note && (writing || assist.untouched ? 'border-accent' : 'border-line-strong'),
        )}
      >
        <ComposerTabs kind={kind} onChange={setKind} />
        <ComposerText
          area={area}
          kind={kind}
          name={name}
          text={assist.shown}
          writing={writing}
          onType={(typed) => {
            setDraft(summary.id, kind, typed);
            typing.typed();
          }}
          onBlur={typing.stop}
          onSend={send}
          onStop={assist.stop}
          onUndo={assist.untouched && assist.undo}
        />
        {!writing && <DraftMarks assist={assist} onPointAt={pointAt} />}
        {assist.failed && <AssistNotice failed={assist.failed} onDismiss={assist.stop} />}
        <div className="flex min-h-11 items-center gap-3 py-1.5 pr-1.5 pl-1.5">
          <AssistMenu assist={assist} area={area} />
          <p
            aria-live="polite"
            className={classNames(
              'min-w-0 flex-1 text-small text-pretty',
              note ? 'text-note-soft' : 'text-ink-soft',
            )}
          >
            {writing
              ? 'The AI is writing a draft. Esc stops it and brings back what you had.'
              : text.length > LONGEST
                ? `${text.length - LONGEST} characters too long.`
                : hint.text}
          </p>
          <span
            aria-hidden
            className={classNames(
              'text-small max-md:hidden',
              note ? 'text-note-soft' : 'text-ink-faint',
            )}
          >
            {printedKeys('mod+enter', isMac()).join(isMac() ? '' : ' ')}
          </span>
          {writing ? (
            <Button onClick={assist.stop}>Stop</Button>
          ) : (
            <Button look="primary" type="submit" disabled={!ready}>
              {hint.send}
            </Button>
          )}
        </div>
      </div>
      <Suspense>
        {assist.choosingLanguage && (
          <LanguageDialog
            onClose={() => assist.chooseLanguage(false)}
            onChoose={(code) => {
              assist.chooseLanguage(false);
              assist.rewrite('translate', code);
            }}
          />
        )}
      </Suspense>
    </form>
  );
}
