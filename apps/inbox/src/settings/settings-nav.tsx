import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { groups } from './sections.ts';

/** All parts of the settings by group: a list at the side, and on phones a page of its own. */
export function SettingsNav({ current }: { current: string | null }) {
  return (
    <nav
      aria-label="Settings"
      className="shrink-0 overflow-y-auto border-line bg-surface px-4 pb-6 max-lg:flex-1 lg:w-52 lg:border-r lg:px-3 lg:pt-4"
    >
      {current === null && (
        <h1 className="py-6 text-title font-semibold tracking-tight">Settings</h1>
      )}
      {groups.map((group) => (
        <section key={group.name} aria-label={group.name} className="mb-5 lg:mb-4">
          <h2 className="mb-1.5 px-2.5 text-small font-medium text-ink-soft">{group.name}</h2>
          <ul className="max-lg:divide-y max-lg:divide-line max-lg:overflow-hidden max-lg:rounded-lg max-lg:border max-lg:border-line lg:flex lg:flex-col lg:gap-0.5">
            {group.sections.map(({ id, name, Icon }) => (
              <li key={id}>
                <Link
                  to="/settings/{-$section}"
                  params={{ section: id }}
                  aria-current={id === current ? 'page' : undefined}
                  className={`flex h-12 items-center gap-3 px-3 outline-offset-[-2px] lg:h-8 lg:gap-2.5 lg:rounded-md lg:px-2.5 ${
                    id === current
                      ? 'text-ink lg:bg-selected lg:font-medium'
                      : 'hover:bg-hover hover:text-ink lg:text-ink-soft'
                  }`}
                >
                  <Icon size={15} aria-hidden className="shrink-0 max-lg:text-ink-soft" />
                  <span className="min-w-0 flex-1 truncate">{name}</span>
                  <ChevronRight size={16} aria-hidden className="text-ink-soft lg:hidden" />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
