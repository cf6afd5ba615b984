/** Reads a form with one file and a few short fields: never more bytes than allowed, all in memory. */
import { Problem } from './problem.ts';

export interface OneFile {
  name: string;
  file: Uint8Array;
  fields: Record<string, string>;
}

/** For what a form adds around its file: boundaries, and a policy of its own. */
const AROUND = 5 * 1024 * 1024;

export async function readOneFile(request: Request, most: number): Promise<OneFile> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) {
    throw new Problem('unsupported_media_type', 'Send the file as a form: multipart/form-data.');
  }
  const bytes = await readCounted(request, most);
  let form: FormData;
  try {
    // The bytes are counted above, so the form is bounded.
    // oxlint-disable-next-line typescript/no-deprecated
    form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new Problem('malformed_request', 'The form could not be read.');
  }
  const fields: Record<string, string> = {};
  let found: File | undefined;
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else found ??= value;
  }
  if (found === undefined) throw new Problem('malformed_request', 'There was no file in the form.');
  if (found.size > most) throw tooLarge(most);
  return { name: found.name, file: new Uint8Array(await found.arrayBuffer()), fields };
}

async function readCounted(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > most + AROUND) throw tooLarge(most);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most + AROUND) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (most: number) =>
  new Problem('too_large', `A file here has at most ${Math.round(most / 1024 / 1024)} MB.`);
