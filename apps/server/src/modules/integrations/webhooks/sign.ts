/** The headers of an attempt, with the secrets as they are stored. */
import type { SealedColumn, SecretPlace, Secrets } from '../../../platform/secrets/index.ts';
import { signatures } from './core/signature.ts';

export const secretPlace = (workspaceId: string, webhookId: string): SecretPlace => ({
  purpose: 'webhook_secret',
  owner: [workspaceId, webhookId],
});

/** For the sweep after a change of the installation's key. */
export const webhookSecrets: readonly SealedColumn[] = ['secret', 'old_secret'].map((column) => ({
  table: 'webhooks',
  column,
  place: secretPlace,
}));

export interface Sealed {
  id: string;
  workspaceId: string;
  webhookId: string;
  secret: string;
  oldSecret: string | null;
  body: string;
}

/** Null: no secret opens any more. */
export function signedHeaders(
  secrets: Pick<Secrets, 'open'>,
  { id, workspaceId, webhookId, secret, oldSecret, body }: Sealed,
  now: Date,
): Record<string, string> | null {
  const place = secretPlace(workspaceId, webhookId);
  const opened = [secret, oldSecret].flatMap((sealed) => {
    const known = sealed === null ? null : secrets.open(sealed, place);
    return known === null || known === 'sealed_with_another_key' ? [] : [known.plain];
  });
  if (opened.length === 0) return null;
  const timestamp = Math.floor(now.getTime() / 1_000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures({ id, timestamp, body }, opened),
  };
}

export const CANNOT_SIGN =
  'The signing secret does not open with this installation’s key: make a new one.';
