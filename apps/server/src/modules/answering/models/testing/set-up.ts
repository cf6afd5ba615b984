/** A fake provider and a model of ours before it, in each of the protocols. */
import { createTestClock, type TestClock } from '@baton/testkit';
import {
  type FakeProvider,
  type FakeProviderOptions,
  startFakeProvider,
} from '@baton/testkit/provider';
import { createLog } from '../../../../platform/log.ts';
import type { LanguageModel, ModelAccess, WritePart, WriteRequest } from '../language-model.ts';
import { type Models, type ModelsOptions, openModels } from '../open-models.ts';

export interface Protocol {
  name: string;
  kind: ModelAccess['kind'];
  speaks: 'chat' | 'responses' | 'messages';
  /** What the limit of output is called. */
  limit: string;
  provider: FakeProviderOptions;
}

export const PROTOCOLS: readonly Protocol[] = [
  { name: 'OpenAI chat', kind: 'openai', speaks: 'chat', limit: 'max_tokens', provider: {} },
  {
    name: 'OpenAI responses',
    kind: 'openai',
    speaks: 'responses',
    limit: 'max_output_tokens',
    provider: { onlyResponses: true },
  },
  { name: 'Anthropic', kind: 'anthropic', speaks: 'messages', limit: 'max_tokens', provider: {} },
  {
    name: 'Ollama',
    kind: 'compatible',
    speaks: 'chat',
    limit: 'max_tokens',
    provider: { flavour: 'ollama' },
  },
  {
    name: 'vLLM',
    kind: 'compatible',
    speaks: 'chat',
    limit: 'max_tokens',
    provider: { flavour: 'vllm' },
  },
];

export interface Scene {
  provider: FakeProvider;
  models: Models;
  model: LanguageModel;
  access: ModelAccess;
  clock: TestClock;
  /** Everything that was logged. */
  lines: string[];
  request: (more?: Partial<WriteRequest>) => WriteRequest;
  close(): Promise<void>;
}

interface More {
  key?: string | null;
  provider?: FakeProviderOptions;
  models?: Partial<ModelsOptions>;
}

/** Retries wait for no time that a test would notice. */
const QUICK = { pauseMs: 1, mostPauseMs: 50 };

export async function setUp(protocol: Protocol, more: More = {}): Promise<Scene> {
  const provider = await startFakeProvider([], { ...protocol.provider, ...more.provider });
  const clock = createTestClock();
  const lines: string[] = [];
  const log = createLog({ level: 'debug', pretty: false, write: (line) => lines.push(line) });
  const models = openModels({ allowPrivate: true, clock, log, retry: QUICK, ...more.models });
  const access: ModelAccess = {
    kind: protocol.kind,
    model: 'test-model',
    url: provider.url,
    key: more.key === undefined ? 'sk-test-0123456789' : more.key,
    trusted: false,
  };
  const model = models.of(access);
  if (protocol.speaks === 'responses') {
    // It is learnt from the first refusal; here it is known.
    provider.says('ready');
    await written(model);
    (provider.requests as unknown[]).length = 0;
  }
  return {
    provider,
    models,
    model,
    access,
    clock,
    lines,
    request: requestFor,
    close: async () => {
      await models.close();
      await provider.close();
    },
  };
}

export function requestFor(more: Partial<WriteRequest> = {}): WriteRequest {
  return {
    purpose: 'answer',
    system: 'Answer from the passages.',
    messages: [{ role: 'user', text: 'How long is the warranty?' }],
    maxOutputTokens: 300,
    temperature: 0,
    logprobs: false,
    signal: new AbortController().signal,
    ...more,
  };
}

/** All parts; those that came before an error are in `parts`. */
export async function written(
  model: LanguageModel,
  request: WriteRequest = requestFor(),
  parts: WritePart[] = [],
): Promise<WritePart[]> {
  for await (const part of model.write(request)) parts.push(part);
  return parts;
}

export function textOf(parts: readonly WritePart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
