/**
 * Where work is traced: request → command → transaction, job → model call. Without a collector
 * nothing is loaded and `traced` is a call of the work; with one, open-telemetry.ts stands behind it.
 *
 * The invariant: names and facts are words of this code and numbers. Nothing that anybody typed, no
 * names, addresses, ids or keys of anybody; of an error its class. What was decided, and why, is in
 * decision records, for those they belong to.
 */

export type Facts = Record<string, string | number | boolean>;

export interface Span {
  /** Known only at the end: a route's pattern. */
  rename(name: string): void;
  add(facts: Facts): void;
  /** It went wrong without throwing. */
  fail(): void;
}

export interface OpenSpan extends Span {
  end(): void;
}

export interface SpanOptions {
  kind?: 'server' | 'client' | 'consumer';
  /** What it goes on from, on another server or long ago: a W3C traceparent. */
  from?: string | null;
  /** Only as a part of something that is traced: what runs all the time in the background is not. */
  onlyWithin?: boolean;
}

export interface Tracer {
  run<T>(
    name: string,
    facts: Facts,
    work: (span: Span) => Promise<T>,
    options: SpanOptions,
  ): Promise<T>;
  open(name: string, facts: Facts, options: SpanOptions): OpenSpan;
  /** W3C traceparent of what is being done. */
  here(): string | undefined;
}

const nothing: OpenSpan = { rename() {}, add() {}, fail() {}, end() {} };
let tracer: Tracer | null = null;

/** Runs the work as one span; everything that it awaits belongs to it. */
export function traced<T>(
  name: string,
  facts: Facts,
  work: (span: Span) => Promise<T>,
  options: SpanOptions = {},
): Promise<T> {
  return tracer === null ? work(nothing) : tracer.run(name, facts, work, options);
}

/** For what is no function: to be ended by hand, whatever happens. */
export function openSpan(name: string, facts: Facts, options: SpanOptions = {}): OpenSpan {
  return tracer === null ? nothing : tracer.open(name, facts, options);
}

/** To be carried along to where the work goes on. */
export function traceParent(): string | undefined {
  return tracer?.here();
}

export function traceWith(next: Tracer | null): void {
  tracer = next;
}
