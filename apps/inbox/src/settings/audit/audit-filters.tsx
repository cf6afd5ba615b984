import type { AuditGroup } from '@baton/protocol';
import type { ReactNode } from 'react';
import { useSession } from '../../api/session.ts';
import { groupWords } from './group-words.ts';

export type Period = 'any' | 'day' | 'week' | 'month';
export type AuditFilter = { group: AuditGroup | null; teammate: string | null; period: Period };

const periods: Record<Period, string> = {
  any: 'Any time',
  day: 'Last 24 hours',
  week: 'Last 7 days',
  month: 'Last 30 days',
};

/** About what, by whom, when. */
export function AuditFilters({
  filter,
  onChange,
}: {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}) {
  const { teammates } = useSession();
  return (
    <div className="flex flex-wrap gap-2">
      <Choice
        label="What"
        value={filter.group ?? ''}
        onChange={(value) => onChange({ ...filter, group: (value || null) as AuditGroup | null })}
      >
        <option value="">Everything</option>
        {Object.entries(groupWords).map(([group, words]) => (
          <option key={group} value={group}>
            {words}
          </option>
        ))}
      </Choice>
      <Choice
        label="Who"
        value={filter.teammate ?? ''}
        onChange={(value) => onChange({ ...filter, teammate: value || null })}
      >
        <option value="">Everybody</option>
        {teammates.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label="When"
        value={filter.period}
        onChange={(value) => onChange({ ...filter, period: value as Period })}
      >
        {Object.entries(periods).map(([period, words]) => (
          <option key={period} value={period}>
            {words}
          </option>
        ))}
      </Choice>
    </div>
  );
}

function Choice({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="field w-auto! max-w-full max-sm:flex-1"
    >
      {children}
    </select>
  );
}
