/** The schema that receivers are given says what is sent. `WRITE_SCHEMA=1` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { WebhookPayload } from '@baton/protocol';
import { expect, it } from 'vitest';
import { z } from 'zod';

const file = new URL('../../../../../../docs/webhook-payload.schema.json', import.meta.url);

it('the schema of payloads in docs/ is that of the code', () => {
  const schema = z.toJSONSchema(WebhookPayload, { io: 'input' });
  const text = `${JSON.stringify({ title: 'A delivery of a Baton webhook', ...schema }, null, 2)}\n`;
  if (process.env['WRITE_SCHEMA'] !== undefined) writeFileSync(file, text);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(text));
});
