/**
 * Reads uploaded files as they stream in, and never more than allowed: 50 files, 25 MB each, 100
 * MB in one go. One file that is too large spoils only itself; its bytes are counted and dropped.
 */
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { type AddedDocument, LIMITS } from '@baton/protocol';
import type { DocumentInput } from '../modules/knowledge/index.ts';
import { cleanText } from './json-bodies.ts';
import { Problem } from './problem.ts';

export interface Uploads {
  files: DocumentInput[];
  tooLarge: AddedDocument[];
}

const mostBytes = LIMITS.uploadBytes;
const longestName = 250;
const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;

export async function readUploads(request: Request): Promise<Uploads> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) {
    throw new Problem('unsupported_media_type', 'Send files as a form: multipart/form-data.');
  }
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooMuch();
  if (request.body === null) throw noFiles();
  const uploads = await parse(request.body as NodeReadableStream<Uint8Array>, type);
  if (uploads.files.length + uploads.tooLarge.length === 0) throw noFiles();
  return uploads;
}

function parse(body: NodeReadableStream<Uint8Array>, type: string): Promise<Uploads> {
  return new Promise((resolve, reject) => {
    const uploads: Uploads = { files: [], tooLarge: [] };
    const source = Readable.fromWeb(body);
    let parser: BusboyInstance;
    try {
      parser = new Busboy({
        headers: { 'content-type': type },
        // Two folders may each have a "setup.md"; the path tells them apart.
        preservePath: true,
        limits: {
          files: LIMITS.documentsPerUpload,
          fileSize: LIMITS.documentBytes,
          fields: 20,
          fieldSize: 1_000,
          headerPairs: 50,
        },
      });
    } catch (error) {
      reject(unreadable(error));
      return;
    }

    const give = (problem: Problem) => {
      source.unpipe(parser);
      source.destroy();
      reject(problem);
    };
    let bytes = 0;
    source.on('data', (chunk: Uint8Array) => {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) give(tooMuch());
    });
    source.on('error', (error) => give(unreadable(error)));
    parser.on('filesLimit', () =>
      give(new Problem('too_large', `At most ${LIMITS.documentsPerUpload} files in one go.`)),
    );
    parser.on('error', (error: unknown) => give(unreadable(error)));
    const readFile = (stream: BusboyFileStream, name: string, mime: string) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', (error) => give(unreadable(error)));
      stream.on('limit', () => {
        chunks.length = 0;
        uploads.tooLarge.push(rejectedAsTooLarge(name));
      });
      stream.on('end', () => {
        // What a form sends for a file field that was left empty.
        if (stream.truncated || (name === '' && chunks.length === 0)) return;
        uploads.files.push({ kind: 'file', name, bytes: Buffer.concat(chunks), mime });
      });
    };
    parser.on(
      'file',
      (
        _field: string,
        stream: BusboyFileStream,
        fileName: string | undefined,
        _encoding: string,
        mime: string,
      ) => readFile(stream, cleanText(fileName ?? '').slice(-longestName), mime),
    );
    parser.on('finish', () => resolve(uploads));
    source.pipe(parser);
  });
}

function rejectedAsTooLarge(name: string): AddedDocument {
  const reason = `It is larger than ${megabytes(LIMITS.documentBytes)}.`;
  return { name, result: 'rejected', reason, document: null, rows: null };
}

const tooMuch = () =>
  new Problem('too_large', `At most ${megabytes(mostBytes)} in one go. Send the files in parts.`);
const noFiles = () => new Problem('malformed_request', 'There was no file in the form.');
const unreadable = (error: unknown) =>
  new Problem(
    'malformed_request',
    `The form could not be read${error instanceof Error ? `: ${error.message}` : ''}.`,
  );
