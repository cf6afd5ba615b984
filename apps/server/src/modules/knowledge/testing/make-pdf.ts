// PDF files for tests, by hand: lines of text at places on pages, in Helvetica; pages that are
// pictures; files that ask for a password, and files that are encrypted without one.

import { createHash } from 'node:crypto';

export interface PdfLine {
  text: string;
  /** Points from the left and from the top of an A4 page. */
  x?: number;
  y: number;
  size?: number;
}

export type PdfPage = PdfLine[] | 'picture';

export interface PdfOptions {
  title?: string;
  /** `password`: nobody without it reads a word. `restricted`: everybody may, but not print. */
  locked?: 'password' | 'restricted';
}

const HEIGHT = 842;
const ID = Buffer.from('0123456789abcdef');
const PADDING = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
);

export function makePdf(pages: readonly PdfPage[], { title, locked }: PdfOptions = {}): Buffer {
  const key = locked ? encryptionKey(locked === 'password' ? 'secret' : '') : null;
  const objects: ((number: number) => Buffer)[] = [];
  const add = (content: (number: number) => Buffer): number => objects.push(content);
  const plain = (text: string) => () => Buffer.from(text, 'latin1');
  const stream = (dictionary: string, data: Buffer) => (number: number) => {
    const bytes = key ? rc4(objectKey(key, number), data) : data;
    return Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
      bytes,
      Buffer.from('\nendstream'),
    ]);
  };
  add(plain('<< /Type /Catalog /Pages 2 0 R >>'));
  const kids: number[] = [];
  add(() =>
    Buffer.from(
      `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
    ),
  );
  add(plain('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'));
  add(
    stream(
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
      Buffer.from([0]),
    ),
  );
  for (const page of pages) {
    const content = add(stream('', contentOf(page)));
    kids.push(
      add(
        plain(
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${HEIGHT}] /Contents ${content} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >> >>`,
        ),
      ),
    );
  }
  const info = title && !locked ? add(plain(`<< /Title (${escaped(title)}) >>`)) : null;
  const lock = key ? add(plain(lockOf(key))) : null;
  return file(
    objects.map((content, i) => content(i + 1)),
    (info ? `/Info ${info} 0 R ` : '') +
      (lock ? `/Encrypt ${lock} 0 R /ID [<${ID.toString('hex')}> <${ID.toString('hex')}>]` : ''),
  );
}

function contentOf(page: PdfPage): Buffer {
  if (page === 'picture') return Buffer.from('q 500 0 0 700 40 60 cm /I1 Do Q');
  const lines = page.map(
    ({ text, x = 60, y, size = 11 }) =>
      `BT /F1 ${size} Tf 1 0 0 1 ${x} ${HEIGHT - y} Tm (${escaped(text)}) Tj ET`,
  );
  return Buffer.from(lines.join('\n'), 'latin1');
}

/** In WinAnsi: a bullet and dashes have their own places. */
function escaped(text: string): string {
  return text
    .replace(/[\\()]/g, '\\$&')
    .replaceAll('•', '\\225')
    .replaceAll('–', '\\226')
    .replaceAll('€', '\\200');
}

function file(objects: readonly Buffer[], trailer: string): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n')];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  objects.forEach((content, i) => {
    places.push(at);
    const object = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      content,
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(object);
    at += object.length;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

// The standard security handler, revision 2 (PDF 1.7, 7.6.3), enough to lock a test file.

const RIGHTS = -60;
const OWNER = rc4(md5(PADDING).subarray(0, 5), PADDING);

function encryptionKey(password: string): Buffer {
  const padded = Buffer.concat([Buffer.from(password), PADDING]).subarray(0, 32);
  const rights = Buffer.alloc(4);
  rights.writeInt32LE(RIGHTS);
  return md5(Buffer.concat([padded, OWNER, rights, ID])).subarray(0, 5);
}

function lockOf(key: Buffer): string {
  const hex = (bytes: Buffer): string => `<${bytes.toString('hex')}>`;
  return `<< /Filter /Standard /V 1 /R 2 /Length 40 /P ${RIGHTS} /O ${hex(OWNER)} /U ${hex(rc4(key, PADDING))} >>`;
}

function objectKey(key: Buffer, number: number): Buffer {
  const salt = Buffer.from([number & 255, (number >> 8) & 255, (number >> 16) & 255, 0, 0]);
  return md5(Buffer.concat([key, salt])).subarray(0, 10);
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest();
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number): number => state[i & 255] as number;
  const swap = (i: number, j: number): void => {
    [state[i & 255], state[j & 255]] = [at(j), at(i)];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j += at(i) + (key[i % key.length] as number);
    swap(i, j);
  }
  let j = 0;
  return Buffer.from(
    data.map((byte, n) => {
      j += at(n + 1);
      swap(n + 1, j);
      return byte ^ at(at(n + 1) + at(j));
    }),
  );
}
