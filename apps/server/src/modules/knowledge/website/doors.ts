// Pages that stand in front of the page: a login, a check for robots. Told apart from real content by
// what they do (answer 401, redirect to a login path) before what they say; words alone never count
// on a page with much text, which may well be an article about logging in.

import type { IncomingHttpHeaders } from 'node:http';
import type { PageLook } from './look-at-page.ts';

export type Door = 'login' | 'blocked';

export const DOOR_WORDS: Record<Door, string> = {
  login: 'It asks for a login, so it cannot be read. Only pages that everybody can open are read.',
  blocked:
    'The website keeps programs out (bot protection). Ask whoever runs it to let the program named Baton in, or upload the pages as files.',
};

/** A whole part of the path: /users/sign_in is a login, /help/login-problems is an article. */
const LOGIN_PATH =
  /\/(?:log[-_]?in|sign[-_]?in|signon|sso|auth|oauth2?|authenticate|authorize|wp-login|anmelden|connexion|acceso|accedi|inloggen)(?:\.\w+)?(?:\/|$)/i;
const LITTLE_TEXT = 1_200;
const VERY_LITTLE_TEXT = 600;

export function isLoginPath(address: string): boolean {
  return LOGIN_PATH.test(new URL(address).pathname);
}

/** By status and headers alone. */
export function doorByStatus(status: number, headers: IncomingHttpHeaders): Door | null {
  if (status === 401 || status === 407) return 'login';
  const mitigated = headers['cf-mitigated'] === 'challenge';
  const guard = headers['x-datadome'] !== undefined || headers['x-amzn-waf-action'] !== undefined;
  if (mitigated || guard) return 'blocked';
  return null;
}

const CHALLENGE =
  /just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a (?:human|robot)|attention required|access denied|pardon our interruption|enable javascript and cookies to continue|unusual traffic|request unsuccessful|security check|captcha|ddos protection|bot detection/i;
const LOGIN_TITLE =
  /\b(?:log ?in|sign ?in|anmelden|connexion|iniciar sesi[oó]n|accedi|inloggen)\b/i;

export function doorByLook(
  status: number,
  look: Pick<PageLook, 'title' | 'textLength' | 'textStart' | 'asksForPassword'>,
): Door | null {
  const says = `${look.title ?? ''} ${look.textStart}`;
  const refuses = status === 403 || status === 429 || status === 503;
  if (CHALLENGE.test(says) && look.textLength < (refuses ? LITTLE_TEXT : VERY_LITTLE_TEXT)) {
    return 'blocked';
  }
  if (look.asksForPassword) {
    if (look.textLength < VERY_LITTLE_TEXT) return 'login';
    if (look.textLength < LITTLE_TEXT && LOGIN_TITLE.test(look.title ?? '')) return 'login';
  }
  if (status === 403) return 'blocked';
  return null;
}
