// `baton eval history`: where past chats were, or should have been, handed to a person. Two formats:
// turns with a label each (`turns`: role, tokens, label), and annotated dialogues with one verdict
// (`LUHF`), whose handoff is taken to be at the end.

import { learnFromTranscripts, type PastChat, type PastTurn } from '@baton/server';
import { bootstrapInterval } from './bootstrap.ts';
import { atThreshold, auroc, type Detected } from './detection-metrics.ts';
import { firstEscalationError, goldenTransfer } from './dialogue-metrics.ts';
import { readJsonLines } from './json-lines.ts';
import { macroF1 } from './multiclass-metrics.ts';

export async function evalHistory(files: { trainPath: string; testPath: string }) {
  const train = readChats(files.trainPath);
  const test = readChats(files.testPath);
  const model = learnFromTranscripts(train);
  const judged = test.map((chat) => {
    const scores = model.read(chat.turns);
    return {
      scores,
      handoffs: chat.handoffs,
      predicted: scores.flatMap((score, at) => (score >= model.threshold ? [at] : [])),
      truth: chat.handoffs.flatMap((handoff, at) => (handoff ? [at] : [])),
    };
  });
  type Judged = (typeof judged)[number];
  const turns = (chats: readonly Judged[]): Detected[] =>
    chats.flatMap(({ scores, handoffs }) =>
      scores.map((score, at) => ({ score, positive: handoffs[at] === true })),
    );
  const f1 = (chats: readonly Judged[]) => atThreshold(turns(chats), model.threshold).f1;
  const gt = (tolerance: number) =>
    judged.reduce(
      (sum, { predicted, truth }) => sum + goldenTransfer(predicted, truth, tolerance),
      0,
    ) / judged.length;
  const { low, high } = bootstrapInterval(judged, (_, at) => String(at), f1, 200);
  return {
    dialogues: judged.length,
    turns: turns(judged).length,
    threshold: model.threshold,
    f1: f1(judged),
    f1_95: [low, high],
    macro_f1: macroF1(
      turns(judged).map(({ score, positive }) => ({
        said: String(score >= model.threshold),
        truth: String(positive),
      })),
    ),
    auroc: auroc(turns(judged)),
    gt1: gt(1),
    gt2: gt(2),
    gt3: gt(3),
    first_escalation_error:
      judged.reduce(
        (sum, { predicted, truth, scores }) =>
          sum + firstEscalationError(predicted, truth, scores.length),
        0,
      ) / judged.length,
  };
}

function readChats(path: string): PastChat[] {
  return readJsonLines(path, (row) => {
    if (Array.isArray(row['turns'])) return labelledTurns(row['turns']);
    if (Array.isArray(row['utterances_annotations']))
      return annotated(row['utterances_annotations'], row['LUHF']);
    throw new Error('expected "turns" or "utterances_annotations"');
  });
}

function labelledTurns(list: unknown[]): PastChat {
  const turns: PastTurn[] = [];
  const handoffs: boolean[] = [];
  for (const each of list) {
    const { role, tokens, text, label } = (each ?? {}) as Record<string, unknown>;
    const words = Array.isArray(tokens)
      ? tokens.map(String)
      : typeof text === 'string'
        ? text.toLowerCase().split(/\s+/u)
        : null;
    if (words === null) throw new Error('a turn needs "tokens" or "text"');
    turns.push({ author: role === 0 || role === 'customer' ? 'customer' : 'other', words });
    handoffs.push(label === 1 || label === true);
  }
  return { turns, handoffs };
}

function annotated(list: unknown[], verdict: unknown): PastChat {
  if (typeof verdict !== 'string') throw new Error('"LUHF" must be a text');
  const turns = list.map((each): PastTurn => {
    const { caller_name: caller, intent, entities } = (each ?? {}) as Record<string, unknown>;
    const names = Array.isArray(entities)
      ? entities.map((entity) => String((entity as { entity?: unknown }).entity))
      : [];
    return { author: caller === 'nlu' ? 'customer' : 'other', words: [String(intent), ...names] };
  });
  const handedOff = verdict === 'luhf';
  return { turns, handoffs: turns.map((_, at) => handedOff && at === turns.length - 1) };
}
