import type { Webhook } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { useMayManage } from '../../api/session.ts';
import { webhooksQuery } from '../../api/webhooks.ts';
import { NotLoaded } from '../../app/not-loaded.tsx';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { Loading } from '../../design/loading.tsx';
import { ManagersOnly } from '../managers-only.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookCard } from './webhook-card.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';

/** Which servers are told what happens, and whether they hear it. Managers' business. */
export function WebhooksSection() {
  return useMayManage() ? <Webhooks /> : <ManagersOnly />;
}

function Webhooks() {
  const query = useQuery(webhooksQuery);
  const [editing, setEditing] = useState<Webhook | 'new' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const add = (
    <Button look="primary" icon={<Plus size={15} />} onClick={() => setEditing('new')}>
      Add a webhook
    </Button>
  );
  return (
    <>
      {query.isPending && <Loading what="the webhooks" blocks={['h-40']} />}
      {query.isError && <NotLoaded what="The webhooks" query={query} />}
      {query.data?.webhooks.length === 0 && (
        <Card>
          <EmptyState icon={<WebhookIcon size={20} />} title="Nobody is told yet" action={add}>
            Your CRM, your data warehouse or a script can hear of each message and handoff as it
            happens: signed, in order, and retried for three days.
          </EmptyState>
        </Card>
      )}
      {query.data?.webhooks.map((webhook) => (
        <WebhookCard
          key={webhook.id}
          webhook={webhook}
          onEdit={() => setEditing(webhook)}
          onSecret={setSecret}
        />
      ))}
      {query.data && query.data.webhooks.length > 0 && add}
      {editing !== null && (
        <WebhookDialog
          webhook={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSecret={setSecret}
        />
      )}
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
