/**
 * The company's own server, as a journey needs it: an API for actions that does each thing once per
 * Idempotency-Key, and a page with the chat on it that vouches for whoever is signed in.
 */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ShopCall {
  method: string;
  path: string;
  authorization: string;
  idempotencyKey: string;
  body: unknown;
}

export interface Shop {
  origin: string;
  /** Requests to its API, in order. */
  calls: ShopCall[];
  /** The line of HTML that shows the chat. */
  chat: string;
  /** Signs who is signed in. */
  identitySecret: string;
  close(): void;
}

/** `/orders/1042`, `/subscriptions/cancel`; `/account?as=ada` is a page for her, `/account` for nobody. */
export async function openShop(): Promise<Shop> {
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', shop.origin);
      if (url.pathname === '/account') {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        return response.end(page(shop, url.searchParams.get('as')));
      }
      const { method = '', headers } = request;
      shop.calls.push({
        method,
        path: url.pathname,
        authorization: headers.authorization ?? '',
        idempotencyKey: String(headers['idempotency-key'] ?? ''),
        body: await bodyOf(request),
      });
      const answer = answers[url.pathname];
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(answer ?? { error: 'no such thing' }));
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const shop: Shop = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    chat: '',
    identitySecret: '',
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return shop;
}

const answers: Record<string, object> = {
  '/orders/1042': { status: 'on its way', delivery: { day: 'Tuesday' } },
  '/orders/1187': { status: 'waiting for its battery base', delivery: { day: 'Friday' } },
  '/subscriptions/cancel': { ends_on: '1 June' },
};

function page({ chat, identitySecret }: Shop, who: string | null): string {
  const signedIn = who === null ? '' : ` data-identity="${vouch(identitySecret, who)}"`;
  return `<!doctype html><html lang="en"><title>Your account</title>
    <main><h1>Your account</h1><p>Signed in as ${who ?? 'nobody'}.</p></main>
    ${chat.replace('<script', `<script${signedIn}`)}`;
}

/** The JWT by which a website says who its visitor is. */
export function vouch(secret: string, sub: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1_000);
  const claims = { sub, name: sub, email: `${sub}@post.example`, iat: now, exp: now + 600 };
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? null : JSON.parse(text);
}
