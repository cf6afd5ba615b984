/**
 * OpenAI's responses as a stream of named events.
 *
 * Shapes: https://platform.openai.com/docs/api-reference/responses-streaming
 */
import { type Says, wordsOf } from './behaviour.ts';
import { type Asked, json, type SseEvent } from './sse.ts';

const ID = 'resp_fake00000000';
const ITEM = 'msg_fake00000000';
const CREATED = 1_764_000_000;

export function responsesEvents(says: Says, asked: Asked): SseEvent[] {
  const { wire = {}, finish = 'stop' } = says;
  let sequence = 0;
  const event = (kind: SseEvent['kind'], type: string, more: object): SseEvent =>
    json(
      kind,
      { type, sequence_number: sequence++, ...more, ...(wire.extraFields && { x_later: true }) },
      type,
    );
  const response = (status: string, more: object = {}) => ({
    response: {
      id: ID,
      object: 'response',
      created_at: CREATED,
      status,
      model: asked.model,
      error: null,
      incomplete_details: null,
      output: [],
      usage: null,
      ...more,
    },
  });
  const at = { item_id: ITEM, output_index: 0, content_index: 0 };
  const message = (status: string) => ({
    output_index: 0,
    item: { id: ITEM, type: 'message', role: 'assistant', status, content: [] },
  });
  const tokens = says.tokens ?? wordsOf(says.says);
  const {
    input,
    output,
    reasoning = 0,
  } = says.usage ?? {
    input: asked.inputTokens,
    output: tokens.length,
  };
  const usage = {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
  const incomplete = { length: 'max_output_tokens', content_filter: 'content_filter' } as const;
  const why = finish === 'length' || finish === 'content_filter' ? incomplete[finish] : null;
  const closing =
    why === null
      ? event('finish', 'response.completed', response('completed', { usage }))
      : event(
          'finish',
          'response.incomplete',
          response('incomplete', { usage, incomplete_details: { reason: why } }),
        );
  const logprobs = (token: string) =>
    asked.logprobs && says.logprob !== null
      ? [{ token, logprob: says.logprob ?? -0.1, top_logprobs: [] }]
      : [];
  return [
    event('frame', 'response.created', response('in_progress')),
    event('frame', 'response.in_progress', response('in_progress')),
    event('frame', 'response.output_item.added', message('in_progress')),
    event('frame', 'response.content_part.added', {
      ...at,
      part: { type: 'output_text', text: '', annotations: [], logprobs: [] },
    }),
    ...tokens.map((delta) =>
      event('part', 'response.output_text.delta', { ...at, delta, logprobs: logprobs(delta) }),
    ),
    event('frame', 'response.output_text.done', { ...at, text: tokens.join(''), logprobs: [] }),
    event('frame', 'response.output_item.done', message('completed')),
    ...(wire.noFinish ? [] : [closing]),
  ];
}
