import type { AuditEntry } from '@baton/protocol';
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { pastMoment, wholeMoment } from '../../app/times.ts';

/** One thing that was done, in a sentence; from where and what exactly on demand. */
export function AuditRow({ entry, now }: { entry: AuditEntry; now: number }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li className="not-last:border-b not-last:border-line">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-3 px-5 py-2.5 text-left hover:bg-hover max-sm:gap-2 max-sm:px-4"
      >
        <span className="min-w-0 flex-1">
          <span className="block text-pretty break-words">{entry.words}</span>
          <span className="block text-small text-ink-soft sm:hidden">
            {pastMoment(entry.at, now)}
          </span>
        </span>
        <time
          dateTime={entry.at}
          title={wholeMoment(entry.at)}
          className="shrink-0 pt-px text-small text-ink-soft tabular-nums max-sm:hidden"
        >
          {pastMoment(entry.at, now)}
        </time>
        <ChevronDown
          size={15}
          aria-hidden
          className={`mt-0.5 shrink-0 text-ink-faint transition-transform ${open ? 'rotate-180' : ''}`}
        />
      </button>
      <div id={id} hidden={!open} className="px-5 pt-1 pb-3 max-sm:px-4">
        {open && <Details entry={entry} />}
      </div>
    </li>
  );
}

/** "allowedOrigins" → "Allowed origins" */
function named(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Details({ entry }: { entry: AuditEntry }) {
  const facts: [string, string][] = [
    ['When', wholeMoment(entry.at)],
    ['From', entry.address ?? 'Baton itself'],
    ...(entry.userAgent ? ([['Browser', entry.userAgent]] as [string, string][]) : []),
    ...(entry.subject ? ([['About', entry.subject.id]] as [string, string][]) : []),
    ...Object.entries(entry.details).map(([name, value]): [string, string] => [
      named(name),
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ];
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md bg-sunken px-3 py-2.5 text-small">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
