/**
 * What happens in an installation before it is kept as a release's data: through its API alone, a
 * little of everything, so that in the end every table has rows. It ends in the middle: the model has
 * been asked and says nothing, so money is set aside, a job is leased and a customer waits.
 *
 * A new feature that keeps something of its own gets a few lines here before its first release.
 */
import { randomUUID } from 'node:crypto';
import type {
  ActionRunList,
  AiAgent,
  ConversationPage,
  ConversationOpened,
  DocumentPage,
  CustomerMessageStored,
  PolicyView,
  Replay,
  Session,
} from '@baton/protocol';
import { pause } from '../support/random.ts';
import { vouch } from '../support/shop.ts';
import { type Teammate, teammateAt, visit, type Visitor } from './callers.ts';
import type { Outside } from './outside.ts';
import type { People } from './release.ts';

const PATIENCE_MS = 90_000;

export async function until<T>(what: string, look: () => Promise<T | null | false>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`in vain: ${what}`);
    await pause(150);
  }
}

export interface Told {
  owner: Teammate;
  customer: Visitor;
  people: Omit<People, 'secretKey' | 'ownerCookie' | 'password'>;
  /** Every conversation of the story, so that each is looked at afterwards. */
  conversations: string[];
}

export const PASSWORD = 'a lantern for the harbour';

export async function tellStory(
  base: string,
  setUpToken: string,
  outside: Outside,
  secrets: { modelKey: string; actionSecret: string },
  /** Resolves when what runs in the background has run. */
  settled: () => Promise<void>,
): Promise<Told> {
  const owner = teammateAt(base);
  await owner.post('/api/setup', {
    token: setUpToken,
    workspaceName: 'Harbour Lanterns',
    name: 'Olga Owner',
    email: 'olga@lanterns.example',
    password: PASSWORD,
  });
  const session = await owner.get<Session>('/api/session');
  const aiAgent = session.aiAgents[0] as AiAgent;
  const of = `/api/ai-agents/${aiAgent.id}`;

  await invite(owner);
  await knowledge(owner, of, outside);
  const identitySecret = (await owner.post<{ secret: string }>(`${of}/identity-secret`)).secret;
  await actions(owner, of, outside, secrets.actionSecret);
  await owner.patch(of, { name: 'Lampkin', allowedOrigins: [] });

  const conversations: string[] = [];
  const ask = async (body: string, customer?: Visitor): Promise<Asked> => {
    const asked = await aCustomerAsks(base, aiAgent.widgetKey, owner, body, customer);
    if (!conversations.includes(asked.id)) conversations.push(asked.id);
    return asked;
  };

  // The documents are quoted …
  const quoted = await ask('How do I clean the glass?');
  await markAndReview(owner, quoted);
  // … people take over, reply, tag, put aside, resolve, hand back …
  await people(owner, ask, session);
  // … actions run, and wait to be approved …
  await cancelled(base, aiAgent, owner, identitySecret, conversations);
  await ask('Where is my order 1042?');
  // … a policy is drafted, tried on the past, published, and taken back …
  const replayId = await policies(owner, of);
  // … a model writes …
  await owner.put(`${of}/budget`, {
    monthly: 500,
    currency: 'EUR',
    inputPrice: 1,
    outputPrice: 4,
  });
  await owner.put(`${of}/voice`, {
    tone: 'formal',
    length: 'short',
    language: 'customer',
    instructions: 'Say "lantern", never "lamp".',
  });
  await owner.put(`${of}/engine`, {
    kind: 'compatible',
    model: 'harbour-7b',
    url: outside.model.url,
    key: secrets.modelKey,
  });
  await ask('Can I use lamp oil from the supermarket?');
  await owner.get(`${of}/budget?risk=0.1`);
  await owner.get(`${of}/reviews/queue`);

  await settled();

  // … and falls silent in the middle.
  outside.model.fallSilent();
  const before = outside.model.asked();
  const waits = await visit(base, aiAgent.widgetKey);
  const waitingForAi = await send(waits, 'How do I clean the glass of the lantern?');
  await until('the model is asked', async () => outside.model.asked() > before);

  return {
    owner,
    customer: quoted.customer,
    conversations,
    people: {
      ...secrets,
      identitySecret,
      customerToken: quoted.customer.token(),
      aiAgentId: aiAgent.id,
      widgetKey: aiAgent.widgetKey,
      waitingForAi,
      replayId,
    },
  };
}

interface Asked {
  customer: Visitor;
  id: string;
  opened: ConversationOpened;
}

/** Resolves when the AI has said or done something about it. */
async function aCustomerAsks(
  base: string,
  widgetKey: string,
  owner: Teammate,
  body: string,
  known?: Visitor,
): Promise<Asked> {
  const customer = known ?? (await visit(base, widgetKey));
  const id = await send(customer, body);
  const opened = await until(`an answer to "${body}"`, async () => {
    const now = await owner.get<ConversationOpened>(`/api/conversations/${id}`);
    const answered = now.events.findLastIndex(({ type }) => ends.has(type));
    const asked = now.events.findLastIndex(({ type }) => type === 'customerMessageSent');
    return answered > asked ? now : null;
  });
  return { customer, id, opened };
}

const ends = new Set(['aiAnswered', 'handedOff', 'actionRequested']);

async function send(customer: Visitor, body: string): Promise<string> {
  const { snapshot } = await customer.post<CustomerMessageStored>('/widget/v1/messages', {
    clientMessageId: randomUUID(),
    body,
  });
  return snapshot.conversation.id;
}

async function invite(owner: Teammate): Promise<void> {
  const { link } = await owner.post<{ link: string }>('/api/invites', {
    email: 'tom@lanterns.example',
    role: 'teammate',
  });
  await teammateAt(owner.base).post('/api/invites/accept', {
    token: new URL(link).searchParams.get('token'),
    name: 'Tom Teammate',
    email: 'tom@lanterns.example',
    password: PASSWORD,
  });
  await owner.post('/api/invites', { email: 'late@lanterns.example', role: 'admin' });
}

async function knowledge(owner: Teammate, of: string, outside: Outside): Promise<void> {
  const text = (title: string, body: string) =>
    owner.post(`${of}/documents`, { kind: 'text', title, text: body });
  await text(
    'Wicks',
    'A wick of the Harbour lantern lasts about two hundred hours. Change it when the flame flickers.',
  );
  // The same again, better: a second version.
  await text(
    'Wicks',
    'A wick of the Harbour lantern lasts about three hundred hours. Change it when the flame flickers.\n\n## Buying wicks\n\nA pack of five wicks costs 6 euros.',
  );
  await text(
    'Oil',
    'The Harbour lantern burns any clear lamp oil, also from a supermarket. Never use petrol or spirit.',
  );
  await text('Old prices', 'Until last year a lantern cost 40 euros.');
  await owner.post(`${of}/documents`, {
    kind: 'qa',
    question: 'How do I clean the glass?',
    answer: 'Take the glass off and wash it with warm water and a drop of soap.',
  });
  await owner.post(`${of}/sources`, {
    url: `${outside.shop.origin}/help/`,
    name: 'Help pages',
    schedule: 'never',
  });
  const page = await until('everything is learned', async () => {
    const found = await owner.get<DocumentPage>(`${of}/documents`);
    const { totals } = found;
    return totals.documents >= 6 && totals.embedded === totals.passages ? found : null;
  });
  const named = (title: string) => page.documents.find((each) => each.title === title)?.id ?? '';
  await owner.delete(`/api/documents/${named('Old prices')}`);
  const oil = await owner.get<{ passages: { id: string }[] }>(`/api/documents/${named('Oil')}`);
  await owner.patch(`/api/passages/${oil.passages[0]?.id}`, {
    pinnedQuestions: ['Which fuel does it need?'],
  });
  await until('the curation is learned', async () => {
    const { totals } = await owner.get<DocumentPage>(`${of}/documents`);
    return totals.embedded === totals.passages;
  });
}

const field = {
  name: 'order',
  label: 'Order number',
  type: 'code',
  required: true,
  examples: ['#1042'],
  choices: [],
  from: 'customer',
};

async function actions(
  owner: Teammate,
  of: string,
  outside: Outside,
  secret: string,
): Promise<void> {
  const lookUp = {
    name: 'Look up an order',
    description: 'Where an order is now.',
    enabled: true,
    useWhen: ['where is my order', 'has my order shipped yet', 'track my package'],
    neverUseWhen: ['how long does delivery take'],
    sensitive: false,
    needsIdentity: false,
    method: 'GET',
    url: `${outside.shop.origin}/orders/{{order}}`,
    body: null,
    headers: [{ name: 'authorization', value: secret, secret: true }],
    fields: [field],
    success: 'Your order is {{status}}.',
    failure: 'I could not find that order.',
    timeoutMs: 5_000,
    retries: 0,
  };
  await owner.post(`${of}/actions`, lookUp);
  await owner.post(`${of}/actions`, {
    ...lookUp,
    name: 'Cancel an order',
    useWhen: ['cancel my order', 'I want to cancel my order', 'please cancel order 1042'],
    neverUseWhen: [],
    sensitive: true,
    needsIdentity: true,
    method: 'POST',
    url: `${outside.shop.origin}/orders/{{order}}/cancel`,
    success: 'Your order was cancelled.',
    failure: 'The order could not be cancelled.',
  });
}

/** A customer whose website vouches for her asks for what a teammate must approve. */
async function cancelled(
  base: string,
  aiAgent: AiAgent,
  owner: Teammate,
  identitySecret: string,
  conversations: string[],
): Promise<void> {
  const ada = await visit(base, aiAgent.widgetKey, vouch(identitySecret, 'ada'));
  if (!ada.identified) throw new Error('the website did not vouch for Ada');
  for (const decision of ['approve', null]) {
    const id = await send(ada, 'Please cancel order 1042');
    conversations.push(id);
    const run = await until('an action waits for approval', async () => {
      const { runs } = await owner.get<ActionRunList>(`/api/conversations/${id}/action-runs`);
      return runs.find(({ state }) => state === 'awaiting_approval') ?? null;
    });
    if (decision === null) return;
    await owner.post(`/api/action-runs/${run.id}/${decision}`, { note: 'she rang, too' });
    await until('the action has run', async () => {
      const { runs } = await owner.get<ActionRunList>(`/api/conversations/${id}/action-runs`);
      return runs.some(({ state }) => state === 'succeeded');
    });
    await owner.post(`/api/conversations/${id}/resolve`);
  }
}

async function markAndReview(owner: Teammate, { customer, opened }: Asked): Promise<void> {
  const event = opened.events.find((each) => each.type === 'aiAnswered');
  if (event === undefined)
    throw new Error(`the AI did not answer: ${JSON.stringify(opened.events.at(-1))}`);
  await customer.post(`/widget/v1/messages/${event.messageId}/helpful`, { helpful: true });
  await owner.post(`/api/decisions/${event.decision.id}/review`, { verdict: 'right' });
}

async function people(
  owner: Teammate,
  ask: (body: string, customer?: Visitor) => Promise<Asked>,
  session: Session,
): Promise<void> {
  const plea = 'I want to talk to a person';
  const say = (id: string, kind: 'replies' | 'notes', body: string) =>
    owner.post(`/api/conversations/${id}/${kind}`, { clientMessageId: randomUUID(), body });
  await ask(plea);
  const claimed = await ask(plea);
  await owner.post(`/api/conversations/${claimed.id}/claim`);
  await say(claimed.id, 'replies', 'Good morning, Olga here. Which lantern is it?');
  await say(claimed.id, 'notes', 'Bought from the Kiel shop.');
  await owner.post(`/api/conversations/${claimed.id}/tags`, { tag: 'vip' });
  await claimed.customer.post('/widget/v1/contact', {
    name: 'Carla Customer',
    email: 'carla@post.example',
  });
  const resolved = await ask(plea);
  await say(resolved.id, 'replies', 'The spare glass is on its way to you.');
  await owner.post(`/api/conversations/${resolved.id}/resolve`);
  const back = await ask(plea);
  await say(back.id, 'replies', 'I hand you back to Lampkin.');
  await owner.post(`/api/conversations/${back.id}/hand-back`);
  await ask('How much is a pack of wicks?', back.customer);
  const asleep = await ask(plea);
  await owner.post(`/api/conversations/${asleep.id}/claim`);
  await owner.post(`/api/conversations/${asleep.id}/snooze`, { until: '2099-01-01T08:00:00Z' });
  const passedOn = await ask(plea);
  await owner.post(`/api/conversations/${passedOn.id}/claim`);
  const { teammates } = await owner.get<{ teammates: { id: string }[] }>('/api/teammates');
  const tom = teammates.find(({ id }) => id !== session.teammate.id);
  await owner.post(`/api/conversations/${passedOn.id}/transfer`, { to: tom?.id ?? null });
  const page = await owner.get<ConversationPage>('/api/conversations?view=waiting');
  if (page.conversations.length === 0) throw new Error('nobody waits');
}

async function policies(owner: Teammate, of: string): Promise<string> {
  const first = await owner.get<PolicyView>(`${of}/policy`);
  const document = {
    ...first.published.document,
    answer: { mode: 'budget', risk: 0.1 },
    guidelines: [
      {
        id: 'spilled_oil',
        name: 'Spilled oil',
        text: 'Somebody spilled oil: a person helps at once.',
        enabled: true,
        examples: ['I spilled oil on the carpet', 'the oil ran out over the table'],
        outcome: 'handoff',
        threshold: null,
        team: null,
        tags: ['oil'],
        priority: 'normal',
      },
      {
        id: 'glass',
        name: 'Glass',
        text: 'Whatever is about the glass: a person helps.',
        enabled: true,
        examples: ['How do I clean the glass?', 'the glass of my lantern is broken'],
        outcome: 'handoff',
        threshold: null,
        team: null,
        tags: ['glass'],
        priority: 'normal',
      },
    ],
  };
  const drafted = await owner.put<PolicyView>(`${of}/policy/draft`, {
    document,
    revision: null,
    note: 'oil',
  });
  const { replay } = await owner.post<{ replay: Replay }>(`${of}/policy/replay`, {
    policy: { kind: 'draft' },
  });
  await until('the replay is done', async () => {
    const now = await owner.get<{ replay: Replay }>(`/api/replays/${replay.id}`);
    return now.replay.state === 'done';
  });
  await owner.post(`${of}/policy/publish`, {
    revision: drafted.draft?.revision,
    publishedVersion: first.published.version,
    note: 'oil needs a person',
  });
  const second = await owner.get<PolicyView>(`${of}/policy`);
  await owner.post(`${of}/policy/roll-back`, {
    version: first.published.version,
    publishedVersion: second.published.version,
    note: 'not yet',
  });
  const third = await owner.get<PolicyView>(`${of}/policy`);
  await owner.put(`${of}/policy/draft`, {
    document: { ...third.published.document, maxAiTurns: 7 },
    revision: null,
    note: 'for later',
  });
  return replay.id;
}
