// A server may say back what it was sent. What of it was a secret is not shown to anyone.

const MASK = '••••••';
/** Shorter ones would mask words. */
const SHORTEST = 4;

/** Every string in `value` without the secrets, whole or in their parts ("Bearer abc…"). */
export function maskSecrets<T>(value: T, secrets: readonly string[]): T {
  const parts = secrets
    .flatMap((secret) => [secret, ...secret.split(/\s+/)])
    .filter((part) => part.length >= SHORTEST && !/^(?:bearer|basic|token)$/i.test(part))
    .sort((a, b) => b.length - a.length);
  return parts.length === 0 ? value : (masked(value, parts) as T);
}

function masked(value: unknown, parts: readonly string[]): unknown {
  if (typeof value === 'string')
    return parts.reduce((so, part) => so.replaceAll(part, MASK), value);
  if (Array.isArray(value)) return value.map((each) => masked(each, parts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, masked(each, parts)]),
  );
}
