/** The servers of others that an installation speaks with: its language model, its shop's website. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { groundedAnswer, startFakeProvider } from '@baton/testkit/provider';

export interface Outside {
  model: {
    url: string;
    /** From now on it takes questions and never answers. */
    fallSilent(): void;
    asked(): number;
    /** … without the right key. */
    refused(): number;
  };
  shop: { origin: string; authorizations: string[] };
  close(): Promise<void>;
}

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;

const pages: Record<string, string> = {
  '/help/': page(
    'Help with your lantern',
    `<p>Everything about the Harbour lantern in one place. <a href="/help/wick.html">Changing the wick</a></p>`,
  ),
  '/help/wick.html': page(
    'Changing the wick',
    `<p>Let the lantern cool for an hour. Unscrew the brass ring, pull out the old wick and lead the new
     one through from below until two millimetres show. A wick lasts about three hundred hours.</p>`,
  ),
};
const answers: Record<string, object> = {
  '/orders/1042': { status: 'on its way', delivery: { day: 'Tuesday' } },
  '/orders/1042/cancel': { cancelled: true },
};

export async function openOutside(modelKey: string): Promise<Outside> {
  let silent = false;
  let refused = 0;
  const provider = await startFakeProvider([], {
    otherwise(request) {
      if (request.headers.authorization !== `Bearer ${modelKey}`) {
        refused += 1;
        return { fails: 401, message: 'wrong key' };
      }
      return silent ? { silent: true } : { says: groundedAnswer(request) };
    },
  });
  const authorizations: string[] = [];
  const shop = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://shop').pathname;
    request.resume();
    if (path in pages) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return response.end(pages[path]);
    }
    if (path.startsWith('/orders/')) authorizations.push(request.headers.authorization ?? '');
    response.writeHead(path in answers ? 200 : 404, { 'content-type': 'application/json' });
    return response.end(JSON.stringify(answers[path] ?? { error: 'no such thing' }));
  });
  await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done));
  return {
    model: {
      url: provider.url,
      fallSilent: () => {
        silent = true;
      },
      asked: () => provider.requests.length,
      refused: () => refused,
    },
    shop: { origin: `http://127.0.0.1:${(shop.address() as AddressInfo).port}`, authorizations },
    close: async () => {
      shop.closeAllConnections();
      shop.close();
      await provider.close();
    },
  };
}
