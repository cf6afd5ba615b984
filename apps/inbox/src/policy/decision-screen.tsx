import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useAiAgent } from '../api/knowledge.ts';
import { checkPolicy, policyQuery } from '../api/policies.ts';
import { useMayManage } from '../api/session.ts';
import { NotLoaded } from '../app/not-loaded.tsx';
import { ReviewQueueSection } from '../calibration/review-queue-section.tsx';
import { Loading } from '../design/loading.tsx';
import { Notice } from '../design/notice.tsx';
import { Page } from '../design/page.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { DraftBar } from './draft-bar.tsx';
import { GuidelinesSection } from './guidelines-section.tsx';
import type { SectionProps } from './section-props.ts';
import { type SectionId, sections } from './sections.ts';
import { TagsSection } from './tags-section.tsx';
import { TextsSection } from './texts-section.tsx';
import { TopicsSection } from './topics-section.tsx';
import { forget, useDraft } from './use-draft.ts';
import { VersionsSection } from './versions-section.tsx';
import { WhenSection } from './when-section.tsx';

const ReplaySection = lazy(async () => ({
  default: (await import('./replay/replay-section.tsx')).ReplaySection,
}));

/** When the AI answers and when it passes the baton: the policy, tried and published, and reviews. */
export function DecisionScreen() {
  const { section: id } = useParams({ from: '/app/decision/{-$section}' });
  const section = sections.find((one) => one.id === id) ?? sections[0];
  const aiAgent = useAiAgent();
  return (
    <div className="flex min-w-0 flex-1 max-lg:flex-col">
      <nav
        aria-label="Decision"
        className="flex shrink-0 gap-1 border-line bg-surface p-3 max-lg:overflow-x-auto max-lg:border-b lg:w-52 lg:flex-col lg:border-r lg:pt-6"
      >
        {sections.map(({ id: name, name: title, Icon }) => (
          <Link
            key={name}
            to="/decision/{-$section}"
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
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {section.id === 'reviews' ? (
          <Page title={section.name} lead={section.lead}>
            <ReviewQueueSection aiAgentId={aiAgent.id} />
          </Page>
        ) : (
          <LoadedPolicy aiAgentId={aiAgent.id} title={section.name}>
            <Policy key={aiAgent.id} aiAgentId={aiAgent.id} section={section.id} />
          </LoadedPolicy>
        )}
      </div>
    </div>
  );
}

/** Loading and failing look like the screen that is to come. */
function LoadedPolicy({
  aiAgentId,
  title,
  children,
}: {
  aiAgentId: string;
  title: string;
  children: ReactNode;
}) {
  const query = useQuery(policyQuery(aiAgentId));
  if (query.data) return children;
  if (query.isError) {
    return (
      <Page title={title}>
        <NotLoaded what="The policy" query={query} />
      </Page>
    );
  }
  return <PolicySkeleton />;
}

function Policy({
  aiAgentId,
  section,
}: {
  aiAgentId: string;
  section: Exclude<SectionId, 'reviews'>;
}) {
  const draft = useDraft(aiAgentId);
  const mayManage = useMayManage();
  const { view, document, saving, change, flush } = draft;
  const saved = useSuspenseQuery(policyQuery(aiAgentId)).data;
  // What is stored is checked: each save brings the findings up to date.
  const checked = saved.draft ?? saved.published;
  const check = useQuery({
    queryKey: [
      'policy-check',
      aiAgentId,
      saved.draft ? `draft ${saved.draft.revision}` : `version ${saved.published.version}`,
    ],
    queryFn: ({ signal }) => checkPolicy(aiAgentId, checked.document, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: mayManage,
  });
  const findings = check.data?.findings ?? [];
  useEffect(
    () => () => {
      void flush().then((done) => done && forget(aiAgentId));
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, as the screen is left
    [aiAgentId],
  );
  const { name, lead } = sections.find(({ id }) => id === section) ?? sections[0];
  const props: SectionProps = { aiAgentId, view, document, findings, mayManage, change };
  return (
    <>
      {(section !== 'versions' || view.draft !== null || saving) && (
        <DraftBar aiAgentId={aiAgentId} draft={draft} findings={findings} mayManage={mayManage} />
      )}
      <Page key={section} title={name} lead={lead} wide={section === 'when'}>
        {!mayManage && (
          <div className="mb-5">
            <Notice kind="info">You can look here. Owners and admins change the policy.</Notice>
          </div>
        )}
        <Section section={section} {...props} flush={flush} />
      </Page>
    </>
  );
}

function Section({
  section,
  flush,
  ...props
}: SectionProps & { section: Exclude<SectionId, 'reviews'>; flush: () => Promise<boolean> }) {
  switch (section) {
    case 'when':
      return <WhenSection {...props} />;
    case 'guidelines':
      return <GuidelinesSection {...props} />;
    case 'topics':
      return <TopicsSection {...props} />;
    case 'tags':
      return <TagsSection {...props} />;
    case 'texts':
      return <TextsSection {...props} />;
    case 'replay':
      return (
        <Suspense fallback={<Skeleton className="h-40 w-full rounded-lg" />}>
          <ReplaySection {...props} flush={flush} />
        </Suspense>
      );
    case 'versions':
      return <VersionsSection {...props} />;
  }
}

function PolicySkeleton() {
  return (
    <>
      <div className="h-13 shrink-0 border-b border-line bg-surface px-8 py-4">
        <Skeleton className="h-4 w-64" />
      </div>
      <Page title={<Skeleton className="h-7 w-48" />}>
        <Loading what="the policy" blocks={['h-56 rounded-lg', 'h-40 rounded-lg']} />
      </Page>
    </>
  );
}
