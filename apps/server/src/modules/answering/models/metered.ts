/**
 * A model whose every call has money set aside before it begins and is settled exactly once,
 * however it ends: to the end, by an error, by an abort, or because nobody listened any longer.
 */
import type { Log } from '../../../platform/log.ts';
import { estimatePrompt, estimateTokens, mostTokens } from './estimate-tokens.ts';
import {
  type LanguageModel,
  ModelError,
  type TokenUsage,
  type WritePart,
  type WriteRequest,
} from './language-model.ts';
import type { Meter, MeteredCall, Reservation } from './meter.ts';

export type MeteredScope = Pick<MeteredCall, 'workspaceId' | 'aiAgentId' | 'conversationId'>;

/** A provider that counts more than this many times the most we asked for has miscounted. */
const BELIEVED = 20;

/** After an abort, a call that nobody listens to any longer is settled by itself. */
const SETTLE_AFTER_ABORT_MS = 1_000;

export function metered(
  model: LanguageModel,
  meter: Meter,
  scope: MeteredScope,
  log?: Log,
): LanguageModel {
  const mostOf = (request: WriteRequest): TokenUsage => ({
    inputTokens: mostTokens(request),
    outputTokens: request.maxOutputTokens + (model.thinkingTokens ?? 0),
    estimated: true,
  });

  async function reserve(request: WriteRequest): Promise<Reservation> {
    const most = mostOf(request);
    const call = { ...scope, purpose: request.purpose, model: model.id, most };
    const reservation = await meter.reserve(call).catch((error: unknown) => {
      log?.error({ err: error, model: model.id }, 'no room could be reserved for a call');
      throw new ModelError('unreachable', 'The books could not be opened, so nothing was asked.');
    });
    if (reservation === 'budget_exhausted') {
      throw new ModelError('budget_exhausted', 'The budget of this month is spent.');
    }
    return reservation;
  }

  async function* write(request: WriteRequest): AsyncGenerator<WritePart, void, undefined> {
    if (request.signal.aborted) throw new ModelError('stopped', 'It was stopped.');
    const reservation = await reserve(request);
    let written = '';
    const soFar = (): TokenUsage => ({
      inputTokens: estimatePrompt(request),
      outputTokens: estimateTokens(written),
      estimated: true,
    });
    let settled: Promise<void> | null = null;
    const believed = (told: TokenUsage | null): TokenUsage | null => {
      const most = mostOf(request);
      const tooMuch =
        told !== null &&
        (told.inputTokens > most.inputTokens * BELIEVED ||
          told.outputTokens > most.outputTokens * BELIEVED);
      if (!tooMuch) return told;
      log?.warn(
        { model: model.id, told },
        'the provider counted what cannot be; our own count is used',
      );
      return soFar();
    };
    const settle = (told: TokenUsage | null, failed: boolean): Promise<void> => {
      settled ??= reservation.settle(believed(told), failed).catch((error: unknown) => {
        // The words are there and are not taken back; the reservation lapses by itself.
        log?.error({ err: error, model: model.id }, 'a call could not be entered in the books');
      });
      return settled;
    };
    let afterAbort: NodeJS.Timeout | null = null;
    const onAbort = (): void => {
      afterAbort = setTimeout(() => void settle(soFar(), false), SETTLE_AFTER_ABORT_MS);
      afterAbort.unref();
    };
    request.signal.addEventListener('abort', onAbort, { once: true });
    try {
      for await (const part of model.write(request)) {
        if (part.type === 'end') await settle(part.usage, false);
        else written += part.text;
        yield part;
      }
    } catch (error) {
      const stopped = error instanceof ModelError && error.code === 'stopped';
      await settle(error instanceof ModelError ? error.usage : soFar(), !stopped);
      throw error;
    } finally {
      request.signal.removeEventListener('abort', onAbort);
      if (afterAbort !== null) clearTimeout(afterAbort);
      // Still open: nobody listens any longer, which is no failure of the model.
      await settle(soFar(), false);
    }
  }

  return {
    id: model.id,
    get thinkingTokens() {
      return model.thinkingTokens ?? 0;
    },
    write,
  };
}
