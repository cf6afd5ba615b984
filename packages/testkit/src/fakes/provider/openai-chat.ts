/**
 * OpenAI's chat completions as a stream, and the servers that follow it.
 *
 * Shapes: https://platform.openai.com/docs/api-reference/chat-streaming/streaming
 * Ollama: https://github.com/ollama/ollama/blob/main/docs/openai.md (`reasoning`, usage only when asked)
 * vLLM: https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html (`reasoning_content`)
 */
import { type Says, wordsOf } from './behaviour.ts';
import { type Asked, json, type SseEvent } from './sse.ts';

export type Flavour = 'openai' | 'ollama' | 'vllm';

const CREATED = 1_764_000_000;
const FLAVOURS = {
  openai: {
    id: 'chatcmpl-B0fake00000000000000',
    system_fingerprint: 'fp_0000000000',
    thoughts: null,
  },
  ollama: { id: 'chatcmpl-417', system_fingerprint: 'fp_ollama', thoughts: 'reasoning' },
  vllm: { id: 'chatcmpl-0fake0000', system_fingerprint: null, thoughts: 'reasoning_content' },
} as const;

export function chatEvents(says: Says, asked: Asked, flavour: Flavour): SseEvent[] {
  const { thoughts, ...marks } = FLAVOURS[flavour];
  const { wire = {}, finish = 'stop' } = says;
  const frame = {
    ...marks,
    object: 'chat.completion.chunk',
    created: CREATED,
    model: asked.model,
    ...(wire.extraFields && {
      service_tier: 'default',
      obfuscation: 'qWeRtY',
      x_later: { a: [1] },
    }),
    ...(flavour === 'openai' && asked.usage && { usage: null }),
  };
  const chunk = (delta: object, more: object = {}) => ({
    ...frame,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: null, ...more }],
  });
  const part = (delta: object, token: string | null): SseEvent =>
    json(
      'part',
      chunk(delta, {
        ...(token !== null && asked.logprobs && says.logprob !== null && logprobsOf(token, says)),
      }),
    );
  const roleInEach = flavour === 'ollama' ? { role: 'assistant' } : {};
  const thinking = wordsOf(says.thinks ?? '').map((word) =>
    part(thoughts === null ? {} : { ...roleInEach, content: '', [thoughts]: word }, null),
  );
  const words = (says.tokens ?? wordsOf(says.says)).map((word) =>
    part({ ...roleInEach, content: word }, word),
  );
  const call = says.toolCall && [
    json(
      'part',
      chunk({
        tool_calls: [
          {
            index: 0,
            id: 'call_1',
            type: 'function',
            function: { name: says.toolCall.name, arguments: '' },
          },
        ],
      }),
    ),
    json(
      'part',
      chunk({ tool_calls: [{ index: 0, function: { arguments: says.toolCall.arguments } }] }),
    ),
  ];
  const empty = wire.emptyParts
    ? [
        json('frame', { ...frame, choices: [] }),
        json('frame', chunk({ content: null, role: null })),
      ]
    : [];
  return [
    ...(flavour === 'ollama'
      ? []
      : [
          json(
            'frame',
            chunk({
              role: 'assistant',
              content: '',
              ...(flavour === 'openai' && { refusal: null }),
            }),
          ),
        ]),
    ...empty,
    ...thinking,
    ...words,
    ...(call ?? []),
    ...(wire.noFinish
      ? []
      : [
          json(
            'finish',
            chunk(flavour === 'ollama' ? { ...roleInEach, content: '' } : {}, {
              finish_reason: finish,
            }),
          ),
        ]),
    ...(says.usage === null || !asked.usage
      ? []
      : [json('frame', { ...frame, choices: [], usage: usageOf(says, asked, words.length) })]),
    { kind: 'done', data: '[DONE]' },
  ];
}

function logprobsOf(token: string, { logprob = -0.1 }: Says): object {
  const bytes = [...Buffer.from(token)];
  return { logprobs: { content: [{ token, logprob, bytes, top_logprobs: [] }], refusal: null } };
}

function usageOf({ usage }: Says, { inputTokens }: Asked, output: number): object {
  const { input, output: written, reasoning = 0 } = usage ?? { input: inputTokens, output };
  return {
    prompt_tokens: input,
    completion_tokens: written,
    total_tokens: input + written,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}
