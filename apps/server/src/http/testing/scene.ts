/** A shop at work: an owner, a customer, and conversations in every situation. */
import type { Action, ActionDraft, ConversationId } from '@baton/protocol';
import { aBrief } from '@baton/testkit';
import { aCancellation, aLookUp } from '../../modules/answering/actions/testing/an-action.ts';
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

  /** An action of the AI agent, as an owner defined it. */
  async function action(draft: ActionDraft = aLookUp()): Promise<Action> {
    const { status, body } = await browser.post(`/api/ai-agents/${aiAgent.id}/actions`, draft);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.action;
  }

  /** A customer asked for something sensitive: it waits for approval, in the queue. */
  async function awaitingApproval(draft: ActionDraft = aCancellation()) {
    const { id: actionId } = await action(draft);
    const text = 'Please cancel order #1042.';
    const conversation = await asked(text);
    const { acted, turn } = await carriedOut(conversation.id, actionId, text);
    if (acted.kind !== 'handOff' || acted.requested === undefined) throw new Error('not asked');
    const outcome = await test.conversations.execute({ workspaceId }, conversation.id, {
      type: 'handOff',
      turn,
      reasons: acted.reasons,
      brief: aBrief(),
      decision: null,
      body: acted.body,
      requested: acted.requested,
    });
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return { ...conversation, actionId, runId: acted.requested.runId };
  }

  /** A customer has a form before them. */
  async function form(draft: ActionDraft = aLookUp()) {
    const { id: actionId } = await action(draft);
    const text = 'Where is my order?';
    const conversation = await asked(text);
    const { acted, turn } = await carriedOut(conversation.id, actionId, text);
    if (acted.kind !== 'say' || acted.form === undefined) throw new Error('no form');
    const outcome = await test.conversations.execute({ workspaceId }, conversation.id, {
      type: 'recordAiAnswer',
      turn,
      body: acted.body,
      sources: [],
      choices: [],
      form: acted.form,
      decision: aRecordedDecision('answer', 0.9),
    });
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return { ...conversation, actionId, form: acted.form };
  }

  async function carriedOut(id: ConversationId, actionId: string, text: string) {
    const stored = await test.conversations.episode({ workspaceId }, id);
    if (stored === null) throw new Error('no conversation');
    const at = await test.actions.at({ workspaceId, stored, said: [text], pending: 1 });
    return {
      acted: await at.carryOut({ actionId, sure: true, language: 'en' }),
      turn: stored.summary.turn,
    };
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
    action,
    awaitingApproval,
    form,
    colleague,
  };
}
