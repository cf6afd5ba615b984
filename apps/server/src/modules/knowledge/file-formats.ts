// Which format a file has: by its first bytes where they tell, else by its ending, else by the type
// that it was sent with. For formats that cannot be read, what to do instead.

import type { Rejection } from './documents.ts';

export type FileFormat = 'markdown' | 'html' | 'text' | 'pdf' | 'docx' | 'table' | 'archive';

const FORMATS = new Map<string, FileFormat>([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['mdx', 'markdown'],
  ['mdown', 'markdown'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['txt', 'text'],
  ['text', 'text'],
  ['pdf', 'pdf'],
  ['docx', 'docx'],
  ['docm', 'docx'],
  ['csv', 'table'],
  ['tsv', 'table'],
  ['zip', 'archive'],
  ['text/markdown', 'markdown'],
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['text/plain', 'text'],
  ['application/pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.ms-word.document.macroenabled.12', 'docx'],
  ['text/csv', 'table'],
  ['text/tab-separated-values', 'table'],
  ['application/zip', 'archive'],
  ['application/x-zip-compressed', 'archive'],
]);

const SAVE_AS_WORD = 'Open it in Word or LibreOffice and save it as .docx.';
const SAVE_AS_PDF = 'Save it as PDF.';
const SAVE_AS_CSV =
  'Save the sheet with the questions and answers as .csv, or what it says as PDF.';
const INSTEAD = new Map<string, string>([
  ['doc', SAVE_AS_WORD],
  ['dot', SAVE_AS_WORD],
  ['rtf', SAVE_AS_WORD],
  ['odt', SAVE_AS_WORD],
  ['pages', SAVE_AS_WORD],
  ['wpd', SAVE_AS_WORD],
  ['xls', SAVE_AS_CSV],
  ['xlsx', SAVE_AS_CSV],
  ['ods', SAVE_AS_CSV],
  ['numbers', SAVE_AS_CSV],
  ['ppt', SAVE_AS_PDF],
  ['pptx', SAVE_AS_PDF],
  ['odp', SAVE_AS_PDF],
  ['key', SAVE_AS_PDF],
  ['epub', SAVE_AS_PDF],
  ['rar', 'Pack it as .zip.'],
  ['7z', 'Pack it as .zip.'],
  ['gz', 'Pack it as .zip.'],
  ['tar', 'Pack it as .zip.'],
]);

export function formatOf(file: {
  name: string;
  mime?: string | undefined;
  bytes: Uint8Array;
  /** Addresses end as they like; there the declared type tells. */
  fromWebsite?: boolean;
}): FileFormat | Rejection {
  const path = file.fromWebsite ? file.name.replace(/[?#].*$/s, '') : file.name;
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  const mime = file.mime?.split(';')[0]?.trim().toLowerCase() ?? '';
  const head = Buffer.from(file.bytes.subarray(0, 1_024)).toString('latin1');
  const [byEnding, byType] = [FORMATS.get(ending), FORMATS.get(mime)];
  const named = file.fromWebsite
    ? (byType ?? byEnding)
    : (byEnding ?? (INSTEAD.has(ending) ? undefined : byType));
  if (head.includes('%PDF-') && (named === 'pdf' || head.startsWith('%PDF-'))) return 'pdf';
  if (head.startsWith('\xd0\xcf\x11\xe0')) return oldOffice(file.bytes, ending);
  if (head.startsWith('{\\rtf')) return unsupported('rtf');
  if (named === 'archive' || named === 'docx')
    return head.startsWith('PK') ? named : notWhatItSays(ending || mime);
  if (named === 'pdf') return notWhatItSays(ending || mime);
  if (named) return named;
  if (/^\s*(?:<!doctype html|<html[\s>])/i.test(head)) return 'html';
  if (!ending && (mime === '' || mime.startsWith('text/'))) return 'markdown';
  return unsupported(ending, mime);
}

/** Of several documents at once: to be taken apart before it is read. */
export function isContainer(format: FileFormat): boolean {
  return format === 'table' || format === 'archive';
}

/** Word encrypts a .docx into the container that it used for .doc. */
function oldOffice(bytes: Uint8Array, ending: string): Rejection {
  const isLocked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  if (!isLocked) return unsupported(INSTEAD.has(ending) ? ending : 'doc');
  return {
    code: 'encrypted',
    detail: 'It is protected with a password. Remove the password and add it again.',
  };
}

function notWhatItSays(kind: string): Rejection {
  return {
    code: 'unreadable',
    detail: `It is called ${kind.includes('/') ? kind : `.${kind}`} but is no such file, or it is damaged.`,
  };
}

function unsupported(ending: string, mime = ''): Rejection {
  const instead = INSTEAD.get(ending);
  return {
    code: 'unsupported_type',
    detail: instead
      ? `Files of the kind .${ending} cannot be read. ${instead}`
      : `Files of this kind (${ending ? `.${ending}` : mime}) cannot be read. PDF, Word, Markdown, HTML, plain text, CSV and ZIP can.`,
  };
}
