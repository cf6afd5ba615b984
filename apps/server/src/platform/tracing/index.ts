/** Traces, where somebody listens; the door of the tracing folder. */
export { startTracing } from './start-tracing.ts';
export { type Facts, openSpan, type Span, traceParent, traced } from './traced.ts';
