/** The HTTP API as a signed-in browser and as a customer's widget call it; any path, any method. */
import { ApiFailure } from '../chaos/api.ts';

type Json = Record<string, unknown>;

export interface Caller {
  readonly base: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: Json): Promise<T>;
  put<T>(path: string, body: Json): Promise<T>;
  patch<T>(path: string, body: Json): Promise<T>;
  delete<T>(path: string): Promise<T>;
}

/** Signs in by what it is given, or by what the server answers with. */
export interface Teammate extends Caller {
  cookie(): string;
}
export interface Visitor extends Caller {
  token(): string;
}

const TIMEOUT_MS = 30_000;

function caller(base: string, headers: () => Record<string, string>, seen: (r: Response) => void) {
  async function call<T>(method: string, path: string, body?: Json): Promise<T> {
    const response = await fetch(base + path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        origin: base,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    seen(response);
    const text = await response.text();
    const lines = response.headers.get('content-type')?.includes('ndjson') === true;
    const json: unknown =
      text === ''
        ? null
        : lines
          ? text
              .trimEnd()
              .split('\n')
              .map((line) => JSON.parse(line) as unknown)
          : JSON.parse(text);
    if (response.ok) return json as T;
    const { code = 'unknown', detail = text } = (json ?? {}) as { code?: string; detail?: string };
    throw new ApiFailure(response.status, code, `${method} ${path}: ${detail}`);
  }
  return {
    base,
    get: <T>(path: string) => call<T>('GET', path),
    post: <T>(path: string, body: Json = {}) => call<T>('POST', path, body),
    put: <T>(path: string, body: Json) => call<T>('PUT', path, body),
    patch: <T>(path: string, body: Json) => call<T>('PATCH', path, body),
    delete: <T>(path: string) => call<T>('DELETE', path),
  };
}

export function teammateAt(base: string, cookie = ''): Teammate {
  let held = cookie;
  return {
    ...caller(
      base,
      () => ({ cookie: held }),
      (response) => {
        const [given] = response.headers.getSetCookie();
        if (given !== undefined) held = given.split(';', 1)[0] ?? '';
      },
    ),
    cookie: () => held,
  };
}

/** `origin`: of the page that the chat stands on. */
export function visitorAt(base: string, token: string, origin = base): Visitor {
  return {
    ...caller(
      base,
      () => ({ authorization: `Bearer ${token}`, origin }),
      () => {},
    ),
    token: () => token,
  };
}

/** A chat that is opened: by somebody new, or by whom the website says. */
export async function visit(
  base: string,
  key: string,
  identity: string | null = null,
): Promise<Visitor & { identified: boolean }> {
  const { token, identified } = await visitorAt(base, 'none').post<{
    token: string;
    identified: boolean;
  }>('/widget/v1/sessions', { key, identity });
  return { ...visitorAt(base, token), identified };
}
