// The texts the shipped models are fitted on, each with its source and licence. Only sources whose
// licence allows it are named here; what is merely measured with is read elsewhere.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
/** The evaluation and training data, see docs/evaluation.md. */
export const DATA = process.env['BATON_EVAL_DATA'] ?? join(HERE, '../../../shared');

export interface Labelled {
  text: string;
  label: string;
  source: SourceName;
}

export const LICENCES = {
  own: 'MIT (written for Baton, bench/decision/phrases)',
  bitext: 'CDLA-Sharing-1.0 (Bitext customer-support intents)',
  rasa: 'Apache-2.0 (RasaHQ/helpdesk-assistant)',
  clinc: 'CC-BY-3.0 (Larson et al. 2019, clinc/oos-eval)',
  banking77: 'CC-BY-4.0 (PolyAI Banking77)',
} as const;
export type SourceName = keyof typeof LICENCES;

export function jsonLines<T>(path: string): T[] {
  return readFileSync(join(DATA, path), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** `[label]` headings with a phrase a line; `#` starts a comment. */
export function phrasesIn(path: string): Labelled[] {
  let label = '';
  const found: Labelled[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const heading = /^\[(.+)\]$/u.exec(line);
    if (heading?.[1] !== undefined) label = heading[1];
    else if (line.trim() !== '' && !line.startsWith('#'))
      found.push({ text: line.trim(), label, source: 'own' });
  }
  return found;
}

export const ownPhrases = (file: string): Labelled[] => phrasesIn(join(HERE, 'phrases', file));

const intents = (file: string, source: SourceName, field: 'intent' | 'label'): Labelled[] =>
  jsonLines<Record<string, string>>(`eval/${file}`).map((row) => ({
    text: row['text'] ?? '',
    label: row[field] ?? '',
    source,
  }));

export const bitext = (): Labelled[] => intents('c_human_bitext.jsonl', 'bitext', 'intent');
export const rasa = (): Labelled[] => intents('c_human_rasa.jsonl', 'rasa', 'intent');
export const clinc = (): Labelled[] => intents('b_clinc150_train.jsonl', 'clinc', 'label');
export const clincOutOfScope = (): Labelled[] =>
  intents('b_clinc150_oos_train.jsonl', 'clinc', 'label');
export const banking77 = (): Labelled[] =>
  intents('c_sensitive_banking77_train.jsonl', 'banking77', 'intent');
