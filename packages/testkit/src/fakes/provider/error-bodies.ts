/**
 * What providers say when they refuse, before a stream and in the middle of one.
 *
 * OpenAI: https://platform.openai.com/docs/guides/error-codes
 * Anthropic: https://docs.anthropic.com/en/api/errors
 */
import type { Fails } from './behaviour.ts';
import { json, type SseEvent } from './sse.ts';

export type Protocol = 'chat' | 'responses' | 'messages';

const OPENAI_TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'invalid_request_error',
  404: 'invalid_request_error',
  429: 'requests',
  500: 'server_error',
};
const ANTHROPIC_TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  529: 'overloaded_error',
};

export function errorBody(protocol: Protocol, fails: Fails): string {
  const { fails: status, message = `It failed with ${status}.`, code = null, param = null } = fails;
  if (protocol === 'messages') {
    const type = fails.type ?? ANTHROPIC_TYPES[status] ?? 'api_error';
    return JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_fake' });
  }
  const type = fails.type ?? OPENAI_TYPES[status] ?? 'invalid_request_error';
  return JSON.stringify({ error: { message, type, param, code } });
}

/** The error that comes after words have already come. */
export function errorEvent(protocol: Protocol, error: { type: string; message: string }): SseEvent {
  const { type, message } = error;
  switch (protocol) {
    case 'messages':
      return json('frame', { type: 'error', error: { type, message } }, 'error');
    case 'responses':
      return json(
        'frame',
        { type: 'error', sequence_number: 9, code: type, message, param: null },
        'error',
      );
    case 'chat':
      return json('frame', { error: { message, type, param: null, code: type } });
  }
}
