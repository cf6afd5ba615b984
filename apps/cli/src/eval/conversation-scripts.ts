// Scripted customers, one conversation a line: what each turn says, and what should come of it.

import { readJsonLines, textField, textList } from './json-lines.ts';

export interface ScriptTurn {
  customer: string;
  expect: 'answer' | 'handoff' | 'any';
  /** Acceptable handoff reasons; empty for any. */
  reasons: string[];
  /** Right articles; empty for any. */
  articles: string[];
}

export interface Script {
  id: string;
  turns: ScriptTurn[];
}

export const readScripts = (path: string): Script[] =>
  readJsonLines(path, (row) => {
    if (!Array.isArray(row['turns']) || row['turns'].length === 0)
      throw new Error('"turns" must be a list with at least one turn');
    return { id: textField(row, 'id'), turns: row['turns'].map(readTurn) };
  });

function readTurn(each: unknown, at: number): ScriptTurn {
  if (typeof each !== 'object' || each === null) throw new Error(`turn ${at + 1} is not an object`);
  const turn = each as Record<string, unknown>;
  const expect = turn['expect'] ?? 'any';
  if (expect !== 'answer' && expect !== 'handoff' && expect !== 'any')
    throw new Error(`turn ${at + 1}: "expect" must be answer, handoff or any`);
  return {
    customer: textField(turn, 'customer'),
    expect,
    reasons: turn['reason'] === undefined ? [] : textList(turn, 'reason'),
    articles: turn['article'] === undefined ? [] : textList(turn, 'article'),
  };
}
