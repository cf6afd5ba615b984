/**
 * Where a request came from and under which address it reached us. Behind a proxy that is for the
 * proxy to say, and only when the operator said to trust it (BATON_TRUST_PROXY): otherwise anyone
 * could claim any address.
 */
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Context } from 'hono';
import type { HttpEnv } from './http-env.ts';

export interface Whereabouts {
  /** Baton's public address (BATON_PUBLIC_URL), when the operator named one. */
  publicUrl: string | null;
  trustProxy: boolean;
}

/** The client's IP address, as the audit log has it. */
export function clientAddress(c: Context<HttpEnv>, { trustProxy }: Whereabouts): string {
  // The last entry is the one that our own proxy wrote; those before it are the client's claims.
  const nearest = trustProxy ? lastEntry(c.req.header('x-forwarded-for')) : undefined;
  return nearest ?? c.env?.incoming?.socket?.remoteAddress ?? 'unknown';
}

/**
 * What rate limits count by: an address, or of IPv6 the network of 64 bits that one household or one
 * machine has to itself, and could take another address of for each try.
 */
export function clientNetwork(c: Context<HttpEnv>, where: Whereabouts): string {
  return networkOf(clientAddress(c, where));
}

export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  const mapped = /^::ffff:([\d.]+)$/i.exec(plain)?.[1];
  if (mapped !== undefined || !isIPv6(plain)) return mapped ?? address;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? [] : Array<string>(8 - groups.length - after.length).fill('0');
  const network = [...groups, ...gap, ...after].slice(0, 4);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** "https://support.example": what links we make up begin with. */
export function ownOrigin(c: Context<HttpEnv>, where: Whereabouts): string {
  return where.publicUrl === null ? reachedAt(c, where) : new URL(where.publicUrl).origin;
}

/** Every address of ours that this request may rightly name. */
export function ownOrigins(c: Context<HttpEnv>, where: Whereabouts): string[] {
  return [...new Set([ownOrigin(c, where), reachedAt(c, where)])];
}

/** The same for a socket's upgrade, which never becomes a request of the app. */
export function ownOriginsOfUpgrade(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  where: Whereabouts,
): string[] {
  const scheme = (request.socket as Partial<TLSSocket>).encrypted === true ? 'https' : 'http';
  const named = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.at(-1) : value;
  };
  const reached = originFrom(scheme, request.headers.host ?? '', named, where);
  const own = where.publicUrl === null ? [] : [new URL(where.publicUrl).origin];
  return [...new Set([...own, reached])];
}

export function isHttps(c: Context<HttpEnv>, where: Whereabouts): boolean {
  return ownOrigin(c, where).startsWith('https:');
}

function reachedAt(c: Context<HttpEnv>, where: Whereabouts): string {
  const { protocol, host } = new URL(c.req.url);
  return originFrom(protocol.slice(0, -1), host, (name) => c.req.header(name), where);
}

function originFrom(
  scheme: string,
  host: string,
  header: (name: string) => string | undefined,
  { trustProxy }: Whereabouts,
): string {
  if (!trustProxy) return `${scheme}://${host}`;
  const outerScheme = lastEntry(header('x-forwarded-proto'));
  const outerHost = lastEntry(header('x-forwarded-host'));
  const known = outerScheme === 'https' || outerScheme === 'http';
  return `${known ? outerScheme : scheme}://${outerHost ?? host}`;
}

function lastEntry(header: string | undefined): string | undefined {
  return header?.split(',').at(-1)?.trim() || undefined;
}
