/** Which website a widget's request comes from, and which customer it speaks for. */
import type { Context, MiddlewareHandler } from 'hono';
import type { Embedding } from '../../modules/accounts/index.ts';
import { inWorkspace } from '../../platform/database/index.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { HttpEnv } from '../http-env.ts';
import { orProblem, Problem } from '../problem.ts';
import { ownOrigins } from '../where-from.ts';

export function embeddingOf(c: Context<HttpEnv>, { where }: Pick<HttpDeps, 'where'>): Embedding {
  return { origin: c.req.header('origin') ?? null, ownOrigins: ownOrigins(c, where) };
}

/** Everything behind this needs the bearer token of a widget session; routes find its `visitor`. */
export function customersOnly(deps: HttpDeps): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const [, token] = /^Bearer +([\w-]{20,200})$/i.exec(c.req.header('authorization') ?? '') ?? [];
    if (token === undefined) {
      throw new Problem('widget_session_expired', 'There was no chat session in this request.');
    }
    const visitor = orProblem(
      await deps.accounts.widgetSessions.authenticate(token, embeddingOf(c, deps)),
    );
    c.set('visitor', visitor);
    await inWorkspace(visitor.workspaceId, next);
  };
}
