/**
 * What every answer tells the browser not to do. Pages state which scripts, styles and connections
 * they need (`pageHeaders`); everything else is data and may do nothing at all.
 */
import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './http-env.ts';
import { isHttps, type Whereabouts } from './where-from.ts';

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

const dataPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function secureAnswers(where: Whereabouts): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    for (const [name, value] of Object.entries(always)) {
      if (!headers.has(name)) headers.set(name, value);
    }
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', dataPolicy);
    if (!headers.has('cross-origin-resource-policy')) {
      headers.set('cross-origin-resource-policy', 'same-origin');
    }
    if (isHttps(c, where)) headers.set('strict-transport-security', 'max-age=31536000');
  };
}

export interface PagePolicy {
  /** Hashes ('sha256-…') of inline scripts, besides our own files. */
  scripts?: string[];
  /** Styles that may stand in the page: by hash, or 'unsafe-inline' where a library writes them. */
  styles?: string[];
  /** Images from anywhere on the web, as help articles show them. */
  webImages?: boolean;
  /** `ws:` or `wss:` addresses besides our own origin. */
  connect?: string[];
}

/** A content security policy: our own files, and what the page asks for. */
export function pagePolicy({ scripts, styles, webImages, connect }: PagePolicy): string {
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...(scripts ?? [])].join(' ')}`,
    `style-src ${["'self'", ...(styles ?? [])].join(' ')}`,
    `img-src 'self' data: blob:${webImages === true ? ' https:' : ''}`,
    "font-src 'self' data:",
    `connect-src ${["'self'", ...(connect ?? [])].join(' ')}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A page may run exactly the inline scripts that it was built with. */
export function inlineScriptHashes(page: string): string[] {
  return [...page.matchAll(/<script(?![^>]*\ssrc\s*=)[^>]*>([\s\S]*?)<\/script>/gi)].map(
    ([, code]) => sourceHash(code ?? ''),
  );
}

/** 'sha256-…' as a content security policy names an inline script or style. */
export function sourceHash(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}
