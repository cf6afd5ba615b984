/** A browser with one page of Baton open: keeps the session's cookie, says where it comes from. */
import type { HttpApp } from '../app.ts';
import { SESSION_COOKIE } from '../session-cookie.ts';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON, the text otherwise, null where there is none. */
  // oxlint-disable-next-line typescript/no-explicit-any -- what it holds is what tests find out
  body: any;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  /** Sent as it is, instead of JSON. */
  raw?: string | Uint8Array<ArrayBuffer> | FormData | ReadableStream;
  address?: string;
}

export interface BrowserOptions {
  session?: string | null;
  address?: string;
}

export async function send(
  app: HttpApp,
  method: string,
  path: string,
  body: unknown,
  { headers = {}, raw, address = '10.0.0.1' }: RequestOptions,
): Promise<Answer> {
  const all = new Headers(headers);
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  if (raw === undefined && body !== undefined && !all.has('content-type')) {
    all.set('content-type', 'application/json');
  }
  const response = await app.request(
    path,
    { method, headers: all, ...(sent !== undefined && { body: sent, duplex: 'half' }) },
    { incoming: { socket: { remoteAddress: address } } as never },
  );
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : isJson ? JSON.parse(text) : text,
  };
}

export function createBrowser(app: HttpApp, { session = null, address }: BrowserOptions = {}) {
  let token = session;

  async function call(method: string, path: string, body?: unknown, options: RequestOptions = {}) {
    const answer = await send(app, method, path, body, {
      ...(address !== undefined && { address }),
      ...options,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(token !== null && { cookie: `${SESSION_COOKIE}=${token}` }),
        ...options.headers,
      },
    });
    const [, given] = new RegExp(`${SESSION_COOKIE}=([^;]*)`).exec(
      answer.headers.get('set-cookie') ?? '',
    ) ?? [undefined, undefined];
    if (given !== undefined) token = given === '' ? null : given;
    return answer;
  }

  return {
    session: () => token,
    call,
    get: (path: string, options?: RequestOptions) => call('GET', path, undefined, options),
    post: (path: string, body?: unknown, options?: RequestOptions) =>
      call('POST', path, body, options),
    patch: (path: string, body?: unknown, options?: RequestOptions) =>
      call('PATCH', path, body, options),
    delete: (path: string, body?: unknown, options?: RequestOptions) =>
      call('DELETE', path, body, options),
  };
}
