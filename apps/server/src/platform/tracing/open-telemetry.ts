/**
 * Traces to an OpenTelemetry collector over OTLP/HTTP. Imported only where one is set, so that nobody
 * else loads a line of it. It registers nothing globally: no other library of this process starts to
 * report by itself.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  ROOT_CONTEXT,
  type Span as OtelSpan,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Facts, OpenSpan, Span, SpanOptions, Tracer } from './traced.ts';

export interface OpenTelemetryOptions {
  serviceName: string;
  /** Of traces that begin here: 0 … 1. */
  share: number;
}

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
} as const;
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const FLUSH_WITHIN_MS = 2_000;

/** Where to, and with which headers, the exporter reads from OTEL_EXPORTER_OTLP_… itself. */
export function openTelemetry({ serviceName, share }: OpenTelemetryOptions) {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const inner = provider.getTracer('baton');
  const current = new AsyncLocalStorage<Context>();

  function begin(name: string, facts: Facts, { kind, from }: SpanOptions) {
    const parent = from == null ? (current.getStore() ?? ROOT_CONTEXT) : contextOf(from);
    const options = {
      kind: kind === undefined ? SpanKind.INTERNAL : kinds[kind],
      attributes: facts,
    };
    const span = inner.startSpan(name, options, parent);
    return { span, context: trace.setSpan(parent, span) };
  }

  const tracer: Tracer = {
    async run(name, facts, work, options) {
      if (options.onlyWithin === true && current.getStore() === undefined) return work(ignored);
      const { span, context } = begin(name, facts, options);
      const open = wrap(span);
      try {
        return await current.run(context, () => work(open));
      } catch (error) {
        open.fail();
        span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
        throw error;
      } finally {
        span.end();
      }
    },
    open: (name, facts, options) => wrap(begin(name, facts, options).span),
    here() {
      const context = current.getStore();
      const known = context === undefined ? undefined : trace.getSpanContext(context);
      if (known === undefined) return undefined;
      const flags = known.traceFlags.toString(16).padStart(2, '0');
      return `00-${known.traceId}-${known.spanId}-${flags}`;
    },
  };
  return {
    tracer,
    /** Sends what is left; a collector that is away keeps nobody from stopping. */
    async close(): Promise<void> {
      const late = new Promise<void>((done) => setTimeout(done, FLUSH_WITHIN_MS).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}

function wrap(span: OtelSpan): OpenSpan {
  return {
    rename: (name) => void span.updateName(name),
    add: (facts) => void span.setAttributes(facts),
    fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
    end: () => span.end(),
  };
}

const ignored: Span = { rename() {}, add() {}, fail() {} };

/** What does not fit the pattern begins a trace of its own. */
function contextOf(traceparent: string): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags ?? '00', 16);
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
