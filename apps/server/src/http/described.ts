/**
 * Short words for describing a route: what goes in, what comes out, what can be wrong. The same
 * description checks requests, types handlers and becomes the OpenAPI document.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import { PROBLEMS, type ProblemCode, ProblemDetails } from '@baton/protocol';
import type { z } from 'zod';
import type { HttpEnv } from './http-env.ts';
import { invalidInput, Problem } from './problem.ts';

export type Api = OpenAPIHono<HttpEnv>;

export function createApi(): Api {
  return new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      // An id of the wrong shape is the id of nothing.
      throw result.target === 'param'
        ? new Problem('not_found', 'There is nothing by this address.')
        : invalidInput(result.error);
    },
  });
}

/** A JSON answer. */
export function answer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON body that must be there. */
export function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } };
}

export const done = (description: string) => ({ description });

/**
 * The problems that a route is known for. They are thrown, not returned, so they are described
 * here and left out of the handler's type.
 */
export function problems(...codes: ProblemCode[]): object {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const [status] = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}.`).join(' '),
        content: { 'application/problem+json': { schema: ProblemDetails } },
      },
    ]),
  );
}

/** Sections of the document, in reading order. */
export const TAGS = {
  gettingIn: 'Getting in',
  team: 'Team',
  conversations: 'Conversations',
  aiAgents: 'AI agents',
  models: 'Language models',
  actions: 'Actions',
  webhooks: 'Webhooks',
  knowledge: 'Knowledge',
  decisions: 'Decisions',
  privacy: 'Privacy and audit',
  widget: 'Widget',
} as const;

/** How a caller proves who they are: a teammate's cookie, a customer's bearer token, or not. */
export const signedIn = [{ session: [] }];
/** … between password and code, by a cookie that opens the second step alone. */
export const halfSignedIn = [{ halfSession: [] }];
export const asCustomer = [{ widgetToken: [] }];
export const openToAll = [];
