/**
 * Reviews: teammates and customers say what the AI's decisions were worth, and confidence learns.
 *
 *   mark ─► decision_reviews (+ live event) ─► job: refit ─► calibration in use from the next turn
 *                                                      └──► the line of an error budget moves
 *
 * Marks are truth; what customers do afterwards is a hint that something has changed, no more.
 */
import type {
  AnswerLine,
  BudgetView,
  CalibrationView,
  DecisionReviews,
  ReviewQueue,
  ReviewSubject,
  ReviewVerdict,
  TeammateId,
} from '@baton/protocol';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/index.ts';
import { enqueueJobs, type JobHandlers } from '../../../platform/jobs/index.ts';
import type { Log } from '../../../platform/log.ts';
import { type OwnCalibration, shippedCalibrations } from '../../escalation/index.ts';
import { budgetLine } from './budget-line.ts';
import { calibrationView } from './calibration-view.ts';
import { readCalibrationInUse, readEvidence, type ShippedOnes } from './read-evidence.ts';
import { refitCalibration } from './refit-calibration.ts';
import { REFIT, type RefitPayload } from './refit-job.ts';
import { markDecision, markHelpful, readReviews, type Refused } from './review-decision.ts';
import { reviewQueue } from './review-queue.ts';
import { rememberLine } from './store-lines.ts';

export interface ReviewsParts {
  database: Database;
  clock: Clock;
  log: Log;
  wakeFeed: () => void;
  wakeJobs: () => void;
  documentUrl: (documentId: string) => string;
  /** The line that an AI agent's policy in force asks for, and the one it answers from now. */
  lineOf(
    workspaceId: string,
    aiAgentId: string,
  ): Promise<{ answer: AnswerLine; answerAt: number } | null>;
  /** Moves the line of a policy that keeps a budget, as a version of its own. */
  keepBudget(
    workspaceId: string,
    aiAgentId: string,
    answerAt: number,
    note: string,
  ): Promise<unknown>;
  shipped?: ShippedOnes;
}

export interface Reviews {
  jobs: JobHandlers;
  mark(
    me: { workspaceId: string; teammate: { id: TeammateId } },
    decisionId: string,
    said: { verdict: ReviewVerdict | null; about?: ReviewSubject | undefined },
  ): Promise<DecisionReviews | Refused>;
  /** The customer's own word on an answer in their conversation. */
  markHelpful(
    visitor: { workspaceId: string; contactId: string },
    messageId: string,
    helpful: boolean | null,
  ): Promise<DecisionReviews | Refused>;
  ofConversation(workspaceId: string, conversationId: string): Promise<DecisionReviews[]>;
  queue(workspaceId: string, aiAgentId: string): Promise<ReviewQueue>;
  calibration(workspaceId: string, aiAgentId: string): Promise<CalibrationView>;
  budget(workspaceId: string, aiAgentId: string, risk: number): Promise<BudgetView>;
  /** For the policy: the line that keeps `risk`; null while none can be promised. */
  lineFor(workspaceId: string, aiAgentId: string, risk: number): Promise<number | null>;
  /** For answering: what this AI agent's reviews have taught about confidence. */
  calibrationOf(workspaceId: string, aiAgentId: string): Promise<OwnCalibration | null>;
  /** Refits in the background whatever was active lately: drift shows without a review, too. */
  watch(): Promise<void>;
}

export function createReviews(parts: ReviewsParts): Reviews {
  const { database, clock, log, shipped: ones = shippedCalibrations() } = parts;
  const bases = ones.map(({ id }) => id);

  async function standing(workspaceId: string, aiAgentId: string) {
    const now = clock.now();
    const { evidence, shipped } = await readEvidence(database, ones, workspaceId, aiAgentId, now);
    const inUse = await readCalibrationInUse(database, [shipped.id], workspaceId, aiAgentId);
    return { evidence, shipped, inUse };
  }

  async function told<Result extends object>(work: Promise<Result>): Promise<Result> {
    const result = await work;
    parts.wakeFeed();
    parts.wakeJobs();
    return result;
  }

  async function budget(workspaceId: string, aiAgentId: string, risk: number) {
    const { evidence, shipped, inUse } = await standing(workspaceId, aiAgentId);
    const { own } = inUse;
    return { view: budgetLine(evidence, own, shipped, risk), calibration: own?.id ?? shipped.id };
  }

  async function lineFor(workspaceId: string, aiAgentId: string, risk: number) {
    const { view, calibration } = await budget(workspaceId, aiAgentId, risk);
    await rememberLine(database, workspaceId, aiAgentId, { view, calibration, at: clock.now() });
    return view;
  }

  async function refitAndKeep({ workspaceId, aiAgentId }: RefitPayload): Promise<void> {
    const scope = { workspaceId, aiAgentId };
    const { end, driftChanged } = await refitCalibration(database, ones, scope, clock.now());
    log.debug({ ...scope, end }, 'calibration refitted');
    if (driftChanged !== null)
      log[driftChanged.drifting ? 'warn' : 'info'](
        { ...scope, drifting: driftChanged.drifting },
        `confidence: ${driftChanged.words}`,
      );
    const line = await parts.lineOf(workspaceId, aiAgentId);
    if (line?.answer.mode !== 'budget') return;
    const view = await lineFor(workspaceId, aiAgentId, line.answer.risk);
    if (view.answerAt === null) {
      log.warn({ ...scope, risk: view.risk }, `the line stays where it was: ${view.statement}`);
      return;
    }
    await parts.keepBudget(workspaceId, aiAgentId, view.answerAt, view.statement);
  }

  return {
    jobs: {
      [REFIT]: {
        timeoutMs: 60_000,
        maxAttempts: 3,
        run: async ({ payload }) => refitAndKeep(payload as RefitPayload),
      },
    },
    mark: (me, decisionId, said) =>
      told(
        database.transaction((tx) =>
          markDecision(tx, me.workspaceId, decisionId, {
            ...said,
            teammateId: me.teammate.id,
            at: clock.now(),
          }),
        ),
      ),
    markHelpful: (visitor, messageId, helpful) =>
      told(database.transaction((tx) => markHelpful(tx, visitor, messageId, helpful))),
    ofConversation: (workspaceId, conversationId) =>
      readReviews(database, workspaceId, { conversationId }),
    queue: (workspaceId, aiAgentId) =>
      reviewQueue(database, workspaceId, aiAgentId, clock.now(), parts.documentUrl),
    async calibration(workspaceId, aiAgentId) {
      const { evidence, shipped, inUse } = await standing(workspaceId, aiAgentId);
      const line = await parts.lineOf(workspaceId, aiAgentId);
      if (line === null) throw new Error(`the AI agent ${aiAgentId} has no policy`);
      return calibrationView(aiAgentId, evidence, inUse, shipped, line.answerAt);
    },
    budget: async (workspaceId, aiAgentId, risk) =>
      (await budget(workspaceId, aiAgentId, risk)).view,
    lineFor: async (workspaceId, aiAgentId, risk) =>
      (await lineFor(workspaceId, aiAgentId, risk)).answerAt,
    calibrationOf: async (workspaceId, aiAgentId) =>
      (await readCalibrationInUse(database, bases, workspaceId, aiAgentId)).own,
    async watch() {
      const active = await database.query<{ workspace_id: string; ai_agent_id: string }>(
        `select c.workspace_id, c.ai_agent_id from conversations c
         where c.updated_at > now() - interval '2 hours'
         union select workspace_id, ai_agent_id from calibrations_in_use where base <> all ($1)`,
        [bases],
      );
      await enqueueJobs(
        database,
        active.map(({ workspace_id: workspaceId, ai_agent_id: aiAgentId }) => ({
          kind: REFIT,
          key: aiAgentId,
          workspaceId,
          payload: { workspaceId, aiAgentId } satisfies RefitPayload,
        })),
      );
      parts.wakeJobs();
    },
  };
}
