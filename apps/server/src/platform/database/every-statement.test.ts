/**
 * Reads every statement in the server's sources. The first wall between workspaces is that each
 * names its workspace; where one does not, it is said here why not. And whatever looks across
 * workspaces is listed here, so that nothing new does so unnoticed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findMigrationsFolder } from './migrations-folder.ts';

const sources = fileURLToPath(new URL('../../', import.meta.url));

/** Files with statements that name no workspace. Behind the second wall they still keep to one. */
const unscoped: Record<string, string[]> = {
  'goes across workspaces, as listed below': [
    'composition/metrics/promises.ts',
    'composition/read-models.ts',
    'composition/warm-policies.ts',
    'modules/accounts/ai-agents.ts',
    'modules/accounts/invites.ts',
    'modules/accounts/sessions.ts',
    'modules/accounts/sweep.ts',
    'modules/accounts/widget-sessions.ts',
    'modules/integrations/webhooks/deliver.ts',
    'modules/integrations/webhooks/standing.ts',
    'modules/notifications/forget-old-mails.ts',
    'platform/feed/generation.ts',
    'platform/feed/prune.ts',
    'platform/feed/read.ts',
    'platform/feed/undelivered.ts',
    'platform/jobs/lease.ts',
    'platform/jobs/prune.ts',
    'platform/jobs/queue.ts',
  ],
  'names it in a part that is put in': [
    'modules/conversations/store/conversation-row.ts',
    'modules/conversations/store/list-conversations.ts',
    'modules/conversations/store/read-conversation.ts',
    'modules/feedback/reviews/read-decisions.ts',
    'modules/knowledge/store/sources.ts',
    'modules/records/fallen-due.ts',
    'modules/records/remove-due.ts',
  ],
  'by the key of a row that a statement with the workspace has just found or locked': [
    'modules/answering/actions/at-turn.ts',
    'modules/feedback/replay/replay-store.ts',
    'modules/feedback/reviews/review-decision.ts',
    'modules/knowledge/curation/change-passage.ts',
    'modules/knowledge/curation/store-curations.ts',
    'modules/knowledge/sources.ts',
    'modules/knowledge/store/documents.ts',
    'modules/knowledge/store/passages.ts',
    'modules/knowledge/store/versions.ts',
    'modules/knowledge/website/keep-page.ts',
  ],
  'of the source whose reading this job of the workspace holds': [
    'modules/knowledge/website/frontier.ts',
    'modules/knowledge/website/reading-lease.ts',
    'modules/knowledge/website/retiring.ts',
    'modules/knowledge/website/source-life.ts',
  ],
};

/** Whoever looks across workspaces. Why each may is told at `WhyAcross` (standing.ts). */
const across = [
  'composition/housekeeping.ts',
  'composition/metrics/index.ts',
  'composition/read-models.ts',
  'modules/accounts/ai-agents.ts',
  'modules/accounts/half-sessions.ts',
  'modules/accounts/invites.ts',
  'modules/accounts/password-resets.ts',
  'modules/accounts/sessions.ts',
  'modules/accounts/set-up.ts',
  'modules/accounts/widget-sessions.ts',
  'modules/integrations/webhooks/work.ts',
  'platform/fan-out/through-broker.ts',
  'platform/feed/generation.ts',
  'platform/feed/tail.ts',
  'platform/jobs/runner.ts',
  'serve.ts',
];

const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .map((name) => relative(sources, join(sources, name)).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
  .filter((name) => !/\.test\.ts$|(?:^|\/)(?:testing|fixtures)\//.test(name))
  .map((name) => ({ name, text: readFileSync(join(sources, name), 'utf8') }));

const tables = tablesOfWorkspaces();
const table = new RegExp(
  `\\b(?:from|join|into|update|using)\\s+(?:only\\s+)?(?:${tables.join('|')})\\b`,
);
const verb = /\b(?:select|insert|update|delete)\b/;

function tablesOfWorkspaces(): string[] {
  const folder = findMigrationsFolder();
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(
        /create table (?:if not exists )?(\w+) \(([\s\S]*?)\n\)/g,
      ),
    ])
    .filter(([, , columns]) => columns?.includes('workspace_id'))
    .map(([, name]) => name as string);
  return [...new Set(names)];
}

/** Texts between quotes and backticks; what is put in with ${…} is left out, its own texts are not. */
function textsIn(source: string): string[] {
  const texts: string[] = [];
  let at = 0;
  const code = (until: string): void => {
    for (; at < source.length; at += 1) {
      const char = source[at] as string;
      if (char === until) return;
      if (char === '{') {
        at += 1;
        code('}');
      } else if (char === '`') template();
      else if (char === "'" || char === '"') quoted(char);
      else if (source.startsWith('//', at)) at = endOf('\n');
      else if (source.startsWith('/*', at)) at = endOf('*/') + 1;
    }
  };
  const endOf = (mark: string): number => {
    const end = source.indexOf(mark, at + 1);
    return end === -1 ? source.length : end;
  };
  const quoted = (quote: string): void => {
    const from = (at += 1);
    // A quote in a regular expression ends with its line.
    while (at < source.length && source[at] !== quote && source[at] !== '\n')
      at += source[at] === '\\' ? 2 : 1;
    texts.push(source.slice(from, at));
  };
  const template = (): void => {
    let text = '';
    for (at += 1; at < source.length && source[at] !== '`'; at += 1) {
      if (source.startsWith('${', at)) {
        at += 2;
        code('}');
        text += '…';
      } else text += source[at] === '\\' ? source[(at += 1)] : source[at];
    }
    texts.push(text);
  };
  code('');
  return texts;
}

const isStatement = (text: string): boolean => verb.test(text) && table.test(text);
const namesWorkspace = (text: string): boolean => /workspace_?id|\bworkspace\b/i.test(text);

describe('statements', () => {
  it('are found: in quotes, in backticks, and inside of what is put into another', () => {
    const source = [
      `query('select 1 from messages'); // 'select 2 from messages'`,
      "query(`select 3 from ${name('{')} where ${cond ? `x in (select 4 from passages)` : ''}`);",
      '/* `select 5 from messages` */ query("update jobs set x = 1");',
    ].join('\n');
    expect(textsIn(source).filter(isStatement)).toEqual([
      'select 1 from messages',
      'x in (select 4 from passages)',
      'update jobs set x = 1',
    ]);
    expect(tables.length).toBeGreaterThan(35);
    expect(files.flatMap(({ text }) => textsIn(text).filter(isStatement)).length).toBeGreaterThan(
      200,
    );
  });

  it('name their workspace, or it is said here why not', () => {
    const without = files
      .filter(({ text }) =>
        textsIn(text).some((each) => isStatement(each) && !namesWorkspace(each)),
      )
      .map(({ name }) => name);
    expect(without.toSorted()).toEqual(Object.values(unscoped).flat().toSorted());
  });

  it('go across workspaces only where it is listed here', () => {
    const going = files
      .filter(({ name }) => name !== 'platform/database/standing.ts')
      .filter(({ text }) => text.includes('acrossWorkspaces('))
      .map(({ name }) => name);
    expect(going.toSorted()).toEqual(across.toSorted());
  });
});
