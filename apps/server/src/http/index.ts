/**
 * HTTP: the inbox's API, the widget's API, a few pages, and the built screens.
 *
 * The door of the folder. Routes say who asks and what is answered; what happens is the modules'
 * affair; what goes wrong becomes HTTP in `problem.ts` and nowhere else.
 */
export { createHttpApp, type HttpApp } from './app.ts';
export type { HttpDeps, LifeStage, PublicArticle } from './http-deps.ts';
export { type HttpServer, startHttpServer } from './server.ts';
export { HOST_PREFIX, SESSION_COOKIE } from './session-cookie.ts';
export { ownOriginsOfUpgrade, type Whereabouts } from './where-from.ts';
