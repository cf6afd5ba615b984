/** The chat on some website: opens a session when it first needs one, and keeps its token. */
import type { HttpApp } from '../app.ts';
import { type RequestOptions, send } from './browser.ts';

let made = 0;

export function createWidget(
  app: HttpApp,
  { key, origin = 'https://shop.example' }: { key: string; origin?: string | undefined },
) {
  let token: string | null = null;

  async function call(method: string, path: string, body?: unknown, options: RequestOptions = {}) {
    return send(app, method, `/widget/v1${path}`, body, {
      ...options,
      headers: {
        origin,
        'sec-fetch-site': 'cross-site',
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...options.headers,
      },
    });
  }

  async function open(known: string | null = token) {
    const answer = await call('POST', '/sessions', { key, token: known });
    if (answer.status === 200) token = answer.body.token;
    return answer;
  }

  /** A message of the customer, with an id of its own unless the test names one. */
  async function say(text: string, more: Record<string, unknown> = {}) {
    if (token === null) await open();
    made += 1;
    return call('POST', '/messages', { clientMessageId: `message-${made}`, body: text, ...more });
  }

  return {
    token: () => token,
    use: (given: string) => {
      token = given;
    },
    call,
    open,
    say,
    get: (path: string, options?: RequestOptions) => call('GET', path, undefined, options),
    post: (path: string, body?: unknown, options?: RequestOptions) =>
      call('POST', path, body, options),
  };
}
