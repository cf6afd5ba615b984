/** The policy's paths over a `World`: a draft with revisions, a check that knows one rule, replays. */
import type {
  PolicyDocument,
  PolicyDraft,
  PolicyFinding,
  PolicyVersionSummary,
  PolicyView,
  Replay,
  ReplayChange,
  ReplayedDecision,
  Teammate,
} from '@baton/protocol';
import { type Answer, ok, problem } from './answers.ts';
import { id } from './ids.ts';
import { aiAgent } from './people.ts';
import { documentOf, policyDocument, readyMade, replayId, versions } from './policy.ts';

export type PolicyState = {
  draft: PolicyDraft | null;
  versions: PolicyVersionSummary[];
  published: PolicyDocument;
  /** How often the replay was looked at: it runs for two looks. */
  looks: number;
};

export const createPolicy = (): PolicyState => ({
  draft: null,
  versions: [...versions],
  published: policyDocument,
  looks: 0,
});

function viewOf(state: PolicyState): PolicyView {
  const [newest] = state.versions;
  if (!newest) throw new Error('there is always a version');
  return {
    published: { ...newest, document: state.published },
    draft: state.draft,
    versions: state.versions,
    readyMade,
  };
}

/** Somebody saves the draft. */
export function saveDraft(state: PolicyState, who: Teammate, document: PolicyDocument) {
  state.draft = {
    document,
    revision: (state.draft?.revision ?? 0) + 1,
    basedOn: state.published.version,
    note: null,
    savedBy: who.id,
    savedAt: new Date().toISOString(),
  };
}

function publish(state: PolicyState, who: Teammate, document: PolicyDocument, more: object) {
  const version = (state.versions[0]?.version ?? 0) + 1;
  state.published = { ...document, version };
  state.versions.unshift({
    version,
    origin: 'published',
    authorId: who.id,
    note: null,
    restoredVersion: null,
    publishedAt: new Date().toISOString(),
    ...more,
  });
}

/** Of any of these requests. */
type Body = {
  document: PolicyDocument;
  revision: number | null;
  note: string | null;
  version: number;
};

export function policy(
  state: PolicyState,
  me: Teammate,
  method: string,
  path: string[],
  body: Body,
): Answer {
  switch (path[3]) {
    case undefined:
      return ok(viewOf(state));
    case 'versions': {
      const summary = state.versions.find(({ version }) => version === Number(path[4]));
      if (!summary) return problem('not_found');
      const live = summary === state.versions[0];
      return ok({ ...summary, document: live ? state.published : documentOf(summary.version) });
    }
    case 'draft':
      if (method === 'DELETE') {
        state.draft = null;
        return ok(viewOf(state));
      }
      if ((state.draft?.revision ?? null) !== body.revision) {
        return problem('conflict', 'Somebody else saved this draft.', {
          teammateId: state.draft?.savedBy,
        });
      }
      saveDraft(state, me, body.document);
      return ok(viewOf(state));
    case 'check':
      return ok({ findings: check(body.document), answerAt: 0.7 });
    case 'publish':
      if (!state.draft || state.draft.revision !== body.revision) return problem('conflict');
      publish(state, me, state.draft.document, { note: body.note ?? null });
      state.draft = null;
      return ok(viewOf(state));
    case 'roll-back':
      publish(state, me, documentOf(body.version), {
        origin: 'rolled_back',
        restoredVersion: body.version,
      });
      return ok(viewOf(state));
    case 'replay':
      state.looks = 0;
      return ok({ replay: replayOf(state, path[4] === 'transcripts') });
    default:
      return problem('not_found');
  }
}

/** The same phrase in two topics: as the real check says it. */
function check(document: PolicyDocument): PolicyFinding[] {
  const places = [
    ...document.sensitiveTopics.map((topic, index) => ({
      topic,
      path: `sensitiveTopics.${index}`,
    })),
    ...document.guidelines.map((topic, index) => ({ topic, path: `guidelines.${index}` })),
  ];
  const known = new Map<string, { name: string; path: string }>();
  const found: PolicyFinding[] = [];
  for (const { topic, path } of places) {
    if (topic.examples.length === 0) {
      found.push({
        severity: 'error',
        code: 'no_examples',
        path: `${path}.examples`,
        otherPath: null,
        message: 'Without an example phrase it can never be recognised.',
      });
    }
    topic.examples.forEach((phrase, index) => {
      const at = `${path}.examples.${index}`;
      const other = known.get(phrase.toLowerCase());
      if (other) {
        found.push({
          severity: 'error',
          code: 'example_in_two_topics',
          path: at,
          otherPath: other.path,
          message: `“${phrase}” is an example of “${other.name}” and of “${topic.name}”. Keep it in one of them.`,
        });
      }
      known.set(phrase.toLowerCase(), { name: topic.name, path: at });
    });
  }
  return found;
}

// --- Replay -------------------------------------------------------------------------------------

const of = (share: number, low: number, high: number) => ({ share, low, high });

export function replays(state: PolicyState, path: string[], url: URL): Answer {
  if (path[1] !== replayId) return problem('not_found');
  if (path[2] === 'changes') {
    const was = url.searchParams.get('was');
    const wouldBe = url.searchParams.get('wouldBe');
    const shown = changes.filter(
      (change) =>
        was === null || (change.was?.outcome === was && change.wouldBe.outcome === wouldBe),
    );
    return ok({ changes: shown, nextPage: null });
  }
  state.looks += 1;
  return ok({ replay: replayOf(state, false) });
}

function replayOf({ looks }: PolicyState, transcripts: boolean): Replay {
  const running = looks < 2;
  return {
    id: replayId as Replay['id'],
    aiAgentId: aiAgent.id,
    state: running ? 'running' : 'done',
    error: null,
    policy: { kind: 'draft', version: null },
    source: transcripts ? 'transcripts' : 'history',
    since: new Date(Date.now() - 30 * 86_400_000).toISOString(),
    progress: { done: running ? 60 + looks * 70 : 212, total: 212 },
    result: {
      total: running ? 60 + looks * 70 : 212,
      same: 195,
      changed: running ? 4 : 14,
      changedShare: of(0.066, 0.04, 0.108),
      adjusted: 3,
      failed: 0,
      remeasured: 31,
      pairs: [
        { was: 'answer', wouldBe: 'handoff', count: 9, of: of(0.042, 0.022, 0.079) },
        { was: 'handoff', wouldBe: 'answer', count: 3, of: of(0.014, 0.005, 0.041) },
        { was: 'answer', wouldBe: 'offer', count: 2, of: of(0.009, 0.003, 0.034) },
        { was: 'handoff', wouldBe: 'handoff', count: 3, of: of(0.014, 0.005, 0.041) },
      ],
      outcomes: [
        {
          outcome: 'answer',
          was: { count: 131, of: of(0.618, 0.55, 0.681) },
          wouldBe: { count: 123, of: of(0.58, 0.513, 0.645) },
        },
        {
          outcome: 'offer',
          was: { count: 8, of: of(0.038, 0.019, 0.073) },
          wouldBe: { count: 10, of: of(0.047, 0.026, 0.085) },
        },
        {
          outcome: 'handoff',
          was: { count: 73, of: of(0.344, 0.284, 0.411) },
          wouldBe: { count: 79, of: of(0.373, 0.31, 0.44) },
        },
      ],
    },
    rowErrors: running ? [] : [{ row: 17, message: 'This line is no JSON: it ends too early.' }],
    rowErrorCount: running ? 0 : 1,
    leftOut: 0,
    createdAt: new Date().toISOString(),
    finishedAt: running ? null : new Date().toISOString(),
  };
}

const came = (outcome: ReplayedDecision['outcome'], more: Partial<ReplayedDecision> = {}) => ({
  outcome,
  rule: outcome === 'answer' ? 'confident' : 'guideline',
  reasons: [],
  explanation: 'The passage “Returns within 30 days” answers it: 78% sure, 70% needed.',
  team: null,
  tags: [],
  priority: 'normal' as const,
  ...more,
});

const changes: ReplayChange[] = [
  {
    conversationId: id('cnv', 1) as ReplayChange['conversationId'],
    decisionId: id('dec', 900) as ReplayChange['decisionId'],
    transcript: null,
    question: 'You took the money for the Arc twice, how do I get one of them back?',
    was: came('answer'),
    wouldBe: came('handoff', {
      explanation: 'Your guideline “Disputed charges” fits: 84% sure, 60% needed.',
      team: 'Billing',
      tags: ['dispute'],
      priority: 'high',
    }),
    confidence: 0.78,
    remeasured: true,
    at: new Date(Date.now() - 5 * 3_600_000).toISOString(),
  },
  {
    conversationId: id('cnv', 2) as ReplayChange['conversationId'],
    decisionId: id('dec', 901) as ReplayChange['decisionId'],
    transcript: null,
    question: 'Does the Glow charge by USB-C?',
    was: came('handoff', {
      rule: 'not_confident',
      explanation: 'It was 62% sure and 70% is needed.',
    }),
    wouldBe: came('answer', { explanation: 'It is 62% sure and 60% is enough.' }),
    confidence: 0.62,
    remeasured: false,
    at: new Date(Date.now() - 52 * 3_600_000).toISOString(),
  },
];
