/** How a language model came to an answer, as a teammate would tell it. Pure. */
import type { Generation, ModelFault } from '@baton/protocol';

/** After "A model was to write, but ". A fault of a newer server is said by its own name. */
const faults: Record<ModelFault, string> = {
  unauthorized: 'its key was refused',
  not_found: 'the provider does not know it',
  bad_request: 'the provider did not accept the request',
  rate_limited: 'the provider allows no more calls for now',
  overloaded: 'the provider was overloaded',
  timeout: 'it took too long',
  unreachable: 'it could not be reached',
  private_address: 'its address is in a private network, which is not allowed here',
  content_filter: 'the provider’s content filter stopped it',
  broken_stream: 'it broke off in the middle',
  malformed: 'what it sent could not be read',
  not_carried: 'too little of what it wrote stands in your documents',
  circuit_open: 'it had failed several times just before, and is left alone for a moment',
  budget_exhausted: 'the month’s budget is used up',
  stopped: 'it was stopped',
};
export const faultInWords = (fault: ModelFault): string =>
  faults[fault] ?? (fault as string).replaceAll('_', ' ');

/** "openai:gpt-5.4-mini" → the name people know it by, and whose it is. */
export function modelInWords(model: string): { name: string; provider: string | null } {
  const at = model.indexOf(':');
  const provider = at < 0 ? null : model.slice(0, at);
  const name = at < 0 ? model : model.slice(at + 1);
  const known = { openai: 'OpenAI', anthropic: 'Anthropic', compatible: null }[provider ?? ''];
  return known === undefined
    ? { name: model, provider: null }
    : { name: name || model, provider: known };
}

/** What happened, in one sentence. */
export function generationInWords(generation: Generation): string {
  const { fault, declined, sentences } = generation;
  if (fault !== null) return `A model was to write, but ${faultInWords(fault)}.`;
  if (declined) return 'The model said that the passages do not answer this.';
  const removed = sentences.filter((one) => one.removed).length;
  const kept = sentences.length - removed;
  const count = (number: number) => `${number} ${number === 1 ? 'sentence' : 'sentences'}`;
  if (sentences.length === 0) return 'The model wrote nothing that could be said.';
  if (removed === 0) {
    return sentences.length === 1
      ? 'Its sentence is supported by the documents.'
      : `All ${count(kept)} are supported by the documents.`;
  }
  if (kept === 0) {
    return `None of its ${count(removed)} was supported by the documents: nothing of it was said.`;
  }
  return `${count(kept)} kept, ${removed} removed: the documents do not support ${removed === 1 ? 'it' : 'them'}.`;
}

/** The mean probability of the answer's words, from their mean log-probability. */
export const wordProbability = (logprob: number): number => Math.exp(Math.min(0, logprob));
