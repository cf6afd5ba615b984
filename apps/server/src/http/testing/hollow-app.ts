/** An app with nobody behind it: for what is said of routes, and for the little a test fills in. */
import { silentLog } from '../../platform/log.ts';
import { createHttpApp, type HttpDeps } from '../index.ts';

export function hollowApp(filled: Partial<HttpDeps>) {
  const nobody = new Proxy({}, { get: () => nobody }) as never;
  return createHttpApp({
    accounts: nobody,
    actions: nobody,
    conversations: nobody,
    knowledge: nobody,
    answering: nobody,
    reviews: nobody,
    testEngine: nobody,
    usage: nobody,
    checkPolicy: nobody,
    replays: nobody,
    records: nobody,
    routing: nobody,
    notifications: nobody,
    webhooks: nobody,
    exportDecisions: nobody,
    readArticle: nobody,
    tagsInUse: nobody,
    loadExample: nobody,
    exampleQuestions: [],
    teammatesOnline: nobody,
    lifeStage: () => 'starting',
    pingDatabase: nobody,
    where: { publicUrl: null, trustProxy: false },
    screens: { inbox: '/nowhere', widget: '/nowhere' },
    version: '0.0.0',
    metrics: { token: null, read: nobody },
    rateLimits: false,
    clock: { now: () => new Date() },
    log: silentLog(),
    ...filled,
  });
}

export function describedRoutes() {
  return hollowApp({}).openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [definition.route] : [],
  );
}
