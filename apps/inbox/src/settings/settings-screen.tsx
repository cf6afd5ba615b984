import { Link, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { Page } from '../design/page.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { sections } from './sections.ts';

/** Settings: a short list on the left (above, on phones) and one section. */
export function SettingsScreen() {
  const { section: id } = useParams({ from: '/app/settings/{-$section}' });
  const section = sections.find((one) => one.id === id) ?? sections[0];
  return (
    <div className="flex min-w-0 flex-1 max-lg:flex-col">
      <nav
        aria-label="Settings"
        className="flex shrink-0 gap-1 border-line bg-surface p-3 max-lg:overflow-x-auto max-lg:border-b lg:w-52 lg:flex-col lg:border-r lg:pt-6"
      >
        {sections.map(({ id: name, name: title, Icon }) => (
          <Link
            key={name}
            to="/settings/{-$section}"
            params={{ section: name }}
            aria-current={name === section.id ? 'page' : undefined}
            ref={(link) => {
              // On phones the list goes sideways: the one chosen is in sight.
              if (name === section.id)
                link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
            }}
            className={`flex h-8 shrink-0 scroll-mx-4 items-center gap-2.5 rounded-md px-2.5 max-md:h-10 ${
              name === section.id
                ? 'bg-selected font-medium text-ink'
                : 'text-ink-soft hover:bg-hover hover:text-ink'
            }`}
          >
            <Icon size={15} aria-hidden />
            {title}
          </Link>
        ))}
      </nav>
      <Page key={section.id} title={section.name} lead={section.lead}>
        <Suspense fallback={<SectionSkeleton />}>
          <section.Content />
        </Suspense>
      </Page>
    </div>
  );
}

function SectionSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-4">
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-9 w-1/2" />
    </div>
  );
}
