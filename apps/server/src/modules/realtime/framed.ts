// A text frame as it lies on the wire (RFC 6455, 5.2), made once and written to any number of
// sockets: the server never masks and never compresses, so all of them are sent the same bytes.

/** Whole frames, one or more. */
export type Framed = Buffer & { readonly framed?: never };

const FINAL_TEXT = 0x81;
const TWO_BYTES_OF_LENGTH = 126;
const EIGHT_BYTES_OF_LENGTH = 127;

export function framed(text: string): Framed {
  const length = Buffer.byteLength(text);
  const head = length < TWO_BYTES_OF_LENGTH ? 2 : length < 0x1_0000 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = FINAL_TEXT;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = TWO_BYTES_OF_LENGTH;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = EIGHT_BYTES_OF_LENGTH;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, head);
  return frame;
}

export const framedJson = (frame: object): Framed => framed(JSON.stringify(frame));

/** Several frames in one piece: one write to each socket. */
export function inOnePiece(frames: readonly Framed[]): Framed | null {
  if (frames.length < 2) return frames[0] ?? null;
  return Buffer.concat(frames);
}
