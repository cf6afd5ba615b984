/** The app on a port. The bare server is handed out, because sockets begin as upgrades on it. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { HttpApp } from './app.ts';

export interface HttpServer {
  /** For `upgrade` requests. */
  server: Server;
  port: number;
  /** Lets running requests finish, for a while; then resolves with every connection closed. */
  close(): Promise<void>;
}

const graceMs = 5_000;

export async function startHttpServer(
  app: HttpApp,
  { port, host }: { port: number; host: string },
): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  // Whoever sends its headers or body drop by drop must not hold a connection for ever.
  server.headersTimeout = 15_000;
  server.requestTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    // A connection that was busy a moment ago is kept alive for the next request: there is none.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const impatient = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearInterval(idle);
      clearTimeout(impatient);
      if (error === undefined) resolve();
      else reject(error);
    });
  });
}
