// What is handed in as one file and holds many documents: archives and tables, taken apart.

import type { DocumentInput, Rejection } from '../documents.ts';
import { decodeText, tooLarge } from '../decode-text.ts';
import { type QuestionRow, readQuestions, type RowProblem } from '../extraction/read-questions.ts';
import type { Unpacked } from '../extraction/unpack-archive.ts';
import { formatOf, isContainer } from '../file-formats.ts';

export type FileInput = Extract<DocumentInput, { kind: 'file' | 'example' }>;

export type Contents =
  | ({ kind: 'archive' } & Unpacked)
  | { kind: 'table'; rows: QuestionRow[]; problems: RowProblem[] }
  | Rejection;

/** Whether there are contents to ask for. */
export function hasContents(input: DocumentInput): input is FileInput {
  if (input.kind !== 'file' && input.kind !== 'example') return false;
  const format = formatOf(input);
  return typeof format === 'string' && isContainer(format);
}

export async function contentsOf(input: FileInput): Promise<Contents> {
  const refused = tooLarge(input.bytes);
  if (refused) return refused;
  try {
    return formatOf(input) === 'archive' ? await ofArchive(input) : ofTable(input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'unreadable', detail: `It could not be read (${reason.slice(0, 200)}).` };
  }
}

async function ofArchive({ name, bytes }: FileInput): Promise<Contents> {
  const { ARCHIVE_LIMITS, unpackArchive } = await import('../extraction/unpack-archive.ts');
  const read = await unpackArchive(name, bytes);
  if ('files' in read) {
    const { files, refused } = read;
    if (files.length + refused.length > 0) return { kind: 'archive', files, refused };
    return { code: 'empty', detail: 'There is no document in it.' };
  }
  switch (read.refused) {
    case 'unreadable':
      return { code: 'unreadable', detail: 'It is no ZIP archive, or it is damaged.' };
    case 'too_many':
      return {
        code: 'too_large',
        detail: `It holds more than ${ARCHIVE_LIMITS.entries.toLocaleString('en')} files. Pack them in several archives.`,
      };
    case 'too_large':
      return {
        code: 'too_large',
        detail: `It unpacks to more than ${ARCHIVE_LIMITS.totalBytes / 1024 / 1024} MB. Pack it in several archives.`,
      };
  }
}

function ofTable({ name, bytes }: FileInput): Contents {
  const decoded = decodeText(bytes);
  if (!('text' in decoded)) return decoded;
  const read = readQuestions(decoded.text, /\.tsv$/i.test(name) ? '\t' : undefined);
  if ('rows' in read) return { kind: 'table', ...read };
  return read.refused === 'no_rows'
    ? { code: 'empty', detail: 'There are no rows in it.' }
    : {
        code: 'unreadable',
        detail:
          'It has one column only. A table needs a question and an answer in each row, best under the headings "question" and "answer".',
      };
}
