/**
 * The one place where the inbox speaks HTTP. A refusal is a `RequestFailed` with the server's
 * problem; no answer at all is a `RequestFailed` without one, which means: try again.
 */
import type { ProblemCode, ProblemDetails } from '@baton/protocol';

export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  /** Null when no answer came: offline, or the server is away. */
  readonly problem: ProblemDetails | null;

  constructor(problem: ProblemDetails | null) {
    super(problem ? problem.detail || problem.title : 'Baton cannot be reached right now.');
    this.problem = problem;
  }
}

/** The problem's code; `unreachable` when no answer came; null for an error of another kind. */
export function problemCode(error: unknown): ProblemCode | 'unreachable' | null {
  if (!(error instanceof RequestFailed)) return null;
  return error.problem?.code ?? 'unreachable';
}

/** What to tell a teammate about any error, as one sentence. */
export function inWords(error: unknown): string {
  const code = problemCode(error);
  if (code === 'unreachable') return 'Baton cannot be reached right now. Check your connection.';
  if (code === 'internal' || code === null) {
    const reference = error instanceof RequestFailed ? error.problem?.requestId : undefined;
    return `Something went wrong on our side.${reference ? ` Reference: ${reference}.` : ''}`;
  }
  return error instanceof Error ? asSentence(error.message) : 'Something went wrong.';
}

function asSentence(text: string): string {
  const start = text.charAt(0).toLocaleUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

/** Messages of an `invalid_input` problem, by field. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof RequestFailed)) return {};
  const errors = error.problem?.errors ?? [];
  return Object.fromEntries(errors.map(({ path, message }) => [path, asSentence(message)]));
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function request<Answer>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const multipart = body instanceof FormData;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined && !multipart) headers['content-type'] = 'application/json';

  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: multipart ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (fault) {
    if (signal?.aborted) throw fault;
    throw new RequestFailed(null);
  }
  if (response.ok) {
    return (response.status === 204 ? undefined : await response.json()) as Answer;
  }
  throw new RequestFailed(await readProblem(response));
}

export async function readProblem(response: Response): Promise<ProblemDetails | null> {
  const kind = response.headers.get('content-type') ?? '';
  if (kind.includes('json')) {
    try {
      return (await response.json()) as ProblemDetails;
    } catch {}
  }
  // A proxy in front of Baton answered: to us that is a server that is away.
  if (response.status >= 502 && response.status <= 504) return null;
  return {
    type: 'about:blank',
    title: 'Something went wrong on our side',
    status: response.status,
    code: response.status === 413 ? 'too_large' : 'internal',
    detail: '',
  };
}

/** `?a=1&b=2`, leaving out what is not set. */
export function queryString(values: Record<string, string | null | undefined>): string {
  const set = Object.entries(values).filter(([, value]) => value);
  return set.length === 0 ? '' : `?${new URLSearchParams(set as [string, string][])}`;
}
