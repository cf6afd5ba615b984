/** Events as bytes, with everything that real wires do to them. Pure: the server only plays it. */
import type { Says, Wire } from './behaviour.ts';
import { errorEvent, type Protocol } from './error-bodies.ts';
import type { SseEvent } from './sse.ts';

export interface Write {
  bytes: Buffer;
  /** Before it is written. */
  waitMs: number;
}

export interface Plan {
  writes: Write[];
  /** `open`: nothing comes any more, and the connection stays. */
  end: 'clean' | 'reset' | 'open';
}

export function planOf(events: readonly SseEvent[], says: Says, protocol: Protocol): Plan {
  const { wire = {}, firstDelayMs = 0, delayMs = 0 } = says;
  const writes: Write[] = [];
  let end: Plan['end'] = 'clean';
  let parts = 0;
  const total = events.filter(({ kind }) => kind === 'part').length;
  const cut = wire.cutCleanly ? 'clean' : 'reset';
  for (const event of events) {
    if (event.kind === 'done' && wire.noDone) continue;
    const isPart = event.kind === 'part';
    if (isPart && parts === wire.silentAfter) {
      end = 'open';
      break;
    }
    if (isPart && parts === wire.dataAfter?.parts) {
      add(textOf({ ...event, data: wire.dataAfter.data }, wire));
    }
    if (isPart && parts === wire.errorAfter?.parts) {
      add(textOf(errorEvent(protocol, wire.errorAfter), wire));
      break;
    }
    if (event.kind === 'finish' && wire.cut === 'before_finish') {
      end = cut;
      break;
    }
    const bytes = Buffer.from(textOf(event, wire));
    const torn = isPart ? tornAt(bytes, wire, parts, total) : null;
    add(
      torn === null ? bytes : bytes.subarray(0, torn),
      isPart ? (parts === 0 ? firstDelayMs : delayMs) : 0,
    );
    if (torn !== null) {
      end = cut;
      break;
    }
    if (event.kind === 'done' && wire.doneTwice) add(bytes);
    if (isPart) parts++;
  }
  return { writes: torn(writes, wire), end };

  function add(bytes: Buffer | string, waitMs = 0): void {
    writes.push({ bytes: Buffer.from(bytes), waitMs });
  }
}

function textOf({ event, data }: SseEvent, wire: Wire): string {
  const space = wire.noSpace ? '' : ' ';
  const lines = [
    ...(wire.comments ? [': OPENROUTER PROCESSING', ''] : []),
    ...(event === undefined ? [] : [`event:${space}${event}`]),
    `data:${space}${data}`,
    '',
    '',
  ];
  return lines.join(wire.crlf ? '\r\n' : '\n');
}

/** Where this part is cut off: in its middle, or inside its first character of several bytes. */
function tornAt(bytes: Buffer, { cut }: Wire, part: number, parts: number): number | null {
  if (cut === 'in_event')
    return part === Math.floor(parts / 2) ? Math.floor(bytes.length / 2) : null;
  if (cut !== 'in_character') return null;
  const at = bytes.findIndex((byte) => byte >= 0xc0);
  return at < 0 ? null : at + 1;
}

function torn(writes: readonly Write[], { bytesPerWrite, tickMs = 0 }: Wire): Write[] {
  if (bytesPerWrite === undefined) return [...writes];
  return writes.flatMap(({ bytes, waitMs }) =>
    Array.from({ length: Math.ceil(bytes.length / bytesPerWrite) }, (_, index) => ({
      bytes: bytes.subarray(index * bytesPerWrite, (index + 1) * bytesPerWrite),
      waitMs: index === 0 ? waitMs : tickMs,
    })),
  );
}
