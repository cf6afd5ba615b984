// Reads a safetensors file: an 8-byte header length, a JSON header, then raw tensors.
// Half precision is widened to single on the way in.

import { readFileSync } from 'node:fs';

export interface Tensor {
  shape: number[];
  data: Float32Array;
}

export function readSafetensors(path: string): Map<string, Tensor> {
  const file = readFileSync(path);
  const headerLength = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, 8 + headerLength)) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const start = 8 + headerLength + entry.data_offsets[0];
    const end = 8 + headerLength + entry.data_offsets[1];
    tensors.set(name, {
      shape: entry.shape,
      data: widen(file.subarray(start, end), entry.dtype, name),
    });
  }
  return tensors;
}

function widen(bytes: Buffer, dtype: string, name: string): Float32Array {
  if (dtype === 'F32') return new Float32Array(new Uint8Array(bytes).buffer);
  if (dtype === 'I64') return new Float32Array(bytes.length / 8);
  if (dtype !== 'F16') throw new Error(`${name}: cannot read ${dtype}`);
  const values = new Float32Array(bytes.length / 2);
  for (let i = 0; i < values.length; i++) values[i] = fromHalf(bytes.readUInt16LE(i * 2));
  return values;
}

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024);
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}
