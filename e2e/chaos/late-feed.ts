/**
 * A feed that is late. Readers of it look only below the oldest transaction of the whole PostgreSQL
 * server, so somebody's long one, a backup for example, keeps all news from everybody while it is open.
 */
import pg from 'pg';
import { pause } from '../support/random.ts';

const OPENS_WITHIN_MS = 60_000;

export class LateFeed {
  readonly #databaseUrl: () => Promise<string>;
  readonly #open = new Set<pg.Client>();

  constructor(databaseUrl: () => Promise<string>) {
    this.#databaseUrl = databaseUrl;
  }

  /** Resolves once it is held up; it goes on by itself, with whatever else is struck meanwhile. */
  async hold(ms: number): Promise<void> {
    const client = await this.#begin();
    const end = setTimeout(() => void this.#end(client), ms);
    // PostgreSQL was restarted: that ends it as well.
    client.once('end', () => {
      clearTimeout(end);
      this.#open.delete(client);
    });
    this.#open.add(client);
  }

  /** All that is held up, at once. */
  async letGo(): Promise<void> {
    await Promise.all([...this.#open].map((client) => this.#end(client)));
  }

  async #begin(): Promise<pg.Client> {
    const deadline = Date.now() + OPENS_WITHIN_MS;
    for (;;) {
      const client = new pg.Client({
        connectionString: await this.#databaseUrl(),
        application_name: 'a backup',
      });
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query('begin');
        await client.query('select pg_current_xact_id()');
        return client;
      } catch (error) {
        await client.end().catch(() => {});
        if (Date.now() > deadline) throw error;
        await pause(50);
      }
    }
  }

  async #end(client: pg.Client): Promise<void> {
    await client.end().catch(() => {});
  }
}
