/**
 * A module in the hands of a test, which is no request: what the test asks of it goes across
 * workspaces, while what a route asks must say where it stands, as on a server.
 */
import { acrossWorkspaces } from '../../platform/database/index.ts';

export function fromOutside<Part extends object>(part: Part): Part {
  return new Proxy(part, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value === 'function') {
        return (...given: unknown[]): unknown => {
          const asked = acrossWorkspaces('the command line', () =>
            Reflect.apply(value, target, given),
          ) as unknown;
          return asked instanceof Promise ? asked.then(withVerbsOutside) : asked;
        };
      }
      return typeof value === 'object' && value !== null ? fromOutside(value) : value;
    },
  });
}

/** What a module gives may ask on: a reservation is settled. */
function withVerbsOutside(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.values(value).some((each) => typeof each === 'function')
    ? fromOutside(value)
    : value;
}
