import type { Webhook } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronDown, Ellipsis, KeyRound, Pause, Pencil, Play, Send, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { inWords } from '../../api/request.ts';
import {
  pauseWebhook,
  removeWebhook,
  renewWebhookSecret,
  resumeWebhook,
  testWebhook,
  webhooksQuery,
} from '../../api/webhooks.ts';
import { useNow } from '../../app/now.ts';
import { comingMoment, pastMoment } from '../../app/times.ts';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { Chip } from '../../design/chip.tsx';
import { classNames } from '../../design/class-names.ts';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../design/menu.tsx';
import { Notice } from '../../design/notice.tsx';
import { complain, say } from '../../design/toasts.ts';
import { DeliveryList } from './delivery-list.tsx';
import { eventsInWords, renewalOf, standingOf, troubleOf } from './webhook-words.ts';

type Asking = 'remove' | 'secret' | null;

/** One webhook: how it stands, what can be done, and its log. */
export function WebhookCard({
  webhook,
  onEdit,
  onSecret,
}: {
  webhook: Webhook;
  onEdit: () => void;
  onSecret: (secret: string) => void;
}) {
  const queryClient = useQueryClient();
  const now = useNow();
  const log = useId();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState<Asking>(null);
  const acting = useMutation({
    mutationFn: async (act: () => Promise<unknown>) => act(),
    onError: (fault) => complain(inWords(fault)),
    async onSettled() {
      setAsking(null);
      await queryClient.invalidateQueries(webhooksQuery);
      await queryClient.invalidateQueries({ queryKey: ['webhook-deliveries', webhook.id] });
    },
  });
  const { id, url, description, events, state, lastDeliveredAt, oldSecretUntil } = webhook;
  const standing = standingOf(webhook);
  const trouble = troubleOf(webhook);
  const sayTested = async () => {
    const { delivery } = await testWebhook(id);
    if (delivery.state === 'delivered') say(`It answered ${delivery.last?.status}.`);
    else complain(delivery.last?.problem ?? 'It did not work.');
  };
  return (
    <Card className="mb-4 overflow-hidden">
      <div className="flex items-start gap-3 px-5 pt-4 pb-3 max-md:px-4">
        <div className="min-w-0 flex-1">
          <h2 className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="min-w-0 truncate font-medium">{description || hostOf(url)}</span>
            <Chip tone={standing.tone}>{standing.words}</Chip>
          </h2>
          <p className="mt-0.5 truncate font-mono text-small text-ink-soft" title={url}>
            {url}
          </p>
          <p className="mt-1 text-small text-ink-soft">
            {[
              eventsInWords(events),
              lastDeliveredAt === null
                ? 'nothing delivered yet'
                : `last delivered ${pastMoment(lastDeliveredAt, now)}`,
              webhook.waiting > 0 && `${webhook.waiting.toLocaleString('en')} waiting`,
              webhook.dead > 0 && `${webhook.dead.toLocaleString('en')} given up`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Menu
          trigger={
            <IconButton label={`More about ${description || hostOf(url)}`}>
              <Ellipsis size={16} />
            </IconButton>
          }
        >
          <MenuItem icon={<Pencil size={14} />} onSelect={onEdit}>
            Change …
          </MenuItem>
          {state === 'active' && (
            <MenuItem
              icon={<Pause size={14} />}
              onSelect={() => acting.mutate(() => pauseWebhook(id))}
            >
              Pause
            </MenuItem>
          )}
          <MenuItem icon={<KeyRound size={14} />} onSelect={() => setAsking('secret')}>
            Make a new secret …
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 size={14} />} onSelect={() => setAsking('remove')}>
            Remove …
          </MenuItem>
        </Menu>
      </div>
      {(trouble !== null || oldSecretUntil !== null) && (
        <div className="flex flex-col gap-2 px-5 pb-3 max-md:px-4">
          {trouble !== null && (
            <Notice kind={state === 'off' ? 'danger' : 'info'}>{trouble}</Notice>
          )}
          {oldSecretUntil !== null && (
            <Notice kind="info">
              Two secrets sign, the new one and the one before, until{' '}
              {comingMoment(oldSecretUntil, now)}.
            </Notice>
          )}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2 border-t border-line px-5 py-2.5 max-md:px-4">
        {state !== 'active' && (
          <Button
            size="small"
            icon={<Play size={13} />}
            busy={acting.isPending}
            onClick={() => acting.mutate(() => resumeWebhook(id))}
          >
            Resume
          </Button>
        )}
        <Button
          size="small"
          icon={<Send size={13} />}
          busy={acting.isPending}
          onClick={() => acting.mutate(sayTested)}
        >
          Send a test
        </Button>
        <Button
          size="small"
          look="quiet"
          aria-expanded={open}
          aria-controls={log}
          icon={
            <ChevronDown
              size={14}
              aria-hidden
              className={classNames('transition-transform', !open && '-rotate-90')}
            />
          }
          onClick={() => setOpen(!open)}
        >
          Deliveries
        </Button>
      </div>
      <div id={log} hidden={!open}>
        {open && <DeliveryList webhook={webhook} />}
      </div>
      <ConfirmDialog
        open={asking === 'remove'}
        onClose={() => setAsking(null)}
        onConfirm={() => acting.mutate(() => removeWebhook(id))}
        busy={acting.isPending}
        title="Remove this webhook?"
        confirm="Remove"
      >
        Its log goes with it, and what waits is not sent.
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'secret'}
        onClose={() => setAsking(null)}
        onConfirm={() => acting.mutate(async () => onSecret((await renewWebhookSecret(id)).secret))}
        busy={acting.isPending}
        title="Make a new secret?"
        confirm="Make a new one"
      >
        {renewalOf(webhook)}
      </ConfirmDialog>
    </Card>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
