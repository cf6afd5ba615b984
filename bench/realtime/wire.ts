/** Reads a server's WebSocket frames without unpacking them. */

/** Calls back for every whole frame; returns how many bytes they took. */
export function readFrames(
  bytes: Buffer,
  frame: (opcode: number, from: number, to: number) => void,
): number {
  let at = 0;
  while (at + 2 <= bytes.length) {
    let length = (bytes[at + 1] as number) & 0x7f;
    let from = at + 2;
    if (length === 126) {
      if (from + 2 > bytes.length) return at;
      length = bytes.readUInt16BE(from);
      from += 2;
    } else if (length === 127) {
      if (from + 8 > bytes.length) return at;
      length = bytes.readUInt32BE(from + 4);
      from += 8;
    }
    if (from + length > bytes.length) return at;
    frame((bytes[at] as number) & 0x0f, from, from + length);
    at = from + length;
  }
  return at;
}
