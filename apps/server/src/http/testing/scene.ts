/** A shop at work: an owner, a customer, and conversations in every situation. */
import type { ConversationId } from '@baton/protocol';
import { aBrief } from '@baton/testkit';
import { aRecordedDecision } from '../../modules/feedback/testing/recorded-decision.ts';
import type { TestApp } from './test-app.ts';

export type Scene = Awaited<ReturnType<typeof createScene>>;

let shops = 0;

export async function createScene(test: TestApp) {
  shops += 1;
  const shop = await test.workspace(`owner-${shops}@shop.example`);
  const { browser, workspaceId, teammate, aiAgent } = shop;

  /** A conversation under the AI's control, from a customer of its own. */
  async function asked(text = 'Where is my parcel?') {
    const widget = test.widget(aiAgent.widgetKey);
    const { status, body } = await widget.say(text);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return { widget, id: body.snapshot.conversation.id as ConversationId };
  }

  /** … that the AI has handed off. */
  async function waiting() {
    const conversation = await asked('I want to talk to a person.');
    const outcome = await test.conversations.execute({ workspaceId }, conversation.id, {
      type: 'handOff',
      turn: 1,
      reasons: ['direct_request'],
      brief: aBrief(),
      decision: null,
      body: 'I am passing you to a person.',
    });
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return conversation;
  }

  /** … and a teammate has claimed. */
  async function claimed() {
    const conversation = await waiting();
    await browser.post(`/api/conversations/${conversation.id}/claim`);
    return conversation;
  }

  async function resolved() {
    const conversation = await claimed();
    await browser.post(`/api/conversations/${conversation.id}/resolve`);
    return conversation;
  }

  /** A conversation in which the AI has answered or held back, and its decision. */
  async function decided(held: 'answer' | 'handoff' = 'answer', confidence = 0.7) {
    const conversation = await asked('How long does it shine?');
    const decision = aRecordedDecision(held, confidence);
    const outcome = await test.conversations.execute(
      { workspaceId },
      conversation.id,
      held === 'answer'
        ? {
            type: 'recordAiAnswer',
            turn: 1,
            body: 'Ten hours.',
            sources: [],
            choices: [],
            decision,
          }
        : {
            type: 'handOff',
            turn: 1,
            reasons: ['low_confidence'],
            brief: aBrief(),
            decision,
            body: 'I am passing you to a person.',
          },
    );
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    const said = outcome.events.find((event) => 'messageId' in event);
    const messageId = said !== undefined && 'messageId' in said ? said.messageId : null;
    return { ...conversation, decisionId: decision.summary.id, messageId };
  }

  async function document(title = 'Returns') {
    const { status, body } = await browser.post(`/api/ai-agents/${aiAgent.id}/documents`, {
      kind: 'text',
      title,
      text: `# ${title}\n\nSend it back within 30 days.`,
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.results[0].document;
  }

  /** A website that is about to be read. */
  async function website(url = `https://shop.example/help-${Math.random()}/`) {
    const { status, body } = await browser.post(`/api/ai-agents/${aiAgent.id}/sources`, { url });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.source;
  }

  /** Somebody else on the team, signed in. */
  async function colleague(email = `colleague-${shops}-${Math.random()}@shop.example`) {
    const { body } = await browser.post('/api/invites', { email: null, role: 'teammate' });
    const theirs = test.browser();
    const accepted = await theirs.post('/api/invites/accept', {
      token: body.link.split('=').at(-1),
      name: 'Tia Teammate',
      email: email.toLowerCase(),
      password: 'correct horse battery',
    });
    if (accepted.status !== 201) throw new Error(JSON.stringify(accepted.body));
    return { browser: theirs, teammate: accepted.body.teammate };
  }

  return {
    browser,
    workspaceId,
    teammate,
    aiAgent,
    asked,
    waiting,
    claimed,
    resolved,
    decided,
    document,
    website,
    colleague,
  };
}
