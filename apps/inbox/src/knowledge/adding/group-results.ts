/** Results of an upload as they are shown: files of one archive together, a table with its rows. Pure. */
import type { AddedDocument } from '@baton/protocol';

export type AddResult = Pick<AddedDocument, 'name' | 'result' | 'reason' | 'rows'>;
export type ResultGroup =
  | { kind: 'one'; name: string; result: AddResult }
  | { kind: 'table'; name: string; result: AddResult & { rows: NonNullable<AddResult['rows']> } }
  | { kind: 'archive'; name: string; results: readonly AddResult[] };

/** "handbook.zip/guide/returns.md": what it is in, and its path within. */
export function inArchive(name: string): { archive: string; path: string } | null {
  const found = /^(.*?\.zip)\/(.+)$/i.exec(name);
  return found ? { archive: found[1] as string, path: found[2] as string } : null;
}

export function groupResults(results: readonly AddResult[]): ResultGroup[] {
  const groups: ResultGroup[] = [];
  const archives = new Map<string, AddResult[]>();
  for (const result of results) {
    const within = inArchive(result.name);
    const { rows } = result;
    if (within) {
      const known = archives.get(within.archive);
      const member = { ...result, name: within.path };
      if (known) known.push(member);
      else {
        const members = [member];
        archives.set(within.archive, members);
        groups.push({ kind: 'archive', name: within.archive, results: members });
      }
    } else if (rows) groups.push({ kind: 'table', name: result.name, result: { ...result, rows } });
    else groups.push({ kind: 'one', name: result.name, result });
  }
  return groups;
}

/** Good and bad ones, rows of tables counted one by one. */
export function tally(results: readonly AddResult[]): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (const { result, rows } of results) {
    if (rows) {
      good += rows.added + rows.replaced + rows.unchanged;
      bad += rows.rejected;
    } else if (result === 'rejected') bad += 1;
    else good += 1;
  }
  return { good, bad };
}

/** "48 rows added, 2 replaced, 3 left out". */
export function rowsInWords(rows: NonNullable<AddResult['rows']>): string {
  const parts = [
    [rows.added, 'added'],
    [rows.replaced, 'replaced'],
    [rows.unchanged, 'known already'],
    [rows.rejected, 'left out'],
  ] as const;
  const said = parts.filter(([number]) => number > 0);
  if (said.length === 0) return 'No rows';
  return said
    .map(([number, words], index) => {
      const count = number.toLocaleString('en');
      return index === 0
        ? `${count} ${number === 1 ? 'row' : 'rows'} ${words}`
        : `${count} ${words}`;
    })
    .join(', ');
}
