/**
 * Whatever goes wrong with a provider, as a `ModelError`: a code for programs, words that say what
 * to do about it, and the provider's own words without keys. Bodies that are no provider's error
 * are never repeated: an address typed in the screen may lead to something that is no model.
 */
import type { ModelFault } from '@baton/protocol';
import { retryAfterOf } from '../../../platform/retry-after.ts';
import { Refused } from '../../../platform/safe-fetch/index.ts';
import { hostOf, isOutOfCredit, wordsFor } from './fault-words.ts';
import { type ModelAccess, ModelError } from './language-model.ts';
import { detailOf } from './masking.ts';

/** An answer of the provider that is no stream of words. */
export interface Rejection {
  status: number | null;
  headers: Record<string, string>;
  /** The body, as it came. */
  body: string;
}

export function rejected(access: ModelAccess, rejection: Rejection, now: Date): ModelError {
  const { status, headers, body } = rejection;
  const said = providerError(body);
  const code = codeOf(status, said);
  return new ModelError(code, wordsFor(code, access, status, said?.message ?? null), {
    detail: detailOf(said?.message ?? null, access.key),
    status,
    retryAfterMs: retryAfterOf(headers, now),
  });
}

/** An error in the middle of a stream that was going well. */
export function interrupted(access: ModelAccess, error: unknown, now: Date): ModelError {
  return rejected(access, { status: null, headers: {}, body: JSON.stringify({ error }) }, now);
}

/** An exception of the network, or of the SDK about what the network brought. */
export function thrown(access: ModelAccess, error: unknown, now: Date): ModelError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ModelError) return cause;
    if (cause instanceof Refused) return refusedBy(access, cause);
    const answer = answerIn(cause);
    if (answer !== null) return rejected(access, answer, now);
    if (cause.name === 'AI_JSONParseError' || cause.name === 'AI_TypeValidationError') {
      return new ModelError('malformed', wordsFor('malformed', access, null, null));
    }
    if (cause instanceof AggregateError && cause.errors.length > 0) {
      return thrown(access, cause.errors[0], now);
    }
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (/^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) {
      return new ModelError(
        'unreachable',
        `The certificate of ${hostOf(access)} is not valid. Check the address.`,
        { detail: code },
      );
    }
    if (NOT_CONNECTED.test(code)) {
      return new ModelError('unreachable', wordsFor('unreachable', access, null, null), {
        detail: code,
      });
    }
  }
  return new ModelError('broken_stream', wordsFor('broken_stream', access, null, null));
}

const NOT_CONNECTED =
  /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;

function refusedBy(access: ModelAccess, refusal: Refused): ModelError {
  const fault = (code: ModelFault, words = wordsFor(code, access, null, null)): ModelError =>
    new ModelError(code, words);
  switch (refusal.code) {
    case 'private_address':
      return fault('private_address');
    case 'unknown_host':
      return fault(
        'unreachable',
        `There is no server called ${hostOf(access)}. Check the address.`,
      );
    case 'not_followed':
    case 'too_many_redirects':
      return fault(
        'bad_request',
        `${hostOf(access)} sends callers on to another address. Enter that address itself.`,
      );
    case 'too_large':
      return fault('malformed', 'The answer was too large to be an answer.');
    case 'bad_url':
    case 'scheme':
    case 'credentials':
    case 'port':
      return fault('bad_request', `The model's address cannot be used. ${refusal.message}`);
    default:
      return fault('unreachable');
  }
}

/** The SDK's error for an answer that is no success (`AI_APICallError`), by its shape. */
function answerIn(error: Error): Rejection | null {
  const { statusCode, responseBody, responseHeaders } = error as {
    statusCode?: unknown;
    responseBody?: unknown;
    responseHeaders?: Record<string, string>;
  };
  // A status without a body is the SDK's wrapping of something thrown later: look deeper.
  if (typeof statusCode !== 'number' || typeof responseBody !== 'string') return null;
  const status = statusCode >= 200 && statusCode < 300 ? null : statusCode;
  return { status, headers: responseHeaders ?? {}, body: responseBody };
}

interface ProviderError {
  message: string;
  /** Its codes and types, in one line: "insufficient_quota". */
  codes: string;
}

/** The error shapes of OpenAI and whoever follows it, of Anthropic, Ollama, vLLM. Null: none. */
function providerError(body: string): ProviderError | null {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return null;
  }
  const outer = (Array.isArray(json) ? json[0] : json) as Record<string, unknown> | null;
  if (typeof outer !== 'object' || outer === null) return null;
  // Responses put it into the failed response; its streams name the event's type outside.
  const response = outer['response'] as Record<string, unknown> | undefined;
  const error = outer['error'] ?? response?.['error'];
  if (typeof error === 'string') return { message: error, codes: '' };
  const inner = (error ?? (outer['object'] === 'error' ? outer : null)) as Record<
    string,
    unknown
  > | null;
  if (typeof inner !== 'object' || inner === null) return null;
  if (inner !== outer && inner['message'] === undefined && inner['error'] !== undefined) {
    return providerError(JSON.stringify(inner));
  }
  const message = inner['message'];
  const codes = [inner['type'], inner['code'], inner['status']]
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join(' ');
  if (typeof message !== 'string' && codes === '') return null;
  return { message: typeof message === 'string' ? message : codes, codes };
}

function codeOf(status: number | null, said: ProviderError | null): ModelFault {
  const text = `${said?.codes ?? ''} ${said?.message ?? ''}`;
  if (/content_?filter|content_policy|content management policy/i.test(text)) {
    return 'content_filter';
  }
  // Anthropic says so with a 400.
  if (isOutOfCredit(status, text)) return 'rate_limited';
  switch (status) {
    case 401:
    case 403:
      return 'unauthorized';
    case 429:
      return 'rate_limited';
    case 404:
    case 405:
      return 'not_found';
    case 408:
      return 'timeout';
    case null:
      break;
    default:
      if (status >= 500) return 'overloaded';
      if (/model_not_found|model .{0,200}(?:not found|does not exist)/i.test(text)) {
        return 'not_found';
      }
      return 'bad_request';
  }
  if (/overloaded|server_error|internal|api_error|unavailable|\b5\d\d\b/i.test(said?.codes ?? '')) {
    return 'overloaded';
  }
  if (/rate_limit|quota|\b429\b/i.test(text)) return 'rate_limited';
  if (/authentication|permission|invalid_api_key|\b401\b/i.test(said?.codes ?? '')) {
    return 'unauthorized';
  }
  if (/not_found|\b404\b/i.test(said?.codes ?? '')) return 'not_found';
  if (/invalid_request|\b400\b/i.test(said?.codes ?? '')) return 'bad_request';
  return said === null ? 'broken_stream' : 'overloaded';
}
