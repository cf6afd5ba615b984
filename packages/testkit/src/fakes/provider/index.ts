/**
 * A fake provider of language models on loopback, for tests that want the real wire: OpenAI's chat
 * and responses, Anthropic's messages, Ollama and vLLM as they follow them, and everything that
 * goes wrong on the way. See fake-provider.ts for how to use it; `main.ts` starts one to look at.
 */
export type { Behaviour, Fails, Resets, Says, Silent, Wire } from './behaviour.ts';
export {
  type FakeProvider,
  type FakeProviderOptions,
  type ProviderRequest,
  startFakeProvider,
} from './fake-provider.ts';
export { groundedAnswer } from './grounded-answer.ts';
export type { Flavour } from './openai-chat.ts';
