/**
 * A page of our own making: written on the server, one style sheet inside, no script at all, light
 * or dark as the reader likes it.
 */
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HttpEnv } from '../http-env.ts';
import { pagePolicy, sourceHash } from '../security-headers.ts';
import { baseStyle } from './page-style.ts';

type Html = ReturnType<typeof html>;

export interface Page {
  title: string;
  body: Html;
  /** Rules besides the common ones. */
  style?: string;
  /** Whether its images may come from other websites. */
  webImages?: boolean;
  /** Seconds that it may be kept; never, when left out. */
  keptFor?: number;
  indexed?: boolean;
}

export async function page(
  c: Context<HttpEnv>,
  status: 200 | 404 | 503,
  { title, body, style = '', webImages = false, keptFor, indexed = false }: Page,
): Promise<Response> {
  const css = baseStyle + style;
  const whole = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${indexed ? '' : raw('<meta name="robots" content="noindex">')}
<title>${title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${raw(css)}</style>
</head>
<body>${body}</body>
</html>`;
  return c.html(whole, status, {
    'cache-control': keptFor === undefined ? 'no-store' : `public, max-age=${keptFor}`,
    'content-security-policy': pagePolicy({ styles: [sourceHash(css)], webImages }),
  });
}
