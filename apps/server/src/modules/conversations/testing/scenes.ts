/** Scenes that several tests begin with. */
import { aConversation, type ConversationBuilder } from '@baton/testkit';
import { aRun } from './commands.ts';

/** The customer asked for something sensitive; it waits in the queue for a teammate's approval. */
export function handsOffToApprove(): ConversationBuilder {
  const inputs = [{ name: 'order', label: 'Order number', value: '1042' }];
  return aConversation()
    .customerSays('Please cancel order 1042.')
    .happened({ type: 'actionRequested', ...aRun(), inputs })
    .handedOff(['sensitive_topic']);
}
