import { type Webhook, WEBHOOK_EVENTS, type WebhookDraft } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { fieldErrors, inWords } from '../../api/request.ts';
import { addWebhook, changeWebhook, webhooksQuery } from '../../api/webhooks.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { eventWords } from './webhook-words.ts';

/** A new webhook, or another address or choice of events for one. */
export function WebhookDialog({
  webhook,
  onClose,
  onSecret,
}: {
  /** Null: a new one. */
  webhook: Webhook | null;
  onClose: () => void;
  onSecret: (secret: string) => void;
}) {
  const queryClient = useQueryClient();
  const form = useId();
  const [draft, setDraft] = useState<WebhookDraft>({
    url: webhook?.url ?? '',
    description: webhook?.description ?? '',
    events: webhook?.events ?? [...WEBHOOK_EVENTS],
  });
  const change = (part: Partial<WebhookDraft>) => setDraft((before) => ({ ...before, ...part }));
  const saving = useMutation({
    mutationFn: async () => {
      if (webhook !== null) return void (await changeWebhook(webhook.id, draft));
      onSecret((await addWebhook(draft)).secret);
    },
    async onSuccess() {
      await queryClient.invalidateQueries(webhooksQuery);
      onClose();
    },
  });
  const errors = fieldErrors(saving.error);
  const unplaced = saving.error !== null && Object.keys(errors).length === 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title={webhook === null ? 'Add a webhook' : 'Change the webhook'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            busy={saving.isPending}
            disabled={draft.url.trim() === '' || draft.events.length === 0}
          >
            {webhook === null ? 'Add' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        {unplaced && <Notice kind="danger">{inWords(saving.error)}</Notice>}
        <TextField
          label="Address"
          hint="Gets a POST for each event. It must be reachable from the internet."
          placeholder="https://crm.example/baton"
          inputMode="url"
          autoComplete="off"
          value={draft.url}
          error={errors['url']}
          onChange={(event) => change({ url: event.target.value })}
        />
        <TextField
          label="What it is for"
          hint="For your team; optional."
          autoComplete="off"
          maxLength={200}
          value={draft.description}
          error={errors['description']}
          onChange={(event) => change({ description: event.target.value })}
        />
        <fieldset>
          <legend className="text-base font-medium">Tell it when</legend>
          <div className="mt-2 grid gap-x-4 sm:grid-cols-2">
            {WEBHOOK_EVENTS.map((event) => (
              <label
                key={event}
                className="flex min-h-8 items-start gap-2.5 py-1 max-md:min-h-10 max-md:py-2"
              >
                <input
                  type="checkbox"
                  className="mt-0.5 size-4 shrink-0 accent-accent"
                  checked={draft.events.includes(event)}
                  onChange={({ target }) =>
                    change({
                      events: WEBHOOK_EVENTS.filter((each) =>
                        each === event ? target.checked : draft.events.includes(each),
                      ),
                    })
                  }
                />
                <span className="min-w-0">
                  {eventWords[event]}
                  <code className="block truncate font-mono text-micro text-ink-soft">{event}</code>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      </form>
    </Dialog>
  );
}
