/** What is printed at the end of a run. */
import type { ConversationEvent } from '@baton/protocol';
import type { Evidence, Verdict } from './laws/index.ts';

export interface Run {
  seed: number;
  rounds: number;
  servers: number;
  seconds: number;
  /** By kind. */
  faults: Record<string, number>;
  longestRecoveryMs: number;
  /** Requests that were not answered and were sent again, by how. */
  unanswered: Record<string, number>;
  /** Calls of the model, by what it did with them. */
  model: Record<string, number>;
  brokenOff: number;
  previews: number;
  /** How often it was looked for an answer that is owed and has no job. */
  looks: number;
}

/** The last line is `N passed, N failed`. */
export function report(run: Run, evidence: Evidence, verdicts: readonly Verdict[]): string {
  const failed = verdicts.filter(({ broken }) => broken.length > 0).length;
  return [
    `${run.rounds} rounds, ${run.servers} ${run.servers === 1 ? 'server' : 'servers'}, seed ${run.seed}, ${run.seconds} s`,
    `faults: ${counts(run.faults)}`,
    `people: ${people(evidence)}`,
    `model: ${counts(run.model)}; ${run.brokenOff} broken off; ${run.previews} previews shown; ${run.looks} looks for lost jobs`,
    `sent again: ${counts(run.unanswered)}`,
    `longest until served again: ${seconds(run.longestRecoveryMs)}; longest until a message was acknowledged: ${seconds(longestWait(evidence))}`,
    ...verdicts.flatMap(({ law, checked, of, broken }) => [
      `${broken.length === 0 ? '✓' : '✗'} ${law}: ${checked} ${of}, ${broken.length} broken`,
      ...broken.slice(0, 20).map((what) => `    ${what}`),
    ]),
    `${verdicts.length - failed} passed, ${failed} failed`,
  ].join('\n');
}

function people({ conversations, sent, claims }: Evidence): string {
  const happened: Partial<Record<ConversationEvent['type'], number>> = {};
  for (const { type } of conversations.flatMap(({ events }) => events))
    happened[type] = (happened[type] ?? 0) + 1;
  const acknowledged = sent.filter(({ acknowledged: told }) => told).length;
  const number = (type: ConversationEvent['type']): number => happened[type] ?? 0;
  return [
    `${conversations.length} conversations`,
    `${acknowledged} messages acknowledged`,
    `${number('aiAnswered')} answers`,
    `${number('handedOff')} handoffs`,
    `${number('tookOver')} takeovers`,
    `${claims.length} claims (${claims.filter(({ told }) => told === 'refused').length} lost)`,
    `${number('transferred')} transfers`,
    `${number('handedBack')} hand-backs`,
    `${number('resolved')} resolved`,
    `${number('noteAdded')} notes`,
  ].join(', ');
}

function longestWait({ sent }: Evidence): number {
  return sent.reduce(
    (longest, { firstSentAt, acknowledgedAt }) =>
      Math.max(longest, acknowledgedAt === null ? 0 : acknowledgedAt - firstSentAt),
    0,
  );
}

function counts(of: Record<string, number>): string {
  const named = Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return named.map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
