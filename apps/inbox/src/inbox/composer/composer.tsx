import type { ConversationSummary } from '@baton/protocol';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../api/session.ts';
import { useStore } from '../../app/store.ts';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { isMac, printedKeys } from '../../keyboard/keys.ts';
import { useCommand } from '../../keyboard/use-command.ts';
import { enqueue } from '../outbox/outbox.ts';
import { situationOf } from '../situation.ts';
import { contactName } from '../words.ts';
import { ComposerTabs } from './composer-tabs.tsx';
import { composerHint } from './composer-hint.ts';
import { type DraftKind, setDraft, useDraft } from './drafts.ts';
import { composerWish, focusComposer } from './focus-composer.ts';
import { useTypingSignal } from './use-typing-signal.ts';

/** Characters of one message; the server enforces the same. */
const LONGEST = 20_000;

/** Reply or private note. Drafts are kept; sending never waits for the network. */
export function Composer({ summary }: { summary: ConversationSummary }) {
  const { teammate: me, teammates } = useSession();
  const [kind, setKind] = useState<DraftKind>('reply');
  const area = useRef<HTMLTextAreaElement>(null);
  const text = useDraft(summary.id, kind);
  const typing = useTypingSignal(summary.id, kind === 'reply');
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

  const ready = text.trim() !== '' && text.length <= LONGEST;
  const send = () => {
    if (!ready) return;
    enqueue(summary.id, kind, text.trim());
    setDraft(summary.id, kind, '');
    typing.stop();
    area.current?.focus();
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
      <div
        className={classNames(
          'mx-auto flex max-w-184 flex-col rounded-lg border focus-within:border-focus focus-within:ring-1 focus-within:ring-focus',
          note ? 'border-note-line bg-note' : 'border-line-strong bg-surface',
        )}
      >
        <ComposerTabs kind={kind} onChange={setKind} />
        <textarea
          ref={area}
          aria-label={note ? 'Private note to your team' : `Reply to ${name}`}
          placeholder={note ? 'Write to your team …' : `Write to ${name} …`}
          value={text}
          dir="auto"
          // Where a browser cannot measure the text itself, its lines are counted.
          rows={Math.min(10, Math.max(2, text.split('\n').length))}
          onChange={(event) => {
            setDraft(summary.id, kind, event.target.value);
            typing.typed();
          }}
          onBlur={typing.stop}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
              event.preventDefault();
              send();
            } else if (event.key === 'Escape') {
              event.stopPropagation();
              event.preventDefault();
              area.current?.blur();
            }
          }}
          className={classNames(
            'field-sizing-content max-h-[38vh] min-h-14 max-md:min-h-11 w-full resize-none bg-transparent px-3 py-1 text-read outline-none max-md:text-lead',
            note && 'text-note-ink placeholder:text-note-soft',
          )}
        />
        <div className="flex min-h-11 items-center gap-3 py-1.5 pr-1.5 pl-3">
          <p
            aria-live="polite"
            className={classNames(
              'min-w-0 flex-1 text-small text-pretty',
              note ? 'text-note-soft' : 'text-ink-soft',
            )}
          >
            {text.length > LONGEST ? `${text.length - LONGEST} characters too long.` : hint.text}
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
          <Button look="primary" type="submit" disabled={!ready}>
            {hint.send}
          </Button>
        </div>
      </div>
    </form>
  );
}
