/**
 * Connections to checked addresses. The name is resolved once, every address of the answer is
 * checked, and the socket gets exactly these addresses: a name that answers otherwise a moment later
 * (rebinding) changes nothing. The socket's other end is checked once more when it stands.
 */
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { buildConnector } from 'undici';
import { Refused } from './refusal.ts';

export interface Resolved {
  address: string;
  family: number;
}

export type Resolve = (hostname: string) => Promise<Resolved[]>;
/** May this address be connected to? */
export type MayConnect = (address: string, port: number) => boolean;

export interface ConnectOptions {
  mayConnect: MayConnect;
  resolve?: Resolve | undefined;
  timeoutMs: number;
}

export const PRIVATE =
  'This address leads into a private network. Baton reads public websites only, unless its operator allows it (BATON_ALLOW_PRIVATE_FETCH).';

export const systemResolve: Resolve = (hostname) => systemLookup(hostname, { all: true });

export function guardedConnector({
  mayConnect,
  resolve = systemResolve,
  timeoutMs,
}: ConnectOptions): buildConnector.connector {
  return (options, callback) => {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // A literal address is never looked up, so it is checked here.
    if (isIP(host) !== 0 && !mayConnect(host, port)) {
      callback(new Refused('private_address', PRIVATE), null);
      return;
    }
    const lookup: LookupFunction = (hostname, { all }, done) => {
      const answer = callbackify(() => checked(hostname, port));
      answer((error, addresses) => {
        const [first] = addresses ?? [];
        if (error !== null || first === undefined) done(error, all ? [] : '', 0);
        else if (all) done(null, addresses);
        else done(null, first.address, first.family);
      });
    };
    const connect = buildConnector({ lookup, timeout: timeoutMs });
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      const { remoteAddress } = socket;
      if (remoteAddress === undefined || mayConnect(remoteAddress, port)) {
        return callback(null, socket);
      }
      socket.destroy();
      return callback(new Refused('private_address', PRIVATE), null);
    });
  };

  /** One closed address closes the name: whoever mixes them means no good. */
  async function checked(hostname: string, port: number): Promise<Resolved[]> {
    const addresses = await resolve(hostname).catch(() => []);
    if (addresses.length === 0) {
      throw new Refused('unknown_host', `There is no website called ${hostname}.`);
    }
    if (!addresses.every(({ address }) => mayConnect(address, port))) {
      throw new Refused('private_address', PRIVATE);
    }
    return addresses;
  }
}
