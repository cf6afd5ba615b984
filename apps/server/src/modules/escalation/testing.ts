// Builders for this module's tests: calm signals, to be disturbed one at a time.

import { defaultPolicy } from './core/policy/default-policy.ts';
import type { Policy } from './core/policy/policy.ts';
import type { Confidence, Signals } from './core/signals.ts';
import type { Embed } from './ports.ts';

export const calm = (changes: Partial<Signals> = {}): Signals => ({
  text: { kind: 'words', characters: 40, language: 'en' },
  directRequest: { score: 0.01, threshold: 0.5 },
  frustration: { score: 0.01, now: 0.01, trend: 0, threshold: 0.5 },
  repeatedQuestion: { score: 0.01, threshold: 0.5, sameAnswerAgain: false, times: 0 },
  sensitiveTopics: [],
  guidelines: [],
  tags: [],
  actions: [],
  smallTalk: { score: 0.01, threshold: 0.5, kind: null },
  evidence: { passages: 5, answers: 0.9, outOfScope: 0.1, documentMargin: 0.4, features: {} },
  support: 1,
  aiTurns: 0,
  clarifiedInARow: 0,
  offeredInARow: 0,
  withinHours: null,
  modelFault: null,
  ...changes,
});

export const sure = (value: number): Confidence => ({ value, calibration: 'test@1' });

export const policyWith = (changes: Partial<Policy> = {}): Policy => ({
  ...defaultPolicy(),
  ...changes,
});

export const certain = { score: 0.99, threshold: 0.5 };

/** Vectors that count words: the same words are the same vector, other words are far away. */
export const wordsEmbed: Embed = async (texts) =>
  texts.map((text) => {
    const vector = new Float32Array(384);
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
      let hash = 7;
      for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 383;
      vector[hash] = (vector[hash] ?? 0) + 1;
    }
    const length = Math.hypot(...vector) || 1;
    return vector.map((value) => value / length);
  });
