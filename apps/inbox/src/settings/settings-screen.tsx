import { Link, useParams } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { Suspense } from 'react';
import { Page } from '../design/page.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useThreePanes } from '../design/use-wide-screen.ts';
import { sections } from './sections.ts';
import { SettingsNav } from './settings-nav.tsx';

/** Settings: the list on the left and one section. Where there is no room for both, first the list. */
export function SettingsScreen() {
  const { section: id } = useParams({ from: '/app/settings/{-$section}' });
  const both = useThreePanes();
  const section = sections.find((one) => one.id === id) ?? (both ? sections[0] : undefined);
  if (section === undefined) {
    return (
      <main className="flex min-h-0 min-w-0 flex-1">
        <SettingsNav current={null} />
      </main>
    );
  }
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      {both && <SettingsNav current={section.id} />}
      <Page
        key={section.id}
        back={both ? null : <BackToSettings />}
        title={section.name}
        lead={section.lead}
      >
        <Suspense fallback={<SectionSkeleton />}>
          <section.Content />
        </Suspense>
      </Page>
    </div>
  );
}

function BackToSettings() {
  return (
    <Link
      to="/settings/{-$section}"
      params={{ section: undefined }}
      className="inline-flex items-center gap-0.5 font-medium text-accent-text underline-offset-2 hover:underline"
    >
      <ChevronLeft size={14} aria-hidden />
      Settings
    </Link>
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
