import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight, Check, ExternalLink, FlaskConical } from 'lucide-react';
import type { ReactNode } from 'react';
import { documentsQuery, useAiAgent } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { useSession } from '../api/session.ts';
import { sourcesQuery } from '../api/sources.ts';
import { Button } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { Notice } from '../design/notice.tsx';
import { say } from '../design/toasts.ts';
import { AddWays } from '../knowledge/adding/add-ways.tsx';
import { AskPanel } from '../knowledge/ask/ask-panel.tsx';
import { KnowledgeTotals } from '../knowledge/knowledge-totals.tsx';
import { useAddDocuments } from '../knowledge/adding/use-add-documents.ts';
import { WebsitesSoFar } from './websites-so-far.tsx';

/** From an empty workspace to an AI that answers: knowledge, a try, the inbox. */
export function FirstRunScreen() {
  const { workspace } = useSession();
  const aiAgent = useAiAgent();
  const adding = useAddDocuments(aiAgent.id);
  const page = useQuery(documentsQuery(aiAgent.id, ''));
  const sources = useQuery(sourcesQuery(aiAgent.id));
  const websites = sources.data?.sources.filter(({ kind }) => kind === 'website') ?? [];
  const totals = page.data?.totals;
  const knows = (totals?.passages ?? 0) > 0;
  const hasExample = page.data?.documents.some(({ kind }) => kind === 'example') ?? false;
  const { example } = adding;

  return (
    <main className="min-w-0 flex-1 overflow-y-auto bg-surface">
      <div className="mx-auto flex max-w-164 flex-col gap-10 px-4 py-8 md:px-8 md:py-12">
        <header>
          <h1 className="text-display font-semibold tracking-tight text-balance">
            Welcome to {workspace.name}
          </h1>
          <p className="mt-2 text-read text-ink-soft">
            Three short steps to your first conversation.
          </p>
        </header>
        <Step number={1} title="Add what your AI agent should know" done={knows}>
          <p className="text-pretty text-ink-soft">
            It answers only from what you give it here, names its source, and hands over to you when
            that is not enough.
          </p>
          <AddWays
            aiAgentId={aiAgent.id}
            adding={adding}
            onWebsite={({ name }) => say(`Reading ${name}. You can go on meanwhile.`)}
          />
          <WebsitesSoFar websites={websites} />
          {!hasExample && (
            <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-canvas px-4 py-3">
              <FlaskConical size={18} aria-hidden className="text-ink-soft" />
              <p className="min-w-48 flex-1">
                Just looking? Try the help centre of a made-up company, about 25 articles.
              </p>
              <Button busy={example.isPending} onClick={() => example.mutate()}>
                Load the example help centre
              </Button>
            </div>
          )}
          {example.isError && <Notice kind="danger">{inWords(example.error)}</Notice>}
          {totals && totals.documents > 0 && <KnowledgeTotals totals={totals} />}
        </Step>
        <Step number={2} title="Try it">
          {knows ? (
            <>
              <AskPanel aiAgentId={aiAgent.id} mayManage suggestions={aiAgent.look.suggestions} />
              <p className="text-ink-soft">
                Or meet it as your customers will:{' '}
                <a
                  href="/demo"
                  target="_blank"
                  rel="noopener"
                  className="inline-flex items-center gap-1 font-medium text-accent-text underline-offset-2 hover:underline"
                >
                  open the demo page <ExternalLink size={13} aria-hidden />
                </a>
              </p>
            </>
          ) : (
            <p className="text-ink-soft">
              As soon as it knows something, you can ask it here. Without knowledge it hands every
              question to you.
            </p>
          )}
        </Step>
        <Step number={3} title="Answer customers together">
          <p className="text-pretty text-ink-soft">
            Conversations that the AI hands over wait for you in the inbox. You can invite teammates
            and put the chat on your website at any time, in the settings.
          </p>
          <Link
            to="/inbox/$view"
            params={{ view: 'waiting' }}
            className="inline-flex h-10 items-center gap-2 self-start rounded-md bg-accent px-4 text-read font-medium text-accent-ink hover:bg-accent-hover"
          >
            Open the inbox <ArrowRight size={16} aria-hidden />
          </Link>
        </Step>
      </div>
    </main>
  );
}

function Step({
  number,
  title,
  done = false,
  children,
}: {
  number: number;
  title: string;
  done?: boolean;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={`step-${number}`} className="flex flex-col gap-4">
      <div className="flex items-center gap-4">
        <span
          aria-hidden
          className={classNames(
            'grid size-8 shrink-0 place-items-center rounded-full text-base font-semibold',
            done ? 'bg-accent text-accent-ink' : 'border border-line-strong text-ink-soft',
          )}
        >
          {done ? <Check size={16} /> : number}
        </span>
        <h2 id={`step-${number}`} className="text-lead font-semibold">
          {title}
          {done && <span className="sr-only"> (done)</span>}
        </h2>
      </div>
      <div className="flex min-w-0 flex-col gap-4 md:pl-12">{children}</div>
    </section>
  );
}
