/**
 * Standard Webhooks (https://www.standardwebhooks.com), scheme v1: HMAC-SHA256 over
 * `id.timestamp.body`, base64. Several secrets sign at once while one is being changed.
 */
import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** @param bytes random, 24 to 64 of them */
export const secretOf = (bytes: Buffer): string => PREFIX + bytes.toString('base64');

export interface ToSign {
  id: string;
  /** Seconds since 1970, of this attempt: a receiver refuses what is old. */
  timestamp: number;
  body: string;
}

export function signatures({ id, timestamp, body }: ToSign, secrets: readonly string[]): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
      const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
      return `v1,${mac}`;
    })
    .join(' ');
}
