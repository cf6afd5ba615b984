/**
 * A log line for a person: time, level, message, then what came with it.
 * `14:03:07 info  listening port=3000`
 */
import { inspect } from 'node:util';

const levels: Record<number, { label: string; colour: number }> = {
  10: { label: 'trace', colour: 90 },
  20: { label: 'debug', colour: 90 },
  30: { label: 'info ', colour: 36 },
  40: { label: 'warn ', colour: 33 },
  50: { label: 'error', colour: 31 },
  60: { label: 'fatal', colour: 31 },
};

/** Turns one JSON line of pino's into one readable line; anything else is passed on as it is. */
export function formatLine(json: string): string {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(json) as Record<string, unknown>;
  } catch {
    return json;
  }
  const { level, time, msg, err, error, ...rest } = record;
  const { label, colour } = levels[Number(level)] ?? { label: 'log  ', colour: 0 };
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const details = Object.entries(rest).map(([key, value]) => ` ${dim(`${key}=`)}${short(value)}`);
  const stack = stackOf(err ?? error);
  return `${dim(clock)} \u001b[${colour}m${label}\u001b[0m ${msg ?? ''}${details.join('')}${stack}\n`;
}

function short(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { breakLength: Infinity, depth: 3 });
}

function stackOf(error: unknown): string {
  if (error === undefined || error === null) return '';
  if (typeof error !== 'object') return ` ${String(error)}`;
  const { stack, message } = error as { stack?: string; message?: string };
  return `\n${dim(stack ?? message ?? inspect(error))}`;
}

function dim(text: string): string {
  return `\u001b[2m${text}\u001b[0m`;
}
