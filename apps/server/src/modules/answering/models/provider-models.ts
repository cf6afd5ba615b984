/**
 * The AI SDK's model for an access. Loaded when the first call is made: whoever answers with the
 * embedded engine never pays for it. Address and key are always said, because the SDK looks for
 * missing ones in the environment, and the operator's key must not go to an address that somebody
 * typed.
 */
import type { LanguageModelV3 } from '@ai-sdk/provider';
import type { ModelAccess } from './language-model.ts';

const OPENAI = 'https://api.openai.com/v1';
const ANTHROPIC = 'https://api.anthropic.com/v1';
/** The SDK insists on a key; its header is taken off again (provider-fetch.ts). */
const NO_KEY = 'none';

export async function providerModel(
  { kind, model, url, key }: ModelAccess,
  responses: boolean,
  fetch: typeof globalThis.fetch,
): Promise<LanguageModelV3> {
  switch (kind) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      const provider = createOpenAI({ baseURL: url ?? OPENAI, apiKey: key ?? NO_KEY, fetch });
      // Its default is the responses protocol, which most gateways lack.
      return responses ? provider.responses(model) : provider.chat(model);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ baseURL: url ?? ANTHROPIC, apiKey: key ?? NO_KEY, fetch })(model);
    }
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const provider = createOpenAICompatible({
        name: 'compatible',
        baseURL: url ?? '',
        includeUsage: true,
        fetch,
        ...(key !== null && { apiKey: key }),
      });
      return provider.chatModel(model);
    }
  }
}
