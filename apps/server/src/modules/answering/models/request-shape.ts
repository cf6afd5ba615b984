/**
 * The body that the SDK made, as this server takes it. The SDK knows providers by name; which
 * parameters a server really takes is known only once it has refused some (quirks.ts).
 */
import type { Quirks } from './quirks.ts';

export interface Wish {
  kind: 'openai' | 'anthropic' | 'compatible';
  logprobs: boolean;
}

type Body = Record<string, unknown>;

export function shapedBody(given: Body, wish: Wish, quirks: Quirks): Body {
  const body = { ...given };
  if (quirks.noTemperature) delete body['temperature'];
  if (wish.kind === 'anthropic') return body;
  if (wish.kind === 'openai' && !quirks.noReasoningEffort) hurry(body, quirks);
  if (quirks.responses) return body;
  if (wish.kind === 'compatible' && wish.logprobs && !quirks.noLogprobs) body['logprobs'] = true;
  if (quirks.noStreamOptions) delete body['stream_options'];
  if (quirks.limitName !== null) {
    const limit = body['max_tokens'] ?? body['max_completion_tokens'];
    delete body['max_tokens'];
    delete body['max_completion_tokens'];
    body[quirks.limitName] = limit;
  }
  return body;
}

/**
 * A customer waits: models that think are asked to think little. The SDK tells by name which ones
 * think, and leaves their temperature out, which we always send.
 */
function hurry(body: Body, quirks: Quirks): void {
  if (body['temperature'] !== undefined || quirks.noTemperature) return;
  if (quirks.responses) body['reasoning'] ??= { effort: 'low' };
  else if (body['max_completion_tokens'] !== undefined) body['reasoning_effort'] ??= 'low';
}
