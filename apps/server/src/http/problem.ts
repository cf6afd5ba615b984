/**
 * The only place where errors become HTTP: RFC 9457 `application/problem+json`, from the
 * protocol's one table of codes.
 *
 * Request faults are a `Problem`. A database that is away is a 503 that may be sent again.
 * Everything else is a surprise: logged whole with the request's id, shown gently.
 */
import { PROBLEMS, type ProblemCode, type ProblemDetails } from '@baton/protocol';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ZodError } from 'zod';
import { DatabaseUnavailable } from '../platform/database/index.ts';
import type { Log } from '../platform/log.ts';
import { type FieldFault, fieldFaults } from './field-faults.ts';
import type { HttpEnv } from './http-env.ts';

type Extra = Pick<ProblemDetails, 'errors' | 'teammateId' | 'retryAfter'>;

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly detail: string;
  readonly extra: Extra;

  constructor(code: ProblemCode, detail: string, extra: Extra = {}) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.extra = extra;
  }
}

/** How modules say no: every one of them in this shape. */
interface Refusal {
  kind: 'refused';
  code: ProblemCode;
  detail: string;
  teammateId?: string | null;
  errors?: { path: string; message: string }[];
}

/** The value, or the refusal thrown as the problem that it is. */
export function orProblem<Value extends object>(value: Value): Exclude<Value, Refusal> {
  if (isRefusal(value)) {
    const { code, detail, teammateId, errors } = value;
    throw new Problem(code, detail, {
      ...(teammateId != null && { teammateId }),
      ...(errors !== undefined && { errors }),
    });
  }
  return value as Exclude<Value, Refusal>;
}

function isRefusal(value: object): value is Refusal {
  return 'kind' in value && value.kind === 'refused';
}

/** How long a client waits before it tries again when the database is away. Seconds. */
const unavailableRetry = 2;

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ZodError) return invalidInput(error);
  if (error instanceof DatabaseUnavailable) {
    return new Problem(
      'unavailable',
      'Try again in a moment. Nothing that was confirmed is lost.',
      {
        retryAfter: unavailableRetry,
      },
    );
  }
  if (error instanceof HTTPException) return fromHono(error);
  if (hungUp(error)) return new Problem('malformed_request', 'The request broke off.');
  return new Problem('internal', 'It was written down for the operator. Please try again.');
}

export function invalidInput(error: ZodError): Problem {
  const errors = fieldFaults(error);
  const [first] = errors;
  return new Problem('invalid_input', first === undefined ? '' : sentence(first), { errors });
}

/** The client went away in the middle of its body: nobody hears the answer, nothing is wrong here. */
function hungUp(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.message === 'aborted' &&
    (error as NodeJS.ErrnoException).code === 'ECONNRESET'
  );
}

/** What the framework refuses by itself: a body that is no JSON, or says that it is none. */
function fromHono({ status, message }: HTTPException): Problem {
  switch (status) {
    case 413:
      return new Problem('too_large', message);
    case 415:
      return new Problem('unsupported_media_type', 'Send JSON: content-type: application/json.');
    default:
      return status < 500
        ? new Problem('malformed_request', `${message}.`)
        : new Problem('internal', 'It was written down for the operator. Please try again.');
  }
}

/** "email is not an email address."; a message that says what it is about stands by itself. */
function sentence({ path, message }: FieldFault): string {
  const goesOn = /^(?:must|is|has|does)\b/.test(message);
  const text = goesOn ? `${path === '' ? 'the body' : path} ${message}` : message;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

export function renderProblem(c: Context<HttpEnv>, problem: Problem): Response {
  const [status, title] = PROBLEMS[problem.code];
  const requestId = c.get('requestId');
  const body: ProblemDetails = {
    type: `/api/docs#problem-${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: problem.detail,
    ...(requestId !== undefined && { requestId }),
    ...problem.extra,
  };
  const { retryAfter } = problem.extra;
  return c.body(JSON.stringify(body), status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    ...(retryAfter !== undefined && { 'retry-after': String(Math.ceil(retryAfter)) }),
  });
}

/** Somebody was kept out: by what, and where; who it was stands in the audit log, where it is known. */
const KEPT_OUT: ReadonlySet<ProblemCode> = new Set([
  'wrong_credentials',
  'wrong_code',
  'forbidden',
  'cross_site_request',
  'origin_not_allowed',
  'identity_not_valid',
  'setup_link_used',
  'invite_expired',
  'reset_link_ended',
  'rate_limited',
]);

export function answerErrors(log: Log) {
  return (error: unknown, c: Context<HttpEnv>): Response => {
    const problem = asProblem(error);
    if (problem.code === 'internal') {
      log.error({ err: error, requestId: c.get('requestId'), method: c.req.method }, 'a surprise');
    } else if (problem.code === 'unavailable') {
      log.warn({ err: error, requestId: c.get('requestId') }, 'the database is not available');
    } else if (KEPT_OUT.has(problem.code)) {
      // Told with the route, by whoever sees the request end.
      c.set('keptOut', problem.code);
    }
    return renderProblem(c, problem);
  };
}
