/**
 * The door to language models: one port of ours, whoever writes behind it.
 *
 *   language-model.ts   the port: what a writer of answers sees
 *   meter.ts            the port to the books: no call without room in the budget
 *   open-models.ts      a model per access; what is known about its provider's health is shared
 *   metered.ts          a model whose every call is set aside first and settled once
 *
 * The promise: whatever a provider does, a call ends in text and one `end`, or in a `ModelError`
 * that names what happened; never in silence, in half a word passed off as whole, or in a key.
 */
export {
  type Engine,
  type Finish,
  type LanguageModel,
  type ModelAccess,
  ModelError,
  type ModelMessage,
  type TokenUsage,
  type WritePart,
  type WriteRequest,
} from './language-model.ts';
export type { Meter, MeteredCall, Reservation } from './meter.ts';
export { type MeteredScope, metered } from './metered.ts';
export { type Models, type ModelsOptions, openModels } from './open-models.ts';
export { patientLimits } from './time-limits.ts';
