/**
 * Calls to language models, as numbers: what is handed out is the same model, listened to.
 *
 * By the kind of provider, never by the model's name or address: owners type those.
 */
import { Counter, Histogram } from 'prom-client';
import type { Meter, Models } from '../../modules/answering/index.ts';
import { openSpan } from '../../platform/tracing/index.ts';
import type { MetricsRegistry } from '../../platform/metrics/index.ts';

type LanguageModel = ReturnType<Models['of']>;
type WriteRequest = Parameters<LanguageModel['write']>[0];

const buckets = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120];

export function modelMetrics(registry: MetricsRegistry) {
  const registers = [registry];
  const calls = new Counter({
    name: 'baton_model_calls_total',
    help: 'Calls to language models, by kind of provider, purpose and end: ok, unheard (nobody listened any longer), or the fault.',
    labelNames: ['provider', 'purpose', 'end'],
    registers,
  });
  const firstText = new Histogram({
    name: 'baton_model_first_text_seconds',
    help: 'From the call, with its retries, until the first text.',
    labelNames: ['provider'],
    buckets,
    registers,
  });
  const seconds = new Histogram({
    name: 'baton_model_call_seconds',
    help: 'How long whole calls took that ended well.',
    labelNames: ['provider'],
    buckets,
    registers,
  });
  const tokens = new Counter({
    name: 'baton_model_tokens_total',
    help: 'Tokens of calls that ended well, as the provider counted them, else as we estimated.',
    labelNames: ['provider', 'direction'],
    registers,
  });
  const refusals = new Counter({
    name: 'baton_model_budget_refusals_total',
    help: 'Calls that were not made because the budget of the month is spent.',
    registers,
  });

  async function* heard(model: LanguageModel, provider: string, request: WriteRequest) {
    const began = performance.now();
    const took = (): number => (performance.now() - began) / 1_000;
    let end = 'unheard';
    const { purpose } = request;
    const span = openSpan('model call', { provider, purpose }, { kind: 'client' });
    let begun = false;
    try {
      for await (const part of model.write(request)) {
        if (part.type === 'text' && !begun) {
          begun = true;
          firstText.observe({ provider }, took());
        }
        if (part.type === 'end') {
          end = 'ok';
          seconds.observe({ provider }, took());
          const { inputTokens, outputTokens } = part.usage;
          span.add({ 'tokens.in': inputTokens, 'tokens.out': outputTokens });
          tokens.inc({ provider, direction: 'in' }, Math.max(0, inputTokens));
          tokens.inc({ provider, direction: 'out' }, Math.max(0, outputTokens));
        }
        yield part;
      }
    } catch (error) {
      // Of a closed set: the port throws nothing else.
      end = error instanceof Error && 'code' in error ? String(error.code) : 'other';
      span.fail();
      throw error;
    } finally {
      calls.inc({ provider, purpose, end });
      span.add({ end });
      span.end();
    }
  }

  return {
    models: (models: Models): Models => ({
      of(access) {
        const model = models.of(access);
        return {
          id: model.id,
          get thinkingTokens() {
            return model.thinkingTokens ?? 0;
          },
          write: (request) => heard(model, access.kind, request),
        };
      },
      test: (access, signal) => models.test(access, signal),
      close: () => models.close(),
    }),
    meter: (meter: Meter): Meter => ({
      async reserve(call) {
        const reserved = await meter.reserve(call);
        if (reserved === 'budget_exhausted') refusals.inc();
        return reserved;
      },
    }),
  };
}
