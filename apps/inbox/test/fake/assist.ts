/** Drafts for teammates, written in front of their eyes: a line now and then. */
import type { ServerResponse } from 'node:http';
import type { AssistFrame, AssistRequest } from '@baton/protocol';
import { source } from './conversation.ts';

export type AssistScript = (request: AssistRequest) => readonly (AssistFrame | number)[];

const text = (words: string): AssistFrame => ({ type: 'text', text: words });
const done = (words: string, more: object = {}): AssistFrame => ({
  type: 'done',
  text: words,
  sources: [],
  by: 'model',
  unsupported: [],
  ...more,
});

const reply =
  'Hi Ada, I am sorry about the cracked shade. You can send the lamp back within 30 days, and we replace it free of charge.';

/** Numbers are pauses in milliseconds. */
export const ordinarily: AssistScript = (request) => {
  switch (request.kind) {
    case 'reply':
      return [
        60,
        text('Hi Ada, I am sorry about the cracked shade. '),
        120,
        text('You can send the lamp back within 30 days, '),
        120,
        text('and we replace it free of charge. A courier comes tomorrow.'),
        200,
        done(reply, {
          sources: [
            source('Returns and refunds', 'returns', 'You can return any lamp within 30 days.'),
          ],
          unsupported: ['A courier comes tomorrow.'],
        }),
      ];
    case 'summary':
      return [
        60,
        text('Ada bought an **Arc lamp** as a guest (order 48213); '),
        120,
        text('its shade arrived cracked and the box had no return label.'),
        100,
        done(
          'Ada bought an **Arc lamp** as a guest (order 48213); its shade arrived cracked and the box had no return label. She has no account to print one from, and asked for a person.',
        ),
      ];
    case 'rewrite':
      return [
        60,
        text('Sorry, '),
        100,
        done('Sorry, it ships today. Delivery is free.', {
          unsupported: ['Delivery is free.'],
        }),
      ];
  }
};

export async function streamAssist(
  frames: readonly (AssistFrame | number)[],
  response: ServerResponse,
) {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  for (const frame of frames) {
    if (response.destroyed) return;
    if (typeof frame === 'number') await new Promise((resolve) => setTimeout(resolve, frame));
    else response.write(`${JSON.stringify(frame)}\n`);
  }
  response.end();
}
