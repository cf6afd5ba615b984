/** A browser with one page of Baton open: keeps the session's cookie, says where it comes from. */
import type { HttpApp } from '../app.ts';
import { HALF_SESSION_COOKIE, SESSION_COOKIE } from '../session-cookie.ts';

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
  let half: string | null = null;

  async function call(method: string, path: string, body?: unknown, options: RequestOptions = {}) {
    const answer = await send(app, method, path, body, {
      ...(address !== undefined && { address }),
      ...options,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...cookies(),
        ...options.headers,
      },
    });
    token = kept(answer, SESSION_COOKIE, token);
    half = kept(answer, HALF_SESSION_COOKIE, half);
    return answer;
  }

  function cookies() {
    const pairs = [
      ...(token === null ? [] : [`${SESSION_COOKIE}=${token}`]),
      ...(half === null ? [] : [`${HALF_SESSION_COOKIE}=${half}`]),
    ];
    return pairs.length > 0 && { cookie: pairs.join('; ') };
  }

  return {
    session: () => token,
    /** Of the first step of signing in. */
    halfSession: () => half,
    call,
    get: (path: string, options?: RequestOptions) => call('GET', path, undefined, options),
    post: (path: string, body?: unknown, options?: RequestOptions) =>
      call('POST', path, body, options),
    put: (path: string, body?: unknown, options?: RequestOptions) =>
      call('PUT', path, body, options),
    patch: (path: string, body?: unknown, options?: RequestOptions) =>
      call('PATCH', path, body, options),
    delete: (path: string, body?: unknown, options?: RequestOptions) =>
      call('DELETE', path, body, options),
  };
}

function kept({ headers }: Answer, name: string, before: string | null): string | null {
  const [, given] = new RegExp(`${name}=([^;]*)`).exec(headers.get('set-cookie') ?? '') ?? [];
  return given === undefined ? before : given === '' ? null : given;
}
