/** The cookie that carries a teammate's session: unreadable for scripts, never sent across sites. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { HttpEnv } from './http-env.ts';
import { isHttps, type Whereabouts } from './where-from.ts';

export const SESSION_COOKIE = 'baton_session';

/** As long as a session can last at most; the server ends it sooner when it is not used. */
const longestSeconds = 90 * 24 * 60 * 60;

export function readSession(c: Context<HttpEnv>): string | undefined {
  return getCookie(c, SESSION_COOKIE);
}

export function giveSession(c: Context<HttpEnv>, where: Whereabouts, token: string): void {
  setCookie(c, SESSION_COOKIE, token, { ...attributes(c, where), maxAge: longestSeconds });
}

export function takeSession(c: Context<HttpEnv>, where: Whereabouts): void {
  deleteCookie(c, SESSION_COOKIE, attributes(c, where));
}

function attributes(c: Context<HttpEnv>, where: Whereabouts) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isHttps(c, where) } as const;
}
