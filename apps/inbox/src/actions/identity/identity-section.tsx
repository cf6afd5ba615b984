import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { identityQuery, makeIdentitySecret } from '../../api/actions.ts';
import { useAiAgent } from '../../api/knowledge.ts';
import { inWords } from '../../api/request.ts';
import { useMayManage } from '../../api/session.ts';
import { useNow } from '../../app/now.ts';
import { pastMoment } from '../../app/times.ts';
import { Button } from '../../design/button.tsx';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { Notice } from '../../design/notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Switcher } from '../../design/switcher.tsx';
import { ManagersOnly } from '../../settings/managers-only.tsx';
import { SettingsCard } from '../../settings/settings-card.tsx';
import { CodeBlock } from './code-block.tsx';
import { type SampleName, samples, scriptTag } from './code-samples.ts';

/** How a website vouches for the customers who are signed in there, so that the AI agent may act for them. */
export function IdentitySection() {
  const aiAgent = useAiAgent();
  const mayManage = useMayManage();
  const [language, setLanguage] = useState<SampleName>('node');
  return (
    <>
      {!mayManage && <ManagersOnly />}
      {mayManage && <SecretCard aiAgentId={aiAgent.id} />}
      <SettingsCard
        title="On your server"
        lead="For the customer who is signed in, make a token with the secret. It is good for an hour; make a new one with each page."
      >
        <Switcher
          label="Language of the example"
          value={language}
          options={samples}
          onChange={setLanguage}
        />
        <CodeBlock
          key={language}
          label="Code for your server"
          code={samples.find(({ value }) => value === language)?.code ?? ''}
        />
      </SettingsCard>
      <SettingsCard
        title="On your pages"
        lead="Put the token into the script tag. Without it, or once somebody signs out, the chat is anonymous."
      >
        <CodeBlock
          label="The script tag"
          code={scriptTag(window.location.origin, aiAgent.widgetKey)}
        />
        <p className="text-small text-ink-soft">
          In an app that signs people in without loading a page, say{' '}
          <code className="font-mono">Baton.identify(token)</code>, and{' '}
          <code className="font-mono">Baton.signOut()</code> when they leave. Somebody else on the
          same computer never sees the conversation from before.
        </p>
      </SettingsCard>
    </>
  );
}

function SecretCard({ aiAgentId }: { aiAgentId: string }) {
  const queryClient = useQueryClient();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const state = useQuery(identityQuery(aiAgentId));
  const make = useMutation({
    mutationFn: () => makeIdentitySecret(aiAgentId),
    onSuccess: () => queryClient.invalidateQueries(identityQuery(aiAgentId)),
    onSettled: () => setAsking(false),
    // It is told once: what was told before is not kept anywhere.
    gcTime: 0,
  });
  return (
    <SettingsCard
      title="The secret"
      lead="Who has it can say who a customer is. It stays on your server: never in a page, an app or a repository."
    >
      {state.isPending && <Skeleton className="h-9 w-40" />}
      {state.isError && <Notice kind="danger">{inWords(state.error)}</Notice>}
      {make.isError && <Notice kind="danger">{inWords(make.error)}</Notice>}
      {make.data && (
        <>
          <Notice kind="warn">Copy it now: it is shown this once, and never again.</Notice>
          <CodeBlock label="The identity secret" code={make.data.secret} />
        </>
      )}
      {state.data && !state.data.set && (
        <Button
          look="primary"
          icon={<KeyRound size={15} />}
          busy={make.isPending}
          onClick={() => make.mutate()}
          className="w-fit"
        >
          Make a secret
        </Button>
      )}
      {state.data?.set && (
        <div className="flex flex-wrap items-center gap-3">
          <p className="min-w-0 flex-1 text-ink-soft">
            There is a secret
            {state.data.setAt && `, made ${pastMoment(state.data.setAt, now)}`}. It is kept sealed.
          </p>
          <Button icon={<RefreshCw size={14} />} onClick={() => setAsking(true)}>
            Make a new one …
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => make.mutate()}
        busy={make.isPending}
        title="Make a new secret?"
        confirm="Make a new one"
      >
        Tokens made with the old one are refused at once: customers are anonymous until your server
        uses the new one.
      </ConfirmDialog>
    </SettingsCard>
  );
}
