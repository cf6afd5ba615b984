/** Customers at their widgets: each on a kept connection, one message after the other. */
import { Agent, request } from 'node:http';
import type { Database } from '@baton/server';
import { newId } from '@baton/server';
import { aiAgentId, customer, question, scope } from './desk.ts';

/** Every server answers for this address, so that one session is good at each. */
export const publicUrl = 'http://bench.example';
const tokenOf = (n: number) => `bench-session-of-customer-${String(n).padStart(8, '0')}`;

/** Widget sessions of customers 0 to `count` - 1. */
export async function openSessions(database: Database, count: number): Promise<void> {
  await database.query(
    `insert into widget_sessions
       (token_hash, workspace_id, ai_agent_id, contact_id, origin, expires_at)
     select sha256(convert_to('bench-session-of-customer-' || lpad(n::text, 8, '0'), 'UTF8')),
       $1, $2, 'con_' || lpad(n::text, 26, '0'), $3, now() + interval '30 days'
     from generate_series(0, $4::int - 1) n`,
    [scope.workspaceId, aiAgentId, publicUrl, count],
  );
}

/** A writer's connection. */
export const connection = () => new Agent({ keepAlive: true, maxSockets: 1 });

/** Resolves when the message is acknowledged, which is to say stored. */
export function post(agent: Agent, port: number, n: number): Promise<void> {
  const { conversationId } = customer(n);
  const clientMessageId = newId('client');
  const body = JSON.stringify({ clientMessageId, conversationId, body: question, page: null });
  return new Promise((resolve, reject) => {
    const sending = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/widget/v1/messages',
        headers: {
          authorization: `Bearer ${tokenOf(n)}`,
          origin: publicUrl,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          if (answer.statusCode !== 200) text += part;
        });
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`${answer.statusCode}: ${text}`));
        });
        answer.on('error', reject);
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}
