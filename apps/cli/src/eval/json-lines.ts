// Reads evaluation files: one JSON object a line. A bad line is named by file and number.

import { readFileSync } from 'node:fs';

export class EvalInputError extends Error {
  constructor(path: string, line: number | null, detail: string) {
    super(line === null ? `${path}: ${detail}` : `${path}:${line}: ${detail}`);
    this.name = 'EvalInputError';
  }
}

/** Calls `read` for every row; what it throws is told with file and line. */
export function readJsonLines<Row>(
  path: string,
  read: (row: Record<string, unknown>) => Row,
): Row[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new EvalInputError(path, null, `cannot be read (${(error as Error).message})`);
  }
  const rows: Row[] = [];
  text.split('\n').forEach((line, index) => {
    if (!line.trim()) return;
    try {
      const row: unknown = JSON.parse(line);
      if (typeof row !== 'object' || row === null || Array.isArray(row))
        throw new Error('the line is not a JSON object');
      rows.push(read(row as Record<string, unknown>));
    } catch (error) {
      throw new EvalInputError(path, index + 1, (error as Error).message);
    }
  });
  if (rows.length === 0) throw new EvalInputError(path, null, 'the file has no rows');
  return rows;
}

export function textField(row: Record<string, unknown>, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new Error(`"${name}" must be a text`);
  return value;
}

export function optionalText(row: Record<string, unknown>, name: string): string {
  const value = row[name];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new Error(`"${name}" must be a text`);
  return value;
}

/** One text or a list of them. */
export function textList(row: Record<string, unknown>, name: string): string[] {
  const value = row[name];
  const list = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(list) || list.some((item) => typeof item !== 'string'))
    throw new Error(`"${name}" must be a text or a list of texts`);
  return list as string[];
}
