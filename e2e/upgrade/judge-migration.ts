/**
 * May this run while the version before is serving? Judged by its words, statement by statement:
 * first add, later remove; and no lock on a table with customers in it for longer than a moment.
 * docs/decisions/upgrades.md says why each of these is asked.
 */

export interface Finding {
  statement: string;
  why: string;
}

interface Rule {
  when: RegExp;
  why: string;
  /** Only where it is about a table that the version before knows. */
  onKnownTable?: boolean;
}

const TABLE = String.raw`(?:only\s+)?"?(?<table>\w+)"?`;
const alter = (what: string) => new RegExp(`^alter table (?:if exists )?${TABLE} .*${what}`, 's');

const rules: readonly Rule[] = [
  {
    when: /^drop (?!policy|trigger|index concurrently)/,
    why: 'the version before may still use what is dropped: drop it one release later',
  },
  {
    when: alter(String.raw`\bdrop\b(?! not null| default)`),
    onKnownTable: true,
    why: 'the version before may still use what is dropped: drop it one release later',
  },
  {
    when: alter(String.raw`\brename\b`),
    onKnownTable: true,
    why: 'the version before knows the old name: add, copy, and drop one release later',
  },
  {
    when: alter(String.raw`\btype\b`),
    onKnownTable: true,
    why: 'another type rewrites the table under a lock, and the version before writes the old one',
  },
  {
    when: alter(String.raw`\bset not null\b`),
    onKnownTable: true,
    why: 'the version before may not fill it, and every row is read under a lock',
  },
  {
    when: alter(
      String.raw`\badd column (?:(?!,\s*add).)*\bnot null\b(?!(?:(?!,\s*add).)*\bdefault\b)(?<!default.*)`,
    ),
    onKnownTable: true,
    why: 'the version before does not fill it: give it a default',
  },
  {
    when: alter(
      String.raw`\badd column (?:(?!,\s*add).)*\bdefault\b[^,]*(?:random|clock_timestamp|nextval|gen_random_uuid)`,
    ),
    onKnownTable: true,
    why: 'a default that differs by row rewrites the table under a lock',
  },
  {
    when: alter(
      String.raw`\badd column (?:(?!,\s*add).)*\b(?:references|unique|primary key|generated)\b`,
    ),
    onKnownTable: true,
    why: 'every row is read or written under a lock: add the constraint apart, not valid',
  },
  {
    when: alter(String.raw`\badd (?:constraint \w+ )?(?:check|foreign key)\b(?!.*\bnot valid\b)`),
    onKnownTable: true,
    why: 'every row is read under a lock: say not valid, validate by a job',
  },
  {
    when: alter(String.raw`\badd (?:constraint \w+ )?(?:unique|primary key|exclude)\b`),
    onKnownTable: true,
    why: 'an index is built under a lock, and the version before may write what it forbids',
  },
  {
    when: new RegExp(
      `^create (?:unique )?index (?!concurrently)(?:if not exists )?(?:\\w+ )?on ${TABLE}`,
    ),
    onKnownTable: true,
    why: 'nobody writes to the table while the index is built',
  },
  {
    when: new RegExp(`^create unique index .*on ${TABLE}`),
    onKnownTable: true,
    why: 'the version before may write what it forbids',
  },
  {
    when: new RegExp(`^create (?:or replace )?(?:constraint )?trigger .* on ${TABLE}`, 's'),
    onKnownTable: true,
    why: 'it also runs for what the version before writes',
  },
  {
    when: new RegExp(`^(?:update|delete from|truncate(?: table)?) ${TABLE}`),
    onKnownTable: true,
    why: 'rows are locked until the end, all of them at once: fill large tables by a job',
  },
  {
    when: new RegExp(`^insert into ${TABLE}.*\\bselect\\b`, 's'),
    onKnownTable: true,
    why: 'as many rows as there are, in one transaction: fill large tables by a job',
  },
  { when: /^(?:lock|cluster|vacuum|reindex)\b/, why: 'it locks a table for long' },
  {
    when: new RegExp(`^alter table ${TABLE} .*force row level security`, 's'),
    onKnownTable: true,
    why: 'the version before sets no workspace and would see no rows',
  },
];

/** @param known tables of the version before */
export function judgeMigration(sql: string, known: ReadonlySet<string>): Finding[] {
  return statementsOf(sql).flatMap((statement) => {
    const found = rules.find(({ when, onKnownTable }) => {
      const match = when.exec(statement);
      if (match === null) return false;
      return onKnownTable !== true || known.has(match.groups?.['table'] ?? '');
    });
    return found === undefined ? [] : [{ statement, why: found.why }];
  });
}

/**
 * Lower case, one space between words, without comments. What a `do` block does is done now, so its
 * statements count; bodies of functions stay out.
 */
export function statementsOf(sql: string): string[] {
  return sql
    .replaceAll(/--[^\n]*/g, '')
    .replaceAll(/\bdo\s+\$(\w*)\$([\s\S]*?)\$\1\$/gi, (_all, _tag, body: string) => body)
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, "'body'")
    .split(/;|\bbegin\b|\bthen\b|\bend\b/i)
    .map((statement) => statement.trim().replaceAll(/\s+/g, ' ').toLowerCase())
    .filter((statement) => statement !== '');
}

/** Tables that some migrations make. */
export function tablesOf(sql: string): string[] {
  return statementsOf(sql).flatMap((statement) => {
    const name = /^create table (?:if not exists )?"?(\w+)"?/.exec(statement)?.[1];
    return name === undefined ? [] : [name];
  });
}
