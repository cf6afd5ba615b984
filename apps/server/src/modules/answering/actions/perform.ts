/**
 * Sends the request of a run, as often as its action allows, and keeps what came of it.
 *
 *   (begin a try: said in the database) ─► send ─► (keep the result) ─► whoever asked tells it
 *
 * It may be killed anywhere. Killed before the result is kept, the request goes out again with the
 * same Idempotency-Key, which is the run's id; killed after it, the kept result is told, and nothing
 * is sent again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { enqueueJobs } from '../../../platform/jobs/index.ts';
import { maskSecrets } from './core/mask-secrets.ts';
import { isWorthAnotherTry, outcomeOf, type RunResult } from './core/outcome-of.ts';
import { fixedOrigin, renderBody, renderUrl, type Values } from './core/request-template.ts';
import { endOfRun } from './jobs.ts';
import type { ActionParts } from './parts.ts';
import type { Exchange, OutgoingRequest } from './ports.ts';
import { type Definition, findAction, openSecretHeaders } from './store-actions.ts';
import { beginTry, findRun, keepResult, type RunRow } from './store-runs.ts';

/** A customer waits: what takes longer in all is for a person. */
const NO_TRY_AFTER_MS = 60_000;
const LONGEST_PAUSE_MS = 5_000;
/** The turn that began a run tells its end; after this long somebody else looks after it. */
const TOLD_WITHIN_MS = 5 * 60_000;

export type Perform = (run: RunRow) => Promise<RunResult>;

export function createPerform(parts: ActionParts): Perform {
  const { database, secrets, send, clock, log, pause = (ms: number) => sleep(ms) } = parts;

  return async function perform(run) {
    if (run.result !== null) return run.result;
    const ready = await requestOf(run);
    if ('words' in ready) return keepResult(database, run, notPossible(run, ready.words));
    const { request, hidden } = ready;
    let exchange: Exchange = { kind: 'unknown', words: 'It was not tried.' };
    const began = clock.now().getTime();
    for (let tries = 0; tries <= run.definition.retries; tries += 1) {
      if (!(await begin(run))) break;
      exchange = await send(request);
      log.info({ runId: run.id, actionId: run.actionId, ...toldOf(exchange) }, 'action sent');
      if (!isWorthAnotherTry(exchange)) break;
      if (tries === run.definition.retries) break;
      if (clock.now().getTime() - began > NO_TRY_AFTER_MS) break;
      await pause(pauseAfter(tries, exchange));
    }
    // Somebody else may have brought it to its end meanwhile: theirs is the one that is told.
    const now = await findRun(database, run.workspaceId, run.id);
    const outcome = maskSecrets(outcomeOf(exchange, run.definition), hidden);
    return now?.result ?? keepResult(database, run, outcome);
  };

  /** With the job that tells the end of it, should whoever asked for it not live to tell. */
  function begin(run: RunRow): Promise<boolean> {
    return database.transaction(async (tx) => {
      const mayBe = await beginTry(tx, run, clock.now());
      if (mayBe && run.state === 'collecting') {
        const runAt = new Date(clock.now().getTime() + TOLD_WITHIN_MS);
        await enqueueJobs(tx, [endOfRun(run, runAt)]);
      }
      return mayBe;
    });
  }

  async function requestOf(
    run: RunRow,
  ): Promise<{ request: OutgoingRequest; hidden: string[] } | { words: string }> {
    const action =
      run.actionId === null ? null : await findAction(database, run.workspaceId, run.actionId);
    if (action === null) return { words: 'The action was deleted before it ran.' };
    // A secret goes only to the server that it was entered for.
    if (fixedOrigin(action.definition.url) !== fixedOrigin(run.definition.url))
      return { words: 'The action was moved to another server before it ran.' };
    const sealed = openSecretHeaders(secrets, action);
    if (sealed === 'sealed_with_another_key')
      return {
        words:
          'The secret headers of the action do not open with this installation’s key. Enter them again.',
      };
    const headers = Object.fromEntries(
      action.headers.map(({ name, value }) => [name, value ?? sealed[name] ?? '']),
    );
    const request = renderRequest(run.definition, run.inputs, headers, run.id);
    return 'words' in request ? request : { request, hidden: Object.values(sealed) };
  }
}

export function renderRequest(
  definition: Definition,
  values: Values,
  headers: Record<string, string>,
  idempotencyKey: string,
): OutgoingRequest | { words: string } {
  const { method, fields, timeoutMs } = definition;
  const url = renderUrl(definition.url, values);
  if (!url.ok) return url;
  const isNumber = (name: string): boolean =>
    fields.some((field) => field.name === name && field.type === 'number');
  const body = definition.body === null ? null : renderBody(definition.body, values, isNumber);
  if (body !== null && !body.ok) return body;
  return { method, url: url.value, headers, body: body?.value ?? null, timeoutMs, idempotencyKey };
}

/** Never sent in this attempt; in an earlier one it may have been. */
function notPossible({ definition, sentAt }: RunRow, words: string): RunResult {
  const exchange: Exchange =
    sentAt === null ? { kind: 'not_sent', words, mayPass: false } : { kind: 'unknown', words };
  return outcomeOf(exchange, definition);
}

function pauseAfter(tries: number, exchange: Exchange): number {
  const asked = exchange.kind === 'answered' ? (exchange.retryAfter ?? 0) * 1_000 : 0;
  return Math.min(Math.max(300 * 2 ** tries, asked), LONGEST_PAUSE_MS);
}

/** For the log: what became of it, and nothing of what was said. */
const toldOf = (exchange: Exchange) => ({
  came: exchange.kind,
  ...(exchange.kind === 'answered' && { status: exchange.status }),
});
