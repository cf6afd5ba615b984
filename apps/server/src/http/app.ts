/**
 * Everything Baton says over HTTP, in the order a request meets it:
 *
 *   request id, security headers → /healthz, /readyz, /metrics → /api, /widget/v1 → pages → the inbox's files
 */
import { methodNotAllowed } from 'hono/method-not-allowed';
import { createApi } from './described.ts';
import { speakPlainly } from './field-faults.ts';
import { healthRoutes } from './health.ts';
import type { HttpDeps } from './http-deps.ts';
import { inboxApi } from './inbox-api/index.ts';
import { leaveWhenStopping } from './leave-when-stopping.ts';
import { metricsRoutes } from './metrics.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { pageRoutes } from './pages/index.ts';
import { answerErrors, Problem, renderProblem } from './problem.ts';
import { createRateLimits } from './rate-limits.ts';
import { identifyRequests } from './request-id.ts';
import { createScreens } from './screens.ts';
import { secureAnswers } from './security-headers.ts';
import { widgetApi } from './widget-api/index.ts';

export type HttpApp = ReturnType<typeof createHttpApp>;

export function createHttpApp(deps: HttpDeps) {
  speakPlainly();
  const limits = createRateLimits(deps.clock, deps.rateLimits);
  const screens = createScreens(deps);

  const app = createApi();
  app.onError(answerErrors(deps.log));
  app.use(identifyRequests(deps), secureAnswers(deps.where), leaveWhenStopping(deps));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const allowed = methods.join(', ');
        const problem = new Problem('method_not_allowed', `It takes ${allowed}.`);
        const response = renderProblem(c, problem);
        response.headers.set('allow', allowed);
        return response;
      },
    }),
  );

  app.route('/', healthRoutes(deps));
  app.route('/', metricsRoutes(deps));
  app.route(
    '/',
    openApiRoutes(deps, () => app.openAPIRegistry.definitions),
  );
  app.route('/api', inboxApi(deps, limits));
  app.route('/widget/v1', widgetApi(deps, limits));
  app.route('/', pageRoutes(deps, screens));
  app.notFound((c) => {
    if (/^\/(?:api|widget)(?:\/|$)/.test(c.req.path)) {
      const detail = 'The API has nothing by this address; /api/docs lists what it has.';
      return renderProblem(c, new Problem('not_found', detail));
    }
    return screens.serveInbox(c);
  });
  return app;
}
