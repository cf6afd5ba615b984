// What the preview counts is what is then removed, whatever there is and whatever the rules are:
// one rule leaves more, or less, for the next.

import type { ConversationId, RetentionRules } from '@baton/protocol';
import { ana } from '@baton/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { accepted, aReply, workspaceId } from '../conversations/testing/desk.ts';
import { aRecord } from '../feedback/testing/recorded-decision.ts';
import { openRecordsDesk, type RecordsDesk } from './testing/records-desk.ts';

const DAY_MS = 24 * 60 * 60_000;

let desk: RecordsDesk;
/** Written as they really are, and copied from then on: a hundred of them cost nothing. */
let patterns: { resolved: ConversationId; open: ConversationId };

beforeAll(async () => {
  desk = await openRecordsDesk();
  const resolved = await desk.start();
  accepted(await desk.ask(resolved.id, aReply(ana)));
  accepted(await desk.ask(resolved.id, { type: 'resolve', by: ana }));
  patterns = { resolved: resolved.id, open: (await desk.start()).id };
});
afterAll(() => desk.close());

interface Person {
  seen: number;
  conversations: { status: 'resolved' | 'open'; quiet: number; decided: number[] }[];
}

/** In days, on both sides of every rule. */
const age = fc.constantFrom(5, 15, 25, 35);
const rule = (...days: number[]) => fc.constantFrom(null, ...days);
const people = fc.array(
  fc.record<Person>({
    seen: age,
    conversations: fc.array(
      fc.record({
        status: fc.constantFrom('resolved', 'resolved', 'open'),
        quiet: age,
        decided: fc.array(age, { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  }),
  { maxLength: 6 },
);
const someRules = fc.record<RetentionRules>({
  conversationsDays: rule(10, 20, 30),
  visitorsDays: rule(10, 20, 30),
  decisionInputsDays: rule(10, 20, 30),
  auditLogDays: rule(30, 40),
});

const daysAgo = (days: number) => new Date(desk.clock.now().getTime() - days * DAY_MS);

async function furnish(all: readonly Person[], entries: readonly number[]): Promise<void> {
  const { query } = desk.database;
  await query('delete from conversations where not (id = any($1))', [Object.values(patterns)]);
  await query(
    'delete from contacts c where not exists (select from conversations where contact_id = c.id)',
  );
  await query('delete from retention_rules');
  const now = Object.values(patterns);
  await query('update conversations set last_message_at = $2, updated_at = $2 where id = any($1)', [
    now,
    daysAgo(0),
  ]);
  await query('update contacts set last_seen_at = $1', [daysAgo(0)]);
  for (const { seen, conversations } of all) {
    const contactId = newId('con');
    await query(
      `insert into contacts (id, workspace_id, last_seen_at, name) values ($1, $2, $3, 'Ana')`,
      [contactId, workspaceId, daysAgo(seen)],
    );
    for (const { status, quiet, decided } of conversations) {
      const id = newId('cnv');
      await query(
        `insert into conversations select (jsonb_populate_record(c, jsonb_build_object(
           'id', $2::text, 'contact_id', $3::text,
           'last_message_at', $4::timestamptz, 'updated_at', $4::timestamptz))).*
         from conversations c where id = $1`,
        [patterns[status], id, contactId, daysAgo(quiet)],
      );
      for (const [turn, days] of decided.entries()) {
        await query(
          `insert into decisions (id, workspace_id, conversation_id, turn, outcome, record, at)
           values ($1, $2, $3, $4, 'answer', $5, $6)`,
          [
            newId('dec'),
            workspaceId,
            id,
            turn,
            JSON.stringify(aRecord('answer', 1)),
            daysAgo(days),
          ],
        );
      }
    }
  }
  for (const days of entries) {
    await query(`insert into audit_log (workspace_id, kind, at) values ($1, 'signedIn', $2)`, [
      workspaceId,
      daysAgo(days),
    ]);
  }
}

async function previewedAndRemoved(rules: RetentionRules) {
  const { preview, set, apply } = desk.records.retention;
  const { wouldRemove } = await preview(workspaceId, rules);
  await set(desk.me, rules);
  return { wouldRemove, removed: await apply(workspaceId, new AbortController().signal) };
}

it('counts whoever loses their last conversation, and no question that goes with one', async () => {
  const told = { status: 'resolved' as const, quiet: 35, decided: [35, 34] };
  await furnish([{ seen: 35, conversations: [told, told] }], []);
  const { wouldRemove, removed } = await previewedAndRemoved({
    conversationsDays: 30,
    visitorsDays: 30,
    decisionInputsDays: 30,
    auditLogDays: null,
  });
  expect(wouldRemove).toEqual({
    conversations: 2,
    visitors: 1,
    decisionInputs: 0,
    auditEntries: 0,
  });
  expect(removed).toEqual(wouldRemove);
});

it('counts what is then removed, whatever there is and whatever the rules are', async () => {
  await fc.assert(
    fc.asyncProperty(
      people,
      fc.array(age, { maxLength: 3 }),
      someRules,
      async (all, entries, rules) => {
        await furnish(all, entries);
        const { wouldRemove, removed } = await previewedAndRemoved(rules);
        expect(removed).toEqual(wouldRemove);
        // Nothing is left of what it promised.
        const { wouldRemove: left } = await desk.records.retention.preview(workspaceId, rules);
        expect(left).toEqual({
          conversations: 0,
          visitors: 0,
          decisionInputs: 0,
          auditEntries: 0,
        });
      },
    ),
    { numRuns: 25 },
  );
});
