// Writing: an answer by a language model, of which a customer sees only what the documents carry.
//
//   standalone question → (search) → prompt → model → sentences → each checked → draft
//
// The model is a guest: it reads passages and the customer's words as fenced data, and whatever it
// says is parsed, held against the passages and dropped where they do not carry it. Nothing in
// `core/` knows a clock, a model or a network.

export { createFence } from './core/fence.ts';
export { standaloneQuestion } from './standalone-question.ts';
export { writeAnswer } from './write-answer.ts';
export type { AnswerRequest, SoFar, WritingTools, Written } from './writing.ts';
