/** What the fake server answers with. Refusals are problems, as the real server words them. */
import { PROBLEMS, type ProblemCode } from '@baton/protocol';

export type Answer = { status: number; body?: unknown };
export const ok = (body?: unknown): Answer => ({ status: body === undefined ? 204 : 200, body });

export function problem(
  code: ProblemCode,
  detail: string = PROBLEMS[code][1],
  more: object = {},
): Answer {
  const [status, title] = PROBLEMS[code];
  return { status, body: { type: 'about:blank', title, status, code, detail, ...more } };
}
