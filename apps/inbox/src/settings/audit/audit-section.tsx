import { useInfiniteQuery } from '@tanstack/react-query';
import { Download, ScrollText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type AuditQuestion, auditFile, auditQuery } from '../../api/records.ts';
import { problemCode } from '../../api/request.ts';
import { NotLoaded } from '../../app/not-loaded.tsx';
import { useNow } from '../../app/now.ts';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { Loading } from '../../design/loading.tsx';
import { Menu, MenuItem } from '../../design/menu.tsx';
import { ForManagers } from '../for-managers.tsx';
import { type AuditFilter, AuditFilters, type Period } from './audit-filters.tsx';
import { AuditRow } from './audit-row.tsx';

const DAY_MS = 24 * 60 * 60_000;
const lengths: Record<Exclude<Period, 'any'>, number> = { day: 1, week: 7, month: 30 };

/** Who did what: a list in plain words, by what, who and when; to be read here or as a file. */
export function AuditSection() {
  const [filter, setFilter] = useState<AuditFilter>({ group: null, teammate: null, period: 'any' });
  const question = useMemo<AuditQuestion>(() => {
    const { group, teammate, period } = filter;
    const from =
      period === 'any' ? null : new Date(Date.now() - lengths[period] * DAY_MS).toISOString();
    return { group, teammate, from };
  }, [filter]);
  const log = useInfiniteQuery(auditQuery(question));
  const now = useNow();

  if (problemCode(log.error) === 'forbidden') return <ForManagers />;
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <AuditFilters filter={filter} onChange={setFilter} />
        <Menu trigger={<Button icon={<Download size={15} />}>Download</Button>}>
          <MenuItem onSelect={() => window.location.assign(auditFile(question, 'csv'))}>
            As a table (CSV)
          </MenuItem>
          <MenuItem onSelect={() => window.location.assign(auditFile(question, 'ndjson'))}>
            As JSON lines
          </MenuItem>
        </Menu>
      </div>
      {log.isPending && <Loading blocks={['h-96 rounded-lg']} />}
      {log.isError && <NotLoaded what="The audit log" query={log} />}
      {log.data && (
        <Card className="overflow-hidden">
          {entries.length === 0 ? (
            <EmptyState icon={<ScrollText size={20} />} title="Nothing was done">
              By nobody, at no time that you asked for. Look at everything.
            </EmptyState>
          ) : (
            <ul
              aria-label="Entries"
              aria-busy={log.isPlaceholderData}
              className={log.isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}
            >
              {entries.map((entry) => (
                <AuditRow key={entry.id} entry={entry} now={now} />
              ))}
            </ul>
          )}
        </Card>
      )}
      {log.hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
    </>
  );
}
