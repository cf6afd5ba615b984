/** The routes as they are described, which takes an app but nobody behind it. */
import { silentLog } from '../../platform/log.ts';
import { createHttpApp, type HttpDeps } from '../index.ts';

export function describedRoutes() {
  const nobody = new Proxy({}, { get: () => nobody }) as never;
  const deps: HttpDeps = {
    accounts: nobody,
    conversations: nobody,
    knowledge: nobody,
    answering: nobody,
    readArticle: nobody,
    tagsInUse: nobody,
    loadExample: nobody,
    teammatesOnline: nobody,
    isReady: nobody,
    where: { publicUrl: null, trustProxy: false },
    screens: { inbox: '', widget: '' },
    version: '',
    rateLimits: false,
    clock: { now: () => new Date() },
    log: silentLog(),
  };
  return createHttpApp(deps).openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [definition.route] : [],
  );
}
