import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conversationsReport, type PlayedTurn } from './conversations.ts';
import type { Script, ScriptTurn } from './conversation-scripts.ts';
import { runEval } from './run-eval.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-eval-'));
const file = (name: string, lines: string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
};

describe('baton eval', () => {
  it('names the tasks there are, and the flag that is missing', async () => {
    await expect(runEval([])).rejects.toThrow('Which task?');
    await expect(runEval(['guess'])).rejects.toThrow('There are retrieval, answers, topics');
    await expect(runEval(['triggers'])).rejects.toThrow('--trigger is missing');
    await expect(runEval(['triggers', '--trigger', 'mood'])).rejects.toThrow('no trigger "mood"');
    await expect(runEval(['answers', '--pairs', 'x', '--budget', '7'])).rejects.toThrow('--budget');
  });

  it('says file and line of a row it cannot read', async () => {
    const data = file('broken.jsonl', ['{"text": "hi", "label": 0}', '{"text": "hi", "label": 2}']);
    const run = runEval(['triggers', '--trigger', 'frustration', '--data', data]);
    await expect(run).rejects.toThrow(`${data}:2: "label" must be 0, 1, true or false`);
  });

  it('learns from past chats and finds the handoff it was shown', async () => {
    const chat = (id: number) =>
      JSON.stringify({
        id,
        turns: [
          { role: 0, tokens: [1, id % 7], label: 0 },
          { role: 1, tokens: [2, 3], label: 0 },
          { role: 0, tokens: [9, 9, id % 5], label: 1 },
        ],
      });
    const chats = file(
      'chats.jsonl',
      Array.from({ length: 40 }, (_, at) => chat(at)),
    );
    const found = await runEval(['history', '--train', chats, '--test', chats]);
    expect(found).toMatchObject({ dialogues: 40, f1: 1, gt1: 1, first_escalation_error: 0 });
  });
});

describe('the report of scripted conversations', () => {
  const asked = (changes: Partial<ScriptTurn> = {}): ScriptTurn => ({
    customer: '…',
    expect: 'answer',
    reasons: [],
    articles: ['right'],
    ...changes,
  });
  const played = (
    asks: ScriptTurn,
    outcome: PlayedTurn['outcome'],
    article: string | null = null,
    reasons: string[] = [],
  ): PlayedTurn => ({ asked: asks, outcome, article, reasons });
  const wantsPerson = asked({ expect: 'handoff', reasons: ['direct_request'], articles: [] });
  const report = (...runs: PlayedTurn[][]) => {
    const scripts: Script[] = runs.map((turns, at) => ({
      id: String(at),
      turns: turns.map((turn) => turn.asked),
    }));
    return conversationsReport(scripts, runs);
  };

  it('counts a right answer as resolved and a wrong article as wrong', () => {
    expect(
      report([played(asked(), 'answer', 'right')], [played(asked(), 'answer', 'other')]),
    ).toMatchObject({
      resolved: 0.5,
      wrong: 0.5,
      utility: (1 - 3) / 2,
    });
  });
  it('counts an answer where a person was due as wrong, a clarifying question as neither', () => {
    expect(report([played(wantsPerson, 'answer', 'right')])).toMatchObject({
      wrong: 1,
      handoff_recall: 0,
    });
    expect(report([played(wantsPerson, 'clarify')])).toMatchObject({
      wrong: 0,
      handed_off: 0,
      handoff_recall: 0,
    });
  });
  it('wants the right reason for precision, the handoff for recall', () => {
    expect(report([played(wantsPerson, 'handoff', null, ['frustration'])])).toMatchObject({
      handoff_precision: 0,
      handoff_recall: 1,
    });
  });
});
