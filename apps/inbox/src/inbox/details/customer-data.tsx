import type { ConversationSummary } from '@baton/protocol';
import { useNavigate } from '@tanstack/react-router';
import { useMayManage } from '../../api/session.ts';
import { DataButtons } from './data-buttons.tsx';
import { Section } from './section.tsx';

/** What is stored about the customer of this conversation: for owners and admins. */
export function CustomerData({ contact }: { contact: ConversationSummary['contact'] }) {
  const mayManage = useMayManage();
  const navigate = useNavigate();
  if (!mayManage) return null;
  return (
    <Section title="Their data">
      <DataButtons contact={contact} onErased={() => void navigate({ to: '/' })} />
    </Section>
  );
}
