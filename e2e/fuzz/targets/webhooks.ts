/** Webhooks: what is told of a change, how it is signed, and what receivers answer. */
import { createHmac } from 'node:crypto';
import { bytesOf, promise, rawText, type Target, textOf } from '../engine/target.ts';

const id = (prefix: string): string => `${prefix}_${'0'.repeat(26)}`;
const AT = '2026-01-01T00:00:00.000Z';
const SECRETS = ['whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', 'whsec_AQEBAQ=='];

const summary = {
  id: id('cnv'),
  version: 9,
  status: 'open',
  controller: 'queue',
  aiAgentId: id('agt'),
  contact: { id: id('con'), name: 'Cleo', email: 'cleo@shop.example', verified: true },
  turn: 2,
  aiWorking: false,
  assigneeId: null,
  snoozedUntil: null,
  waitingSince: AT,
  handoffReasons: ['direct_request'],
  tags: ['vip'],
  preview: { author: 'contact', text: 'Hello', at: AT },
  lastMessageAt: AT,
  createdAt: AT,
};
const said = { turn: 2, messageId: id('msg'), body: 'Where is my order?' };
const events = [
  { type: 'conversationStarted', contactId: id('con'), aiAgentId: id('agt'), page: null },
  { type: 'customerMessageSent', ...said, clientMessageId: 'client-c1', page: null },
  { type: 'replied', ...said, clientMessageId: 'client-r1', teammateId: id('tmt') },
  {
    type: 'noteAdded',
    ...said,
    clientMessageId: 'client-n1',
    teammateId: id('tmt'),
    body: 'NOT TO BE TOLD',
  },
  { type: 'claimed', turn: 3, teammateId: id('tmt') },
  { type: 'transferred', turn: 4, by: null, from: id('tmt'), to: null, because: 'unanswered' },
  { type: 'handedBack', turn: 5, teammateId: id('tmt') },
  { type: 'resolved', by: id('tmt') },
  { type: 'reopened', by: null, controller: 'ai', assigneeId: null },
  { type: 'tagged', by: id('tmt'), tag: 'x' },
];

export const webhookTargets: readonly Target[] = [
  {
    name: 'webhook-payload',
    about: 'a change of a conversation, as receivers are told of it, and its signature',
    seeds: () => [
      bytesOf(
        JSON.stringify({
          summary,
          events: events.map((event, n) => ({ version: n + 1, at: AT, ...event })),
        }),
      ),
      ...events.map((event) =>
        bytesOf(JSON.stringify({ summary, events: [{ version: 9, at: AT, ...event }] })),
      ),
    ],
    words: [
      '"type":"handedOff"',
      '"type":"aiAnswered"',
      '"type":"snoozed"',
      '"type":"contactIdentified"',
      '"because":"away"',
      '"to":null',
      '"tags":[',
      '\\ud800',
      '\\u0000',
      'null',
    ],
    covers: /\/integrations\/webhooks\/|\/protocol\/src\/(?:webhooks|conversation)/,
    longest: 8_192,
    open: async () => {
      const { ConversationEvent, ConversationSummary, WebhookPayload } = await import(
        '@baton/protocol'
      );
      const { payloadsOf } = await import(
        '../../../apps/server/src/modules/integrations/webhooks/core/payloads.ts'
      );
      const { signatures } = await import(
        '../../../apps/server/src/modules/integrations/webhooks/core/signature.ts'
      );
      return (input) => {
        const given = parsed(textOf(input));
        const now = ConversationSummary.safeParse(given?.['summary']);
        const happened = ConversationEvent.array().safeParse(given?.['events']);
        if (!now.success || !happened.success) return;
        const change = { summary: now.data, events: happened.data };
        const payloads = payloadsOf(id('wsp') as never, change);
        promise(payloads.length <= change.events.length, 'an event is told once at most');
        for (const payload of payloads) {
          const body = JSON.stringify(payload);
          const read = WebhookPayload.safeParse(JSON.parse(body));
          promise(read.success, `a payload is as its schema says: ${String(read.error?.message)}`);
          const told = change.events.some(
            ({ version, type }) => version === payload.data.sequence && type !== 'noteAdded',
          );
          promise(told, 'a note is nobody’s but the team’s');
          promise(verified(body, signatures({ id: 'whd', timestamp: 1, body }, SECRETS)), 'signed');
          promise(
            !verified(`${body} `, signatures({ id: 'whd', timestamp: 1, body }, SECRETS)),
            'signed for these bytes alone',
          );
        }
      };
    },
  },
  {
    name: 'webhook-answer',
    about: 'what a receiver answers: status, headers, how long it asks to be left alone, its words',
    seeds: () =>
      [
        '200|ok',
        '503|retry-after: 120|busy',
        '429|retry-after-ms: 1500.5|',
        '429|retry-after: Wed, 21 Oct 2026 07:28:00 GMT|later',
        '410|content-length: 99999999|gone',
      ].map(bytesOf),
    words: [
      'retry-after: ',
      'retry-after-ms: ',
      'content-length: ',
      '|',
      '1e309',
      '-1',
      '99999999999999999999',
      'Sun, 06 Nov 1994 08:49:37 GMT',
      'Dec 99999 ',
      '410',
      '302',
      '\u0000',
      '\u202e',
      '\ud83d\ude00',
    ],
    covers: /\/integrations\/webhooks\/|\/platform\/retry-after/,
    share: 0.5,
    open: async () => {
      const { createPost } = await import(
        '../../../apps/server/src/modules/integrations/webhooks/post.ts'
      );
      const { pauseAfter } = await import(
        '../../../apps/server/src/modules/integrations/webhooks/core/patience.ts'
      );
      let answer: { status: number; headers: Record<string, string>; bytes: Uint8Array };
      const post = createPost({
        fetch: (async (url: string, { wantsBody }: { wantsBody(head: object): boolean }) => {
          const { status, headers, bytes } = answer;
          return wantsBody({ url, status, headers })
            ? { ok: true, url, status, headers, bytes }
            : { ok: false, code: 'too_large', detail: 'not read' };
        }) as never,
      });
      return async (input) => {
        const lines = rawText(input).split('|');
        const status = Number.parseInt(lines[0] ?? '', 10) || 200;
        const headers = Object.fromEntries(
          lines.slice(1, -1).map((line) => {
            const cut = Math.max(line.indexOf(':'), 0);
            return [line.slice(0, cut).toLowerCase(), line.slice(cut + 1).trim()];
          }),
        );
        answer = { status, headers, bytes: Buffer.from(lines.at(-1) ?? '', 'latin1') };
        const posted = await post({ url: 'https://r.example/', headers: {}, body: '{}' });
        const { response, retryAfterMs } = posted;
        promise([...(response ?? '')].length <= 500, 'an excerpt is one');
        promise(!/\u0000/.test(response ?? ''), 'PostgreSQL can hold it');
        promise(
          retryAfterMs === null || (Number.isInteger(retryAfterMs) && retryAfterMs >= 0),
          'a pause is a number of milliseconds',
        );
        const pause = pauseAfter(1, retryAfterMs, 0.5);
        promise(pause > 0 && pause <= 8 * 60 * 60 * 1_000, 'nobody is left alone for ever');
        promise(
          (posted.outcome === 'delivered') === (status >= 200 && status < 300),
          'the status alone decides',
        );
      };
    },
  },
];

/** As a receiver does it, by our own reckoning. */
function verified(body: string, header: string): boolean {
  return SECRETS.every((secret, n) => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const mac = createHmac('sha256', key).update(`whd.1.${body}`).digest('base64');
    return header.split(' ')[n] === `v1,${mac}`;
  });
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
