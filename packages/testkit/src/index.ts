/**
 * What tests are written with: scenes (`aConversation()`), the given/when/then rhythm, and fakes
 * for what a test must control: time, ids, and models that answer late, wrongly or never.
 * Tests on a real database begin at `@baton/testkit/database`.
 */
export { aConversation, ConversationBuilder } from './builders/conversation.ts';
export { aBrief, aDecision, aSource } from './builders/decision.ts';
export {
  createScriptedModel,
  type ScriptedModel,
  type ScriptedStep,
} from './fakes/scripted-model.ts';
export { createSequentialIds } from './fakes/sequential-ids.ts';
export { createTestClock, minute, type TestClock } from './fakes/test-clock.ts';
export { deciderSpec, type Then } from './given-when-then.ts';
export { ana, ben, idOf, ids } from './ids.ts';
