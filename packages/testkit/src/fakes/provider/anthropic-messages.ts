/**
 * Anthropic's messages as a stream of named events.
 *
 * Shapes: https://docs.anthropic.com/en/api/messages-streaming
 */
import { type Says, wordsOf } from './behaviour.ts';
import { type Asked, json, type SseEvent } from './sse.ts';

const STOPS = {
  stop: 'end_turn',
  length: 'max_tokens',
  content_filter: 'refusal',
  tool_calls: 'tool_use',
} as const;

export function messagesEvents(says: Says, asked: Asked): SseEvent[] {
  const { wire = {}, finish = 'stop' } = says;
  const event = (kind: SseEvent['kind'], type: string, more: object = {}): SseEvent =>
    json(kind, { type, ...more, ...(wire.extraFields && { x_later: true }) }, type);
  const tokens = says.tokens ?? wordsOf(says.says);
  const { input, output } = says.usage ?? { input: asked.inputTokens, output: tokens.length };
  let index = -1;
  const block = (content: object, deltas: readonly object[]): SseEvent[] => {
    index++;
    return [
      event('frame', 'content_block_start', { index, content_block: content }),
      ...deltas.map((delta) => event('part', 'content_block_delta', { index, delta })),
      event('frame', 'content_block_stop', { index }),
    ];
  };
  const thinking = wordsOf(says.thinks ?? '').map((word) => ({
    type: 'thinking_delta',
    thinking: word,
  }));
  return [
    event('frame', 'message_start', {
      message: {
        id: 'msg_fake00000000',
        type: 'message',
        role: 'assistant',
        model: asked.model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: input, output_tokens: 1, service_tier: 'standard' },
      },
    }),
    event('frame', 'ping'),
    ...(wire.emptyParts ? [event('frame', 'weather_report', { sky: 'blue' })] : []),
    ...(thinking.length > 0
      ? block({ type: 'thinking', thinking: '', signature: '' }, [
          ...thinking,
          { type: 'signature_delta', signature: 'c2lnbmVk' },
        ])
      : []),
    ...block(
      { type: 'text', text: '' },
      tokens.map((text) => ({ type: 'text_delta', text })),
    ),
    ...(says.toolCall
      ? block({ type: 'tool_use', id: 'toolu_1', name: says.toolCall.name, input: {} }, [
          { type: 'input_json_delta', partial_json: says.toolCall.arguments },
        ])
      : []),
    ...(wire.noFinish
      ? []
      : [
          event('finish', 'message_delta', {
            delta: { stop_reason: STOPS[finish], stop_sequence: null },
            usage: { output_tokens: output },
          }),
        ]),
    event('done', 'message_stop'),
  ];
}
