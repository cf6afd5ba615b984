import type { ConversationSummary } from '@baton/protocol';
import { useSession } from '../../api/session.ts';
import { useTypists } from '../../live/presence.ts';
import { contactName } from '../words.ts';

/** Who is about to say something: the AI, the customer, a teammate. Its height is always there. */
export function TypingLine({
  summary,
  writing,
}: {
  summary: ConversationSummary;
  /** The answer itself can be watched. */
  writing: boolean;
}) {
  const { teammates, teammate: me } = useSession();
  const typists = useTypists(summary.id).filter(({ teammateId }) => teammateId !== me.id);
  const names = typists.map(({ teammateId }) =>
    teammateId === null
      ? contactName(summary.contact)
      : (teammates.find(({ id }) => id === teammateId)?.name ?? 'A teammate'),
  );
  const words =
    names.length > 0
      ? `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing`
      : summary.aiWorking && !writing
        ? 'The AI is preparing an answer'
        : null;
  return (
    <p role="status" className="mt-2 flex h-5 items-center gap-2 text-small text-ink-soft">
      {words && (
        <>
          <span aria-hidden className="flex gap-0.5">
            <span className="size-1.5 animate-pulse-soft rounded-full bg-ink-faint" />
            <span className="size-1.5 animate-pulse-soft rounded-full bg-ink-faint [animation-delay:200ms]" />
            <span className="size-1.5 animate-pulse-soft rounded-full bg-ink-faint [animation-delay:400ms]" />
          </span>
          {words} …
        </>
      )}
    </p>
  );
}
