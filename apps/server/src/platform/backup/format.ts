/**
 * A backup file: one gzip stream of lines of JSON, each followed by as many bytes as it says.
 *
 *   baton backup 1
 *   {"type":"manifest", …}              when, from which migrations, how many rows to expect
 *   {"type":"table","name":"contacts","columns":[…]}
 *   {"type":"rows","bytes":65310}       then those bytes: rows in PostgreSQL's COPY text format
 *   {"type":"tableEnd","rows":211}
 *   …
 *   {"type":"end","sha256":"…"}         of everything before this line
 *
 * The end line comes last, so a file that was cut short is never taken for a whole one.
 */
import { z } from 'zod';

export const magic = 'baton backup 1\n';

const count = z.int().min(0);

export const manifestSchema = z.object({
  type: z.literal('manifest'),
  createdAt: z.iso.datetime(),
  postgres: z.string(),
  /** Applied when the backup was made, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** In the order in which they can be loaded: who is pointed to comes first. */
  tables: z.array(z.object({ name: z.string(), rows: count })),
});

export const recordSchema = z.discriminatedUnion('type', [
  manifestSchema,
  z.object({ type: z.literal('table'), name: z.string(), columns: z.array(z.string()) }),
  z.object({ type: z.literal('rows'), bytes: count }),
  z.object({ type: z.literal('tableEnd'), rows: count }),
  z.object({ type: z.literal('end'), sha256: z.string() }),
]);

export type BackupManifest = z.output<typeof manifestSchema>;
export type BackupRecord = z.output<typeof recordSchema>;

/** What is shown while a backup is written or restored. */
export interface BackupProgress {
  table: string;
  tablesDone: number;
  tablesTotal: number;
  rowsDone: number;
  rowsTotal: number;
}

export interface BackupSummary {
  tables: number;
  rows: number;
  createdAt: string;
}
