/**
 * Which URLs may be asked for at all, before any name is resolved.
 *
 * Ports: those of the scheme, or one that the URL names from 1024 up (a staging site on :8080 is
 * ordinary), less the ones on which something else listens everywhere: mail, databases, consoles.
 */
import { Refused } from './refusal.ts';

const LOWEST_NAMED_PORT = 1024;
/** Databases and the like, and what browsers refuse (https://fetch.spec.whatwg.org/#port-blocking). */
const OTHER_SERVICES = new Set([
  1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 3306, 3389, 3659, 4045, 4190, 5060, 5061,
  5432, 5672, 5900, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 9092, 10080,
  10250, 11211, 27017,
]);

/** @throws Refused */
export function targetOf(text: string | URL, base?: URL): URL {
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    throw new Refused('bad_url', 'This is not a web address.');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Refused('scheme', 'Only addresses that begin with http:// or https:// are read.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new Refused('credentials', 'An address with a user name or password in it is not read.');
  }
  if (url.hostname === '') throw new Refused('bad_url', 'This is not a web address.');
  if (url.port !== '') {
    const port = Number(url.port);
    const scheme = port === 80 || port === 443;
    if (!scheme && (port < LOWEST_NAMED_PORT || OTHER_SERVICES.has(port))) {
      throw new Refused('port', `Port ${port} is not one that websites use.`);
    }
  }
  return url;
}

/** A host name as the resolver wants it: IPv6 without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
}
