/** What the audit log holds, and how long data is kept. */
import type { AuditEntry, FoundContact, RetentionCounts, RetentionView } from '@baton/protocol';
import { id } from './ids.ts';
import { aiAgent, jo, sam } from './people.ts';

export type RecordsState = {
  entries: AuditEntry[];
  retention: RetentionView;
  would: RetentionCounts;
  /** Contacts of whom no conversation is left. */
  quiet: FoundContact[];
  /** Queries of the audit log, as they came. */
  asked: string[];
};

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/151.0 Safari/537.36';

const done: [minutes: number, who: string | null, kind: string, words: string, details: object][] =
  [
    [
      3,
      sam.id,
      'policyPublished',
      `Sam Okafor switched on policy version 4 of ${aiAgent.name}`,
      { version: 4, origin: 'published' },
    ],
    [18, sam.id, 'modelKeySet', `Sam Okafor entered a model key for ${aiAgent.name}`, {}],
    [
      41,
      null,
      'signInFailed',
      'Somebody tried to sign in as Jo Ferreira with a wrong password',
      {},
    ],
    [42, jo.id, 'signedIn', 'Jo Ferreira signed in', {}],
    [
      60 * 5,
      sam.id,
      'roleChanged',
      'Sam Okafor made Jo Ferreira an admin (was teammate)',
      { from: 'teammate', to: 'admin' },
    ],
    [
      60 * 26,
      jo.id,
      'documentsAdded',
      'Jo Ferreira added 12 documents',
      { count: 12, names: ['Returns', 'Shipping', 'Warranty'] },
    ],
    [
      60 * 27,
      jo.id,
      'contactErased',
      'Jo Ferreira erased a customer, with 2 conversations',
      { conversations: 2, messages: 31 },
    ],
    [
      60 * 50,
      null,
      'retentionApplied',
      'Baton removed 1,204 conversations and 3 people without conversations, as retention says',
      { conversations: 1204, visitors: 3 },
    ],
  ];

export const createRecords = (): RecordsState => ({
  entries: done.map(([minutes, teammateId, kind, words, details], index) => ({
    id: String(1_000 - index),
    at: minutesAgo(minutes),
    kind,
    teammateId: teammateId as AuditEntry['teammateId'],
    words,
    subject:
      kind === 'policyPublished' ? { kind: 'aiAgent', id: aiAgent.id, name: aiAgent.name } : null,
    details: details as Record<string, unknown>,
    address: kind === 'retentionApplied' ? null : '203.0.113.24',
    userAgent: kind === 'retentionApplied' ? null : chrome,
  })),
  retention: {
    rules: {
      conversationsDays: null,
      visitorsDays: null,
      decisionInputsDays: null,
      auditLogDays: 365,
    },
    lastRun: {
      at: minutesAgo(12),
      removed: { conversations: 0, visitors: 0, decisionInputs: 0, auditEntries: 4 },
    },
  },
  would: { conversations: 1_204, visitors: 3, decisionInputs: 0, auditEntries: 0 },
  asked: [],
  quiet: [
    {
      id: id('con', 81) as FoundContact['id'],
      name: 'Ada Osei-Lindqvist',
      email: 'ada.osei-lindqvist@quite-a-long-name-of-a-company.example',
      externalId: 'customer-2041',
      verified: true,
      lastSeenAt: minutesAgo(60 * 24 * 210),
      conversations: 0,
    },
  ],
});
