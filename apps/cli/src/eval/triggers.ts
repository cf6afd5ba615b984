// `baton eval triggers`: does a signal fire when it should? Each row goes through `measure`, as a
// customer's message would; the score and the shipped threshold are the product's.

import type { EpisodeMessage, Signals, TurnInput } from '@baton/server';
import { bootstrapInterval } from './bootstrap.ts';
import { atThreshold, auroc, type Detected, recallAtFpr } from './detection-metrics.ts';
import { bareTurn, type EvalEngine } from './engine.ts';
import { readJsonLines, textField } from './json-lines.ts';

export const TRIGGERS = [
  'direct_request',
  'frustration',
  'sensitive_topic',
  'repeated_question',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

export interface TriggerRow {
  turn: TurnInput;
  positive: boolean;
  /** Rows of one group are resampled together. */
  group: string;
}

const LABELS = ['label', 'human', 'sensitive', 'dissatisfied'] as const;

/** `label` names the field; else the first of the usual ones that the row has. */
export function readTriggerRows(
  path: string,
  trigger: Trigger,
  label: string | null,
): TriggerRow[] {
  let at = 0;
  return readJsonLines(path, (row) => {
    at += 1;
    const field = label ?? LABELS.find((name) => name in row);
    if (field === undefined || !(field in row))
      throw new Error(
        `no label: expected ${label === null ? LABELS.map((name) => `"${name}"`).join(' or ') : `"${label}"`}`,
      );
    const positive = yesOrNo(row[field], field);
    const group = String(row['dialog'] ?? row['conversation'] ?? row['article'] ?? at);
    if (trigger === 'repeated_question') {
      const history: EpisodeMessage[] = [{ author: 'customer', text: textField(row, 'a') }];
      return { turn: { ...bareTurn(textField(row, 'b')), history }, positive, group };
    }
    return {
      turn: { ...bareTurn(textField(row, 'text')), history: historyOf(row['history']) },
      positive,
      group,
    };
  });
}

function yesOrNo(value: unknown, field: string): boolean {
  if (value === true || value === 1) return true;
  if (value === false || value === 0) return false;
  throw new Error(`"${field}" must be 0, 1, true or false`);
}

function historyOf(value: unknown): EpisodeMessage[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Error('"history" must be a list of {role, text}');
  return value.map((each: unknown) => {
    const { role, text } = (each ?? {}) as { role?: unknown; text?: unknown };
    if (typeof role !== 'string' || typeof text !== 'string')
      throw new Error('"history" must be a list of {role, text}');
    const customer = /^(?:user|customer|contact|0)$/iu.test(role);
    return { author: customer ? 'customer' : 'ai', text };
  });
}

export function triggerScore(
  trigger: Trigger,
  signals: Signals,
): { score: number; threshold: number } {
  switch (trigger) {
    case 'direct_request':
      return signals.directRequest;
    case 'frustration':
      return signals.frustration;
    case 'repeated_question':
      return signals.repeatedQuestion;
    case 'sensitive_topic':
      return signals.sensitiveTopics.reduce(
        (best, each) => (each.score - each.threshold > best.score - best.threshold ? each : best),
        { score: 0, threshold: signals.sensitiveTopics[0]?.threshold ?? 1 },
      );
  }
}

export async function evalTriggers(
  engine: EvalEngine,
  trigger: Trigger,
  rows: readonly TriggerRow[],
) {
  const scored: (Detected & { group: string })[] = [];
  let threshold = Number.NaN;
  for (const { turn, positive, group } of rows) {
    const { signals } = await engine.escalation.measure(turn, engine.policy);
    const read = triggerScore(trigger, signals);
    threshold = read.threshold;
    scored.push({ score: read.score, positive, group });
  }
  const { precision, recall, f1, fpr } = atThreshold(scored, threshold);
  const { low, high } = bootstrapInterval(scored, ({ group }) => group, auroc, 200);
  return {
    trigger,
    n: scored.length,
    positives: scored.filter((each) => each.positive).length,
    threshold,
    auroc: auroc(scored),
    auroc_95: [low, high],
    precision,
    recall,
    f1,
    fpr,
    recall_at_fpr_0_2: recallAtFpr(scored, 0.002),
    recall_at_fpr_5: recallAtFpr(scored, 0.05),
  };
}
