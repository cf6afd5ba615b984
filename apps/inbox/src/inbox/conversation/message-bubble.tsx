import type { ConversationSummary } from '@baton/protocol';
import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../api/session.ts';
import { AiAvatar, Avatar } from '../../design/avatar.tsx';
import { BatonMark } from '../../design/baton-mark.tsx';
import { Markdown } from '../../text/markdown.tsx';
import { WrittenText } from '../../text/inline-text.tsx';
import { contactName } from '../words.ts';
import { Moment } from './moment.tsx';
import { AnswerFootnotes } from './answer-footnotes.tsx';
import { AskedForm } from './asked-form.tsx';
import { Bubble } from './bubble.tsx';
import type { FormsIn } from './form-of.ts';
import type { Outgoing } from '../outbox/outbox-state.ts';
import type { MessageEvent } from './timeline.ts';
import { UnsentFooter } from './unsent-footer.tsx';
import { ValueTable } from './value-table.tsx';
import { WritingFootnotes } from './writing-footnotes.tsx';

type Props = {
  event: MessageEvent;
  first: boolean;
  last: boolean;
  contact: ConversationSummary['contact'];
  conversation: Pick<ConversationSummary, 'id' | 'aiAgentId'>;
  forms: FormsIn;
  /** It is not with the server yet. */
  unsent?: Outgoing | undefined;
};

/** A message of the thread: the customer's, the AI's, a teammate's, or a private note. */
export function MessageBubble({ event, first, last, contact, conversation, forms, unsent }: Props) {
  const { teammates, teammate: me, aiAgents } = useSession();
  const run = { first, last };
  const byline = (name: ReactNode) => (
    <>
      <span className="truncate font-medium text-ink-soft">{name}</span>
      {event.type !== 'aiWriting' && <Moment at={event.at} className="shrink-0" />}
    </>
  );
  switch (event.type) {
    case 'customerMessageSent': {
      const name = contactName(contact);
      return (
        <Bubble
          speaker="customer"
          avatar={<Avatar name={name} seed={contact.id} size={28} />}
          byline={byline(name)}
          {...run}
        >
          {event.submitted ? (
            <ValueTable label="Filled in" values={forms.filledIn(event.submitted)} />
          ) : (
            <WrittenText text={event.body} />
          )}
        </Bubble>
      );
    }
    case 'aiAnswered':
    case 'aiWriting':
    case 'handedOff': {
      const name = aiAgents.find(({ id }) => id === conversation.aiAgentId)?.name ?? 'AI';
      return (
        <Bubble
          speaker="ai"
          avatar={<AiAvatar size={28} />}
          byline={byline(
            <span className="inline-flex items-center gap-1 text-accent-text">
              <BatonMark size={12} />
              {name}
              <span className="sr-only">(AI)</span>
            </span>,
          )}
          under={
            event.type === 'aiAnswered' ? (
              <AnswerFootnotes event={event} conversation={conversation} />
            ) : (
              event.type === 'aiWriting' && <WritingFootnotes sources={event.sources} />
            )
          }
          // Not read out piece by piece: what is written is spoken once it is said.
          quiet={event.type === 'aiWriting'}
          {...run}
        >
          <Markdown text={event.body} />
          {event.type === 'aiAnswered' && event.form && (
            <AskedForm form={event.form} sent={forms.isSent(event.form.runId)} />
          )}
        </Bubble>
      );
    }
    case 'replied':
    case 'noteAdded': {
      const author = teammates.find(({ id }) => id === event.teammateId);
      const name = event.teammateId === me.id ? 'You' : (author?.name ?? 'A teammate');
      const isNote = event.type === 'noteAdded';
      return (
        <Bubble
          speaker={isNote ? 'note' : 'teammate'}
          avatar={<Avatar name={author?.name ?? name} seed={event.teammateId} size={28} />}
          byline={byline(isNote ? <NoteName name={name} /> : name)}
          under={unsent && <UnsentFooter message={unsent} />}
          {...run}
        >
          <WrittenText text={event.body} />
        </Bubble>
      );
    }
  }
}

function NoteName({ name }: { name: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <Lock size={11} aria-hidden />
      {name} · private note
    </span>
  );
}
