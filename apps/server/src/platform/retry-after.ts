/**
 * How long another server asks to be left alone: `retry-after-ms` (OpenAI), `Retry-After` in seconds or
 * as a date (RFC 9110, 10.2.3). Null when it does not say, or says nonsense.
 */
const MOST_MS = 24 * 60 * 60 * 1000;

/** As clients have them: one that came twice is a list. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Milliseconds, a day at most. */
export function retryAfterOf(headers: Headers, now: Date): number | null {
  const milliseconds = numberIn(oneOf(headers['retry-after-ms']));
  if (milliseconds !== null) return bounded(milliseconds);
  const given = oneOf(headers['retry-after']);
  const seconds = numberIn(given);
  if (seconds !== null) return bounded(seconds * 1000);
  const moment = given !== undefined && /[a-z]{3}/i.test(given) ? Date.parse(given) : Number.NaN;
  return Number.isNaN(moment) ? null : bounded(moment - now.getTime());
}

function oneOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : null;
}

function bounded(milliseconds: number): number {
  return Math.min(Math.max(0, Math.ceil(milliseconds)), MOST_MS);
}
