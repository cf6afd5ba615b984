/**
 * Looks again and again, while all goes on, for an answer that is owed and has no job: in no state that
 * anybody can read may there be one, for the job is written with the debt and goes after it. The sweeper
 * would mend it ten seconds later, and so would a customer who writes again; here it is seen before.
 */
import pg from 'pg';
import { pause } from '../support/random.ts';

const LOOKS_EVERY_MS = 100;
const ANSWERS_WITHIN_MS = 5_000;

/** One statement, so one moment. */
const OWED_WITHOUT_JOB = `
  select c.id, c.ai_owes_turn as turn from conversations c
  where c.ai_owes_turn is not null and not exists (
    select from jobs
    where kind = 'answering.turn' and failed_at is null and payload->>'conversationId' = c.id)`;

export class OwedWatch {
  readonly #databaseUrl: () => Promise<string>;
  readonly #found = new Set<string>();
  readonly #looking: Promise<void>;
  #looks = 0;
  #stopped = false;

  constructor(databaseUrl: () => Promise<string>) {
    this.#databaseUrl = databaseUrl;
    this.#looking = this.#keepLooking();
  }

  /** How often it looked. */
  get looks(): number {
    return this.#looks;
  }

  /** What it found, each debt once. @throws when it never could look: that would show nothing. */
  async stop(): Promise<string[]> {
    this.#stopped = true;
    await this.#looking;
    if (this.#looks === 0) throw new Error('nobody could look for answers without a job');
    return [...this.#found];
  }

  /** Over one connection for as long as it lasts; PostgreSQL is among what is struck. */
  async #keepLooking(): Promise<void> {
    while (!this.#stopped) {
      const client = new pg.Client({
        connectionString: await this.#databaseUrl().catch(() => ''),
        application_name: 'chaos',
        connectionTimeoutMillis: ANSWERS_WITHIN_MS,
        query_timeout: ANSWERS_WITHIN_MS,
      });
      client.on('error', () => {});
      try {
        await client.connect();
        while (!this.#stopped) {
          await this.#look(client);
          await pause(LOOKS_EVERY_MS);
        }
      } catch {
        await pause(LOOKS_EVERY_MS);
      } finally {
        await client.end().catch(() => {});
      }
    }
  }

  async #look(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ id: string; turn: number }>(OWED_WITHOUT_JOB);
    this.#looks += 1;
    for (const { id, turn } of rows) this.#found.add(`${id}: turn ${turn} was owed without a job`);
  }
}
