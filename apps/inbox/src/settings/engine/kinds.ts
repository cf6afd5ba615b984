/** What may write the answers, as an owner reads it, and where each is usually found. */
import type { EngineKind } from '@baton/protocol';

export type ModelKind = Exclude<EngineKind, 'embedded'>;
export const modelKinds = ['openai', 'anthropic', 'compatible'] as const satisfies ModelKind[];

export const kindWords: Record<EngineKind, { name: string; hint: string }> = {
  embedded: {
    name: 'Embedded engine',
    hint: 'Quotes your documents. Needs nothing, costs nothing, and nothing leaves this machine.',
  },
  openai: { name: 'OpenAI', hint: 'GPT models, with your own key.' },
  anthropic: { name: 'Anthropic', hint: 'Claude models, with your own key.' },
  compatible: {
    name: 'Compatible server',
    hint: 'Ollama, vLLM, llama.cpp, OpenRouter and whatever else speaks OpenAI’s protocol.',
  },
};

export const keyPages: Record<ModelKind, { name: string; url: string } | null> = {
  openai: { name: 'platform.openai.com', url: 'https://platform.openai.com/api-keys' },
  anthropic: {
    name: 'platform.claude.com',
    url: 'https://platform.claude.com/settings/keys',
  },
  compatible: null,
};

export const pricePages: Record<ModelKind, { name: string; url: string }> = {
  openai: { name: 'OpenAI’s prices', url: 'https://openai.com/api/pricing/' },
  anthropic: { name: 'Anthropic’s prices', url: 'https://www.anthropic.com/pricing#api' },
  compatible: { name: 'OpenRouter’s prices', url: 'https://openrouter.ai/models' },
};

/** Servers that people run; each as it listens when nobody changed it. */
export const examples = [
  {
    name: 'Ollama',
    url: 'http://localhost:11434/v1',
    models: ['llama3.2', 'qwen3', 'gemma3', 'mistral'],
  },
  { name: 'vLLM', url: 'http://localhost:8000/v1', models: [] },
  { name: 'llama.cpp', url: 'http://localhost:8080/v1', models: [] },
  { name: 'LM Studio', url: 'http://localhost:1234/v1', models: [] },
  {
    name: 'OpenRouter',
    url: 'https://openrouter.ai/api/v1',
    models: ['openai/gpt-5.4-mini', 'anthropic/claude-haiku-4.5', 'mistralai/mistral-small'],
  },
] as const;

/**
 * First those that are quick, cheap and good enough to write from passages, and that do not think
 * before they answer: a customer is waiting.
 */
export function suggestedModels(kind: ModelKind, url: string): readonly string[] {
  switch (kind) {
    case 'openai':
      return ['gpt-4.1-mini', 'gpt-4o-mini', 'gpt-5.4-mini', 'gpt-5.4-nano', 'gpt-5.6'];
    case 'anthropic':
      return ['claude-haiku-5-5', 'claude-haiku-4-5', 'claude-sonnet-5-5', 'claude-opus-5-5'];
    case 'compatible':
      return examples.find((example) => example.url === url.trim())?.models ?? [];
  }
}

/** An address of this machine or of the network it is in. */
export const isLocal = (url: string): boolean =>
  /^https?:\/\/(localhost|127\.|\[::1\]|0\.0\.0\.0)/i.test(url.trim());
