/** What language models, embedding servers and other people's APIs answer us. */
import { bytesOf, declared, promise, type Target, textOf } from '../engine/target.ts';

const covers = /\/modules\/answering\//;
const never = new AbortController().signal;

const CHAT = [
  '{"choices":[{"delta":{"content":"Thirty days [1]."},"index":0}]}',
  '{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}',
  '[DONE]',
];
const RESPONSES = [
  '{"type":"response.created","response":{"id":"r","created_at":1,"model":"m"}}',
  '{"type":"response.output_item.added","output_index":0,"item":{"type":"message","id":"i"}}',
  '{"type":"response.output_text.delta","item_id":"i","delta":"Thirty days."}',
  '{"type":"response.completed","response":{"usage":{"input_tokens":3,"output_tokens":4}}}',
];
const MESSAGES = [
  '{"type":"message_start","message":{"id":"m","model":"m","usage":{"input_tokens":3,"output_tokens":1},"content":[],"role":"assistant"}}',
  '{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}',
  '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Thirty"}}',
  '{"type":"content_block_stop","index":0}',
  '{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":4}}',
  '{"type":"message_stop"}',
];
const sse = (events: readonly string[]): Uint8Array =>
  bytesOf(events.map((each) => `data: ${each}\n\n`).join(''));
const WORDS_SSE = [
  'data: ',
  'event: ',
  '\n\n',
  '\r\n',
  ': comment\n',
  '[DONE]',
  '{"error":{"message":"x","type":"overloaded_error"}}',
  '"delta"',
  '"content"',
  '"finish_reason":"length"',
  '<think>',
  '</think>',
  '"usage"',
  'null',
  '"choices":[]',
  '"tool_calls":[{"index":0,"function":{"name":"x","arguments":"{"}}]',
  '"logprobs":{"content":[{"token":"a","logprob":-1}]}',
  '"type":"error"',
  '"refusal":"no"',
  '"reasoning_content":"x"',
  '"type":"ping"',
];

/** A provider whose whole answer is the input, torn into pieces. */
function provider(kind: 'openai' | 'anthropic' | 'compatible', responses: boolean): Target['open'] {
  return async () => {
    const { attempt } = await import(
      '../../../apps/server/src/modules/answering/models/attempt.ts'
    );
    const { NO_QUIRKS } = await import(
      '../../../apps/server/src/modules/answering/models/quirks.ts'
    );
    const { ModelError } = await import(
      '../../../apps/server/src/modules/answering/models/language-model.ts'
    );
    const { TIME_LIMITS } = await import(
      '../../../apps/server/src/modules/answering/models/time-limits.ts'
    );
    const request = {
      purpose: 'answer' as const,
      system: 'Rules.',
      messages: [{ role: 'user' as const, text: 'How long?' }],
      maxOutputTokens: 300,
      temperature: 0,
      logprobs: true,
      signal: never,
    };
    const access = { kind, model: 'm', url: 'https://model.example/v1', key: 'k', trusted: false };
    return async (input) => {
      // The last byte says how it is served: as a stream that is torn, or as an error of some status.
      const last = input.at(-1) ?? 0;
      const status = last < 24 ? ([400, 401, 404, 429, 500, 529][last % 6] as number) : 200;
      const fetch = async (): Promise<Response> =>
        new Response(torn(input, 1 + (last % 64) * 8), {
          status,
          headers: { 'content-type': status === 200 ? 'text/event-stream' : 'application/json' },
        });
      await declared([ModelError], async () => {
        let ends = 0;
        const tools = {
          fetch: fetch as typeof globalThis.fetch,
          limits: TIME_LIMITS,
          now: () => new Date(0),
        };
        const quirks = { ...NO_QUIRKS, ...(responses && { responses: true }) };
        for await (const part of attempt(
          tools,
          access,
          request,
          quirks,
          performance.now() + 60_000,
          () => undefined,
        )) {
          promise(ends === 0, 'nothing follows the end');
          if (part.type === 'end') {
            ends += 1;
            const { inputTokens, outputTokens } = part.usage;
            promise(
              Number.isFinite(inputTokens) && Number.isFinite(outputTokens),
              'tokens are numbers',
            );
            promise(inputTokens >= 0 && outputTokens >= 0, 'tokens are counted upwards');
          } else promise(typeof part.text === 'string', 'a part is text');
        }
        promise(ends === 1, 'a stream ends once, or is broken');
      });
    };
  };
}

function torn(input: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= input.length) return controller.close();
      controller.enqueue(Uint8Array.from(input.subarray(at, at + size)));
      at += size;
    },
  });
}

export const answeringTargets: readonly Target[] = [
  {
    name: 'stream-openai',
    about: 'a stream of OpenAI chat completions',
    seeds: () => [sse(CHAT)],
    words: WORDS_SSE,
    covers,
    share: 0.15,
    open: provider('compatible', false),
  },
  {
    name: 'stream-responses',
    about: 'a stream of OpenAI responses',
    seeds: () => [sse(RESPONSES)],
    words: [...WORDS_SSE, '"type":"response.failed"', '"type":"response.incomplete"'],
    covers,
    share: 0.1,
    open: provider('openai', true),
  },
  {
    name: 'stream-anthropic',
    about: 'a stream of Anthropic messages',
    seeds: () => [sse(MESSAGES)],
    words: [...WORDS_SSE, '"type":"thinking_delta","thinking":"x"', '"stop_reason":"max_tokens"'],
    covers,
    share: 0.1,
    open: provider('anthropic', false),
  },
  {
    name: 'model-words',
    about: 'what a model wrote: sentences, marks, links, thoughts, verdicts about sentences',
    seeds: () =>
      [
        'It takes **thirty days** [1], see https://shop.example/a. Dr. Smith [2][3] said 3.5 %.\n\n- one [1]\n- two\n\n```\nx\n```',
        '<think>hm</think>\n\n1: yes\n2: no',
        '{"supported":[1,3]}',
        '| a | b |\n|---|---|\n| 1 | 2 |',
      ].map(bytesOf),
    words: [
      '[1]',
      '[1, 2]',
      '【1】',
      '[^1]',
      '(1)',
      '](',
      'https://',
      '<think>',
      '</think>',
      '```',
      '\n\n',
      '- ',
      '| ',
      '. ',
      '! ',
      '…',
      '。',
      'NO_ANSWER',
      '**',
      '1: yes',
      '\u200b',
      '&#91;1&#93;',
      'Dr. ',
      '3.5',
    ],
    covers,
    open: async () => {
      const { createAnswerParser, unitsOf } = await import(
        '../../../apps/server/src/modules/answering/writing/core/answer-parser.ts'
      );
      const { supportedNumbers } = await import(
        '../../../apps/server/src/modules/answering/writing/core/self-check-reply.ts'
      );
      const { takeMarksOff } = await import(
        '../../../apps/server/src/modules/answering/writing/core/citation-marks.ts'
      );
      const { contactsIn } = await import(
        '../../../apps/server/src/modules/answering/writing/core/links.ts'
      );
      const { createThoughtFilter } = await import(
        '../../../apps/server/src/modules/answering/models/thinking.ts'
      );
      return (input) => {
        const text = textOf(input);
        const whole = unitsOf(text);
        const parser = createAnswerParser();
        const step = 1 + (input.length % 7);
        const pieces = [];
        for (let at = 0; at < text.length; at += step)
          pieces.push(...parser.push(text.slice(at, at + step)));
        pieces.push(...parser.end());
        promise(
          JSON.stringify(pieces) === JSON.stringify(whole),
          'units do not depend on how the stream was torn',
        );
        const numbers = supportedNumbers(text, 5);
        promise(
          numbers === null || numbers.every((each) => each >= 1 && each <= 5),
          'verdicts are about what was asked',
        );
        takeMarksOff(text);
        contactsIn(text);
        const filter = createThoughtFilter({ startsThinking: input.length % 2 === 0 });
        filter.push(text);
        filter.end();
      };
    },
  },
  {
    name: 'provider-error',
    about: "a provider's refusal: status, headers, body",
    seeds: () =>
      [
        '{"error":{"message":"The model x does not exist","type":"invalid_request_error","code":"model_not_found"}}',
        '{"error":"overloaded"}',
        '[{"error":{"message":"m","status":"X"}}]',
        '<html>502</html>',
        '{"type":"error","error":{"type":"overloaded_error","message":"m"}}',
      ].map(bytesOf),
    words: [
      '"error"',
      '"message"',
      '"type"',
      '"code"',
      '"insufficient_quota"',
      '"response"',
      '"object":"error"',
      'content_filter',
      'model ',
      ' not found',
    ],
    covers,
    open: async () => {
      const { rejected, thrown } = await import(
        '../../../apps/server/src/modules/answering/models/model-faults.ts'
      );
      const { ModelError } = await import(
        '../../../apps/server/src/modules/answering/models/language-model.ts'
      );
      const { retryAfterOf } = await import('../../../apps/server/src/platform/retry-after.ts');
      const access = {
        kind: 'openai' as const,
        model: 'm',
        url: null,
        key: 'sk-secret-of-somebody',
        trusted: false,
      };
      return (input) => {
        const body = textOf(input);
        for (const status of [null, 400, 401, 404, 408, 429, 500]) {
          const headers = { 'retry-after': body.slice(0, 40), 'retry-after-ms': body.slice(-20) };
          const error = rejected(access, { status, headers, body }, new Date(0));
          promise(error instanceof ModelError, 'a refusal is a ModelError');
          promise(!error.message.includes('sk-secret-of-somebody'), 'it never says the key');
          const after = retryAfterOf(headers, new Date(0));
          promise(
            after === null || (after >= 0 && after <= 86_400_000),
            'a pause is at most a day',
          );
        }
        promise(
          thrown(access, new Error(body), new Date(0)) instanceof ModelError,
          'so is a surprise',
        );
      };
    },
  },
  {
    name: 'action-result',
    about: "what somebody's API answered to an action, in the owner's words",
    seeds: () =>
      [
        '{"t":"Your order is {{status}}, [track](https://t.example/{{id}}).","r":{"status":"shipped","id":"A1","a":{"b":2}}}',
        '{"t":"{{a.b}}","r":{"a":{"b":true}}}',
      ].map(bytesOf),
    words: [
      '{{',
      '}}',
      '{{a.b}}',
      '{{__proto__}}',
      'constructor',
      '](',
      'https://',
      '**',
      '\u2028',
      'javascript:',
      'www.',
    ],
    covers,
    open: async () => {
      const { sayResult } = await import(
        '../../../apps/server/src/modules/answering/actions/core/say-result.ts'
      );
      const { outcomeOf } = await import(
        '../../../apps/server/src/modules/answering/actions/core/outcome-of.ts'
      );
      return (input) => {
        const { t, r } = objectIn(input);
        const template = typeof t === 'string' ? t.slice(0, 2_000) : 'It is {{status}}.';
        for (const format of ['markdown', 'plain'] as const) {
          const said = sayResult(template, r, format);
          promise(said === null || said.length <= 5_000, 'what is said is bounded');
        }
        const value = typeof r === 'string' ? r : JSON.stringify(r ?? null);
        const said = sayResult('It is {{status}}.', { status: value }, 'markdown');
        promise(
          said === null ||
            !/\]\(|(?<!:)\/\/[a-z]|<[a-z]/i.test(said.replaceAll('\\', '')) ||
            !/(?<!\\)\]\((?!\\)/.test(said),
          'a value brings no link',
        );
        promise(said === null || !said.includes('\n'), 'a value brings no line');
        const exchange = {
          kind: 'answered',
          status: 200,
          json: r,
          text: value,
          retryAfter: null,
        } as const;
        outcomeOf(exchange, { method: 'POST', success: template, failure: 'No.' });
      };
    },
  },
  {
    name: 'action-values',
    about: 'what customers write and fill in for an action, and the request that is made of it',
    seeds: () =>
      [
        'my order number is #1042, mail a@b.example, on 2026-05-31, 3,50',
        '{"order":"#1042","reason":"too \\"late\\""}',
      ].map(bytesOf),
    words: [
      '#1042',
      '@',
      '.example',
      '2026-02-30',
      '1,5',
      '-',
      'order',
      'Order number: ',
      '"',
      '\\',
      '{{order}}',
      '/',
      '../',
      '?',
      '&',
      '#',
      '%2f',
      '\r\n',
      '\u202e',
    ],
    covers,
    open: async () => {
      const { checkValues } = await import(
        '../../../apps/server/src/modules/answering/actions/core/check-values.ts'
      );
      const { recogniseValues } = await import(
        '../../../apps/server/src/modules/answering/actions/core/recognise-values.ts'
      );
      const { renderBody, renderUrl } = await import(
        '../../../apps/server/src/modules/answering/actions/core/request-template.ts'
      );
      const { aField } = await import(
        '../../../apps/server/src/modules/answering/actions/testing/an-action.ts'
      );
      const types = ['code', 'text', 'email', 'number', 'date', 'choice'] as const;
      const fields = types.map((type) =>
        aField({
          name: type,
          label: type,
          type,
          required: false,
          choices: type === 'choice' ? ['small', 'large'] : [],
        }),
      );
      return (input) => {
        const text = textOf(input);
        const found = recogniseValues(fields, [text]);
        const typed: Record<string, string> = { ...found, ...stringsOf(objectIn(input)) };
        for (const type of types) typed[type] ??= text.slice(0, 400);
        const checked = checkValues(
          fields,
          Object.fromEntries(
            Object.entries(typed).filter(([name]) => types.includes(name as never)),
          ),
        );
        const values = checked.ok
          ? checked.values
          : { text: text.slice(0, 400), code: text.slice(0, 90) };
        const url = renderUrl('https://api.shop.example/orders/{{code}}/x?q={{text}}', values);
        if (url.ok) {
          const made = new URL(url.value);
          promise(made.origin === 'https://api.shop.example', 'a value never leads elsewhere');
          promise(
            made.pathname.startsWith('/orders/') &&
              made.pathname.endsWith('/x') &&
              made.pathname.split('/').length === 4,
            'a value stays in its part of the path',
          );
          promise(
            [...made.searchParams.keys()].every((key) => key === 'q'),
            'a value stays in its parameter',
          );
        }
        const body = renderBody(
          '{"a":"{{text}}","n":"{{number}}"}',
          values,
          (name) => name === 'number',
        );
        if (body.ok)
          promise(
            Object.keys(JSON.parse(body.value) as object).every(
              (key) => key === 'a' || key === 'n',
            ),
            'a value stays a value',
          );
      };
    },
  },
];

function objectIn(input: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(textOf(input));
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : { r: value };
  } catch {
    return { r: textOf(input) };
  }
}

const stringsOf = (value: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
