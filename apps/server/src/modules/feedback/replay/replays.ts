/**
 * Replays: what another policy would have made of the past, decision by decision, before it is
 * switched on. Over recorded decisions, or over chats from elsewhere.
 *
 *   start ─► waiting ─► running (job feedback.replay) ─► done, or failed with words
 */
import type {
  Outcome,
  PolicyDocument,
  Replay,
  ReplayChange,
  ReplayedPolicy,
} from '@baton/protocol';
import { POLICY_LIMITS } from '@baton/protocol';
import { enqueueJobs, type JobHandlers } from '../../../platform/jobs/index.ts';
import type { Policies } from '../../accounts/index.ts';
import { checkPolicy } from '../../escalation/index.ts';
import type { AiAgentScope } from './decide-again.ts';
import { readTranscripts, turnsOf } from './read-transcripts.ts';
import {
  countUnfinished,
  endReplay,
  forgetOldReplays,
  insertReplay,
  listHistory,
  listTranscripts,
  type NewReplay,
} from './replay-store.ts';
import { readChanges, readReplay } from './read-replay.ts';
import { type ReplayTools, runReplay } from './run-replay.ts';

export interface ReplaysParts extends Omit<ReplayTools, 'policyVersion'> {
  policies: Pick<Policies, 'get' | 'version' | 'settled'>;
  newId(prefix: string): string;
  /** Called after a commit that enqueued a job. */
  wakeJobs(): void;
}

/** An expected no, in the words of whoever asked. */
export interface ReplayRefused {
  kind: 'refused';
  code: 'not_found' | 'conflict' | 'invalid_input';
  detail: string;
  errors?: { path: string; message: string }[];
}

export interface ReplayAsked {
  policy: ReplayedPolicy;
  /** Null: the command line. */
  askedBy: string | null;
  /** False: whoever asked runs it, by `runNow`. */
  enqueue?: boolean;
}

export interface Replays {
  /** Over the newest `limit` recorded decisions. */
  overHistory(
    scope: AiAgentScope,
    asked: ReplayAsked & { since: string | null; limit: number },
  ): Promise<Replay | ReplayRefused>;
  /** Over a file of chats: JSON lines or CSV. */
  overTranscripts(
    scope: AiAgentScope,
    asked: ReplayAsked & { file: Uint8Array },
  ): Promise<Replay | ReplayRefused>;
  get(workspaceId: string, id: string): Promise<Replay | null>;
  /** Null: no such replay. `after` is the `next` of the page before, 0 for the first. */
  changes(
    workspaceId: string,
    id: string,
    asked: { was: Outcome | null; wouldBe: Outcome | null; after: number; limit: number },
  ): Promise<{ changes: ReplayChange[]; next: number | null } | null>;
  runNow(id: string, signal: AbortSignal, tell: (done: number) => void): Promise<void>;
  jobs: JobHandlers;
}

const REPLAY_JOB = 'feedback.replay';
const TAKES_AT_MOST_MS = 2 * 60 * 60_000;
/** The rest are forgotten: each holds questions of customers. */
const REPLAYS_KEPT = 20;
const UNFINISHED_AT_MOST = 3;
const ROW_ERRORS_SHOWN = 100;

export function createReplays(parts: ReplaysParts): Replays {
  const { database, clock, policies } = parts;
  const tools: ReplayTools = {
    ...parts,
    policyVersion: async (workspaceId, aiAgentId, version) => {
      const found = await policies.version(workspaceId, aiAgentId, version);
      return 'kind' in found ? null : found.document;
    },
  };

  async function start(
    scope: AiAgentScope,
    { policy: wanted, askedBy, enqueue = true }: ReplayAsked,
    about: Pick<NewReplay, 'source' | 'since' | 'rowErrors' | 'rowErrorCount' | 'leftOut'>,
    list: (tx: Parameters<typeof insertReplay>[0], replay: NewReplay) => Promise<void>,
  ): Promise<Replay | ReplayRefused> {
    const { workspaceId, aiAgentId } = scope;
    const policy = await policyFor(scope, wanted);
    if ('kind' in policy) return policy;
    const tooMuch = checkPolicy(policy).filter(({ code }) => code.startsWith('too_many'));
    if (tooMuch.length > 0)
      return { ...refused('invalid_input', tooMuch[0]?.message ?? ''), errors: tooMuch };
    if ((await countUnfinished(database, workspaceId)) >= UNFINISHED_AT_MOST)
      return refused('conflict', 'Other replays are still running. Wait until one has ended.');
    const replay: NewReplay = {
      id: parts.newId('rpl'),
      workspaceId,
      aiAgentId,
      askedBy,
      policy,
      policyKind: wanted.kind,
      policyVersion: wanted.kind === 'version' ? wanted.version : null,
      createdAt: clock.now(),
      ...about,
    };
    await database.transaction(async (tx) => {
      await insertReplay(tx, replay);
      await list(tx, replay);
      await forgetOldReplays(tx, workspaceId, aiAgentId, REPLAYS_KEPT);
      if (enqueue)
        await enqueueJobs(tx, [
          { kind: REPLAY_JOB, key: replay.id, workspaceId, payload: { replayId: replay.id } },
        ]);
    });
    if (enqueue) parts.wakeJobs();
    const started = await readReplay(database, workspaceId, replay.id);
    if (started === null) throw new Error('a replay that was just stored is gone');
    return started;
  }

  async function policyFor(
    { workspaceId, aiAgentId }: AiAgentScope,
    wanted: ReplayedPolicy,
  ): Promise<PolicyDocument | ReplayRefused> {
    const standing = await policies.get(workspaceId, aiAgentId);
    if ('kind' in standing) return standing;
    switch (wanted.kind) {
      case 'draft':
        return (
          standing.draft?.document ??
          refused('not_found', 'There is no draft to replay. Save one, or name a version.')
        );
      case 'version': {
        const found = await policies.version(workspaceId, aiAgentId, wanted.version);
        return 'kind' in found ? found : found.document;
      }
      case 'document':
        return policies.settled(workspaceId, aiAgentId, wanted.document);
    }
  }

  return {
    overHistory: (scope, { since, limit, ...asked }) =>
      start(
        scope,
        asked,
        { source: 'history', since, rowErrors: [], rowErrorCount: 0, leftOut: 0 },
        (tx, replay) => listHistory(tx, replay, limit),
      ),

    async overTranscripts(scope, { file, ...asked }) {
      const { transcripts, errors } = readTranscripts(file);
      const turns = transcripts.flatMap(turnsOf);
      const taken = turns.slice(0, POLICY_LIMITS.transcriptTurns);
      const [first] = errors;
      if (taken.length === 0)
        return {
          ...refused(
            'invalid_input',
            `There is nothing in the file to replay. Line ${first?.row ?? 1}: ${first?.message ?? 'no customer says anything.'}`,
          ),
          errors: errors
            .slice(0, ROW_ERRORS_SHOWN)
            .map(({ row, message }) => ({ path: `line ${row}`, message })),
        };
      return start(
        scope,
        asked,
        {
          source: 'transcripts',
          since: null,
          rowErrors: errors.slice(0, ROW_ERRORS_SHOWN),
          rowErrorCount: errors.length,
          leftOut: turns.length - taken.length,
        },
        (tx, replay) => listTranscripts(tx, replay, taken),
      );
    },

    get: (workspaceId, id) => readReplay(database, workspaceId, id),

    async changes(workspaceId, id, { limit, ...asked }) {
      const [known] = await database.query(
        'select from replays where workspace_id = $1 and id = $2',
        [workspaceId, id],
      );
      if (known === undefined) return null;
      const found = await readChanges(database, workspaceId, id, { ...asked, limit: limit + 1 });
      const page = found.slice(0, limit);
      return {
        changes: page.map(({ position: _, ...change }) => change),
        next: found.length > limit ? (page.at(-1)?.position ?? null) : null,
      };
    },

    runNow: (id, signal, tell) => runReplay(tools, id, signal, tell),

    jobs: {
      [REPLAY_JOB]: {
        timeoutMs: TAKES_AT_MOST_MS,
        run: ({ payload }, { signal }) => runReplay(tools, String(payload['replayId']), signal),
        onExhausted: async ({ payload }, error) => {
          parts.log.error({ err: error, replay: payload['replayId'] }, 'a replay failed');
          await endReplay(database, String(payload['replayId']), {
            state: 'failed',
            error: `The turns could not be decided again: ${error.message}`,
            at: clock.now(),
          });
        },
      },
    },
  };
}

const refused = (code: ReplayRefused['code'], detail: string): ReplayRefused => ({
  kind: 'refused',
  code,
  detail,
});
