/**
 * The cookie that carries a teammate's session: unreadable for scripts, never sent across sites. Over
 * HTTPS its name begins with `__Host-`, so that no other server of the same domain can set it.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { HttpEnv } from './http-env.ts';
import { isHttps, type Whereabouts } from './where-from.ts';

export const SESSION_COOKIE = 'baton_session';
/** What browsers take from this very host alone (RFC 6265bis, 4.1.3.2). */
export const HOST_PREFIX = '__Host-';

/** As long as a session can last at most; the server ends it sooner when it is not used. */
const longestSeconds = 90 * 24 * 60 * 60;

const nameOf = (c: Context<HttpEnv>, where: Whereabouts, name = SESSION_COOKIE): string =>
  isHttps(c, where) ? `${HOST_PREFIX}${name}` : name;

/** Of the first step of signing in, until the second. It is no session. */
export const HALF_SESSION_COOKIE = 'baton_sign_in';
const halfSeconds = 10 * 60;

export function readSession(c: Context<HttpEnv>, where: Whereabouts): string | undefined {
  return getCookie(c, nameOf(c, where));
}

export function giveSession(c: Context<HttpEnv>, where: Whereabouts, token: string): void {
  setCookie(c, nameOf(c, where), token, { ...attributes(c, where), maxAge: longestSeconds });
}

export function takeSession(c: Context<HttpEnv>, where: Whereabouts): void {
  deleteCookie(c, nameOf(c, where), attributes(c, where));
}

export function readHalfSession(c: Context<HttpEnv>, where: Whereabouts): string | undefined {
  return getCookie(c, nameOf(c, where, HALF_SESSION_COOKIE));
}

export function giveHalfSession(c: Context<HttpEnv>, where: Whereabouts, token: string): void {
  const name = nameOf(c, where, HALF_SESSION_COOKIE);
  setCookie(c, name, token, { ...attributes(c, where), maxAge: halfSeconds });
}

export function endHalfSession(c: Context<HttpEnv>, where: Whereabouts): void {
  deleteCookie(c, nameOf(c, where, HALF_SESSION_COOKIE), attributes(c, where));
}

function attributes(c: Context<HttpEnv>, where: Whereabouts) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isHttps(c, where) } as const;
}
