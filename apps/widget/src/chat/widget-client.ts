/**
 * The widget's HTTP calls. Expected outcomes are values: a request that did not work says why in
 * one word, and never throws.
 */
import type {
  CustomerMessageStored,
  HelpfulRequest,
  IdentifyContactRequest,
  OpenWidgetSessionRequest,
  ProblemCode,
  ProblemDetails,
  SendCustomerMessageRequest,
  WidgetConfig,
  WidgetSession,
  WidgetSnapshot,
} from '@baton/protocol';

import type { FieldError } from '@baton/replica';

/** `network`: no answer came. `unreadable`: an answer came, but not from Baton. */
export type Trouble = ProblemCode | 'network' | 'unreadable';

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly trouble: Trouble;
      readonly status: number;
      /** Seconds that the server asks us to wait. */
      readonly retryAfter: number | null;
      /** What is wrong with single fields. */
      readonly errors?: readonly FieldError[];
      /** In the server's words, for the page's developer. */
      readonly detail?: string | undefined;
    };

export interface WidgetClient {
  config(): Promise<Answer<WidgetConfig>>;
  openSession(body: OpenWidgetSessionRequest): Promise<Answer<WidgetSession>>;
  conversation(token: string): Promise<Answer<WidgetSnapshot>>;
  sendMessage(
    token: string,
    body: SendCustomerMessageRequest,
  ): Promise<Answer<CustomerMessageStored>>;
  identify(token: string, body: IdentifyContactRequest): Promise<Answer<unknown>>;
  sayHelpful(token: string, messageId: string, body: HelpfulRequest): Promise<Answer<unknown>>;
}

const PATIENCE = 15_000;

export function createWidgetClient(host: string, key: string): WidgetClient {
  async function call<Value>(path: string, token?: string, body?: object): Promise<Answer<Value>> {
    const headers: Record<string, string> = {};
    if (token) headers.authorization = `Bearer ${token}`;
    if (body) headers['content-type'] = 'application/json';
    try {
      const response = await fetch(`${host}/widget/v1/${path}`, {
        method: body ? 'POST' : 'GET',
        credentials: 'omit',
        cache: 'no-store',
        signal: patience(),
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return { ok: true, value: (text ? JSON.parse(text) : null) as Value };
      return refusal(response, text);
    } catch (fault) {
      // JSON.parse is the only thing here that throws SyntaxError.
      const trouble = fault instanceof SyntaxError ? 'unreadable' : 'network';
      return { ok: false, trouble, status: 0, retryAfter: null };
    }
  }

  return {
    config: () => call(`config?key=${encodeURIComponent(key)}`),
    openSession: (body) => call('sessions', undefined, body),
    conversation: (token) => call('conversation', token),
    sendMessage: (token, body) => call('messages', token, body),
    identify: (token, body) => call('contact', token, body),
    sayHelpful: (token, id, body) => call(`messages/${id}/helpful`, token, body),
  };
}

function refusal(response: Response, text: string): Answer<never> {
  const { status } = response;
  const header = Number(response.headers.get('retry-after')) || null;
  try {
    const problem = JSON.parse(text) as Partial<ProblemDetails>;
    const trouble = problem.code ?? 'unreadable';
    const { retryAfter = header, errors = [], detail } = problem;
    return { ok: false, trouble, status, retryAfter, errors, detail };
  } catch {
    return { ok: false, trouble: 'unreadable', status, retryAfter: header };
  }
}

/** A request that hangs is a request that failed. */
function patience(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), PATIENCE);
  return controller.signal;
}
