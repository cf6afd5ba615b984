/** Drafts, versions and roll-backs on a real database: nobody's work is overwritten unseen. */
import type { PolicyInput } from '@baton/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from './parts.ts';
import { createTestAccounts, granted } from './testing/test-accounts.ts';

let test: Awaited<ReturnType<typeof createTestAccounts>>;
let owner: SignedIn;
let agent: string;
let shops = 0;

beforeAll(async () => {
  test = await createTestAccounts();
});
afterAll(() => test.drop());
beforeEach(async () => {
  shops += 1;
  owner = await test.workspace(`owner${shops}@shop.example`);
  const [first] = await test.accounts.aiAgents.list(owner.workspaceId);
  agent = first?.id ?? '';
});

/** As far as this module looks into one. */
const document = (at: number) => ({ answer: { mode: 'threshold', at } }) as unknown as PolicyInput;
const budget = (risk: number) => ({ answer: { mode: 'budget', risk } }) as unknown as PolicyInput;

const policies = () => test.accounts.policies;
const save = (at: number, revision: number | null, me = owner, note: string | null = null) =>
  policies().saveDraft(me, agent, { document: document(at), revision, note });
const publish = (revision: number, publishedVersion: number, note: string | null = null) =>
  policies().publish(owner, agent, { revision, publishedVersion, note });

describe('a policy', () => {
  it('begins with the version it was set up with', async () => {
    const { published, draft, versions } = granted(await policies().get(owner.workspaceId, agent));
    expect(published).toMatchObject({ version: 1, origin: 'initial', authorId: null });
    expect(draft).toBeNull();
    expect(versions).toHaveLength(1);
  });

  it('is drafted, published as the next version, and the draft is gone', async () => {
    const saved = granted(await save(0.7, null, owner, 'stricter'));
    expect(saved.draft).toMatchObject({
      revision: 1,
      basedOn: 1,
      savedBy: owner.teammate.id,
      document: { answerAt: 0.7 },
    });
    expect(saved.published.version).toBe(1);
    const { published, draft, versions } = granted(await publish(1, 1));
    expect(published).toMatchObject({
      version: 2,
      origin: 'published',
      authorId: owner.teammate.id,
      note: 'stricter',
      document: { answerAt: 0.7, version: 2 },
    });
    expect([draft, versions.length]).toEqual([null, 2]);
    expect(await test.accounts.aiAgents.policyOf(owner.workspaceId, agent)).toMatchObject({
      version: 2,
      policy: { answerAt: 0.7 },
    });
  });

  it('tells whoever saves an unseen draft who was faster, and keeps the other', async () => {
    granted(await save(0.7, null));
    expect(await save(0.8, null)).toMatchObject({
      kind: 'refused',
      code: 'conflict',
      teammateId: owner.teammate.id,
      detail: expect.stringContaining('Ola Owner saved this draft'),
    });
    granted(await save(0.75, 1));
    expect(await save(0.9, 1)).toMatchObject({ code: 'conflict' });
    const { draft } = granted(await policies().get(owner.workspaceId, agent));
    expect(draft).toMatchObject({ revision: 2, document: { answerAt: 0.75 } });
  });

  it('of twenty who save at once lets one win', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => save(0.5 + n / 100, null)),
    );
    expect(results.filter((result) => !('kind' in result))).toHaveLength(1);
  });

  it('of ten who publish at once makes one version', async () => {
    granted(await save(0.7, null));
    const results = await Promise.all(Array.from({ length: 10 }, () => publish(1, 1)));
    expect(results.filter((result) => !('kind' in result))).toHaveLength(1);
    const { versions } = granted(await policies().get(owner.workspaceId, agent));
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('never gives a revision twice, so an old screen cannot save over a new draft', async () => {
    granted(await save(0.7, null));
    granted(await policies().dropDraft(owner, agent));
    const { draft } = granted(await save(0.8, null));
    expect(draft?.revision).toBe(3);
    expect(await save(0.9, 1)).toMatchObject({ code: 'conflict' });
  });

  it('is not published over a version that its publisher has not seen', async () => {
    granted(await save(0.7, null));
    granted(await test.accounts.aiAgents.change(owner, agent, { threshold: 0.65 }));
    expect(await publish(1, 1)).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('Ola Owner published version 2'),
    });
    expect(granted(await publish(1, 2)).published).toMatchObject({ version: 3 });
  });

  it('with an error in it stays a draft, and the error says where', async () => {
    granted(await save(1, null));
    expect(await publish(1, 1)).toMatchObject({
      kind: 'refused',
      code: 'invalid_input',
      errors: [{ path: 'answer.at', message: 'It would never answer.' }],
    });
    expect(granted(await policies().get(owner.workspaceId, agent))).toMatchObject({
      published: { version: 1 },
      draft: { revision: 1 },
    });
  });

  it('rolled back is a new version with the old rules', async () => {
    granted(await save(0.7, null));
    granted(await publish(1, 1));
    const rolledBack = await policies().rollBack(owner, agent, {
      version: 1,
      publishedVersion: 2,
      note: 'too strict',
    });
    expect(granted(rolledBack).published).toMatchObject({
      version: 3,
      origin: 'rolled_back',
      restoredVersion: 1,
      note: 'too strict',
      document: { answerAt: 0.6, version: 3 },
    });
    const ask = { version: 9, publishedVersion: 3, note: null };
    expect(await policies().rollBack(owner, agent, ask)).toMatchObject({ code: 'not_found' });
  });

  it('remembers a threshold that was simply set as a version of its own', async () => {
    granted(await test.accounts.aiAgents.change(owner, agent, { threshold: 0.8 }));
    const { published } = granted(await policies().get(owner.workspaceId, agent));
    expect(published).toMatchObject({ version: 2, origin: 'threshold' });
  });

  it('under a budget takes the line that keeps it, and moves with it', async () => {
    const draft = { document: budget(0.1), revision: null, note: null };
    granted(await policies().saveDraft(owner, agent, draft));
    expect(granted(await publish(1, 1)).published.document.answerAt).toBe(0.9);
    const { workspaceId } = owner;
    expect(await policies().keepBudget(workspaceId, agent, 0.9, 'the same')).toBe(false);
    expect(await policies().keepBudget(workspaceId, agent, 0.85, 'more reviews')).toBe(true);
    expect(granted(await policies().get(workspaceId, agent)).published).toMatchObject({
      version: 3,
      origin: 'budget',
      authorId: null,
      document: { answerAt: 0.85 },
    });
  });

  it('keeps its line while no budget can be promised', async () => {
    const draft = { document: budget(0.001), revision: null, note: null };
    const saved = granted(await policies().saveDraft(owner, agent, draft));
    expect(saved.draft?.document.answerAt).toBe(0.6);
  });

  it('of another workspace is not found', async () => {
    const stranger = await test.workspace(`stranger${shops}@shop.example`);
    const draft = { document: document(0.7), revision: null, note: null };
    const asked = [
      policies().get(stranger.workspaceId, agent),
      policies().version(stranger.workspaceId, agent, 1),
      policies().saveDraft(stranger, agent, draft),
      policies().dropDraft(stranger, agent),
      policies().publish(stranger, agent, { revision: 1, publishedVersion: 1, note: null }),
      policies().rollBack(stranger, agent, { version: 1, publishedVersion: 1, note: null }),
    ];
    for (const answer of await Promise.all(asked))
      expect(answer).toMatchObject({ code: 'not_found' });
  });
});
