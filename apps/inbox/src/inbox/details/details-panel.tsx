import type { ConversationOpened } from '@baton/protocol';
import { BadgeCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../api/session.ts';
import { useNow } from '../../app/now.ts';
import { pastMoment } from '../../app/times.ts';
import { Avatar } from '../../design/avatar.tsx';
import { safeHref } from '../../text/inline.ts';
import { CopyableDetail } from '../conversation/copyable-detail.tsx';
import { contactName } from '../words.ts';
import { ActionTrail } from './action-trail.tsx';
import { CustomerData } from './customer-data.tsx';
import { DecisionTrail } from './decision-trail.tsx';
import { ModelCost } from './model-cost.tsx';
import { Section } from './section.tsx';
import { TagEditor } from './tag-editor.tsx';

/** Beside the conversation: who it is with, its tags, and what the AI decided on the way. */
export function DetailsPanel({ detail }: { detail: ConversationOpened }) {
  const { summary, events } = detail;
  const { aiAgents } = useSession();
  const now = useNow();
  const started = events.find((event) => event.type === 'conversationStarted');
  const { contact } = summary;
  const name = contactName(contact);
  return (
    <div className="flex flex-col">
      <div className="flex flex-col items-center gap-2 px-5 pt-6 pb-5 text-center">
        <Avatar name={name} seed={contact.id} size={52} />
        <div className="min-w-0 max-w-full">
          <p className="truncate text-lead font-semibold">{name}</p>
          {contact.verified ? (
            <p className="flex items-center justify-center gap-1 text-small font-medium text-good-text">
              <BadgeCheck size={13} aria-hidden />
              Verified by your website
            </p>
          ) : (
            <p className="text-small text-ink-soft">
              {contact.name || contact.email ? 'Contact' : 'Visitor, not yet known by name'}
            </p>
          )}
        </div>
      </div>
      <Section title="Contact">
        <dl className="flex flex-col gap-1.5">
          {contact.email && <CopyableDetail label="Email" value={contact.email} />}
          {started?.page && (
            <Fact label="Page">
              <a
                href={safeHref(started.page) ?? undefined}
                target="_blank"
                rel="noopener noreferrer"
                className="break-all text-accent-text underline-offset-2 hover:underline"
              >
                {started.page.replace(/^https?:\/\//, '')}
              </a>
            </Fact>
          )}
          <Fact label="Started">{pastMoment(summary.createdAt, now)}</Fact>
          <Fact label="AI agent">
            {aiAgents.find(({ id }) => id === summary.aiAgentId)?.name ?? '–'}
          </Fact>
          <ModelCost conversationId={summary.id} version={summary.version} />
        </dl>
      </Section>
      <Section title="Tags">
        <TagEditor conversationId={summary.id} tags={summary.tags} />
      </Section>
      <ActionTrail detail={detail} />
      <Section title="What the AI decided">
        <DecisionTrail events={events} />
      </Section>
      <CustomerData contact={contact} />
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt className="shrink-0 text-small text-ink-soft">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
