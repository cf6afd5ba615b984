import type { RetentionRules, RetentionView } from '@baton/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { retentionPreviewQuery, retentionQuery, saveRetention } from '../../api/records.ts';
import { inWords, problemCode } from '../../api/request.ts';
import { NotLoaded } from '../../app/not-loaded.tsx';
import { useNow } from '../../app/now.ts';
import { pastMoment } from '../../app/times.ts';
import { Card } from '../../design/card.tsx';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { Loading } from '../../design/loading.tsx';
import { Notice } from '../../design/notice.tsx';
import { ForManagers } from '../for-managers.tsx';
import { SaveBar } from '../save-bar.tsx';
import { SettingsCard } from '../settings-card.tsx';
import { useSavedForm } from '../use-saved-form.ts';
import { FindCustomer } from './find-customer.tsx';
import { KeepField } from './keep-field.tsx';
import { removedInWords } from './removed-words.ts';

/** How long what is known about customers is kept, and what came of it. */
export function PrivacySection() {
  const retention = useQuery(retentionQuery);
  if (problemCode(retention.error) === 'forbidden') return <ForManagers />;
  if (retention.data) return <RetentionForm view={retention.data} />;
  if (retention.isPending) {
    return <Loading blocks={['h-72 rounded-lg', 'h-24 rounded-lg']} />;
  }
  return <NotLoaded what="How long data is kept" query={retention} />;
}

function RetentionForm({ view }: { view: RetentionView }) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const form = useSavedForm<RetentionRules>(view.rules, async (rules) => {
    queryClient.setQueryData(retentionQuery.queryKey, await saveRetention(rules));
  });
  const { values } = form;
  const preview = useQuery({ ...retentionPreviewQuery(values), enabled: form.isChanged });
  const would = preview.data ? removedInWords(preview.data.wouldRemove) : null;

  return (
    <>
      <SettingsCard
        title="How long data is kept"
        lead="What falls due is removed within the hour, in small steps, for good. Conversations that are not resolved are never removed."
      >
        <KeepField
          label="Resolved conversations"
          hint="With all that was said in them, since anything last happened there."
          days={values.conversationsDays}
          least={7}
          onChange={(conversationsDays) => form.change({ conversationsDays })}
        />
        <KeepField
          label="People without conversations"
          hint="Who never wrote, and whose conversations have all been removed: with the name and address that they left, since they were last seen."
          days={values.visitorsDays}
          least={7}
          onChange={(visitorsDays) => form.change({ visitorsDays })}
        />
        <KeepField
          label="Questions in decision records"
          hint="Scores and outcomes stay. Without the question a decision still counts, but can no longer be measured again under another policy."
          days={values.decisionInputsDays}
          least={7}
          onChange={(decisionInputsDays) => form.change({ decisionInputsDays })}
        />
        <KeepField
          label="Audit log"
          hint="Who did what, with the addresses that it came from. At least 30 days."
          days={values.auditLogDays}
          least={30}
          onChange={(auditLogDays) => form.change({ auditLogDays })}
        />
        {form.isChanged && (
          <div aria-live="polite">
            {preview.isError ? (
              <Notice kind="danger">
                What this would remove could not be counted. {inWords(preview.error)}
              </Notice>
            ) : preview.data === undefined || preview.isPlaceholderData ? (
              <Notice kind="info">Counting what this would remove …</Notice>
            ) : would === null ? (
              <Notice kind="info">Today this would remove nothing.</Notice>
            ) : (
              <Notice kind="warn">Today this would remove {would}.</Notice>
            )}
          </div>
        )}
      </SettingsCard>
      <LastRun lastRun={view.lastRun} />
      <SettingsCard
        title="When a customer asks"
        lead="Export everything that is stored about them, or erase them: here, or under “Their data” in the details of a conversation."
      >
        <FindCustomer />
        <p className="text-small text-pretty text-ink-soft">
          Nothing leaves this server, unless a language model, an action or a webhook is set up.
          Backups that were made before keep what was in them; a backup that is restored brings it
          back, so erase again then.
        </p>
      </SettingsCard>
      <SaveBar
        shown={form.isChanged}
        busy={form.busy}
        problem={form.problem}
        onSave={() => {
          if (would === null) form.save();
          else setAsking(true);
        }}
        onUndo={form.undo}
      />
      <ConfirmDialog
        open={asking}
        title="Remove what falls due?"
        confirm="Save and remove"
        busy={form.busy}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          form.save();
          setAsking(false);
        }}
      >
        Within the hour {would} will be removed, for good.
      </ConfirmDialog>
    </>
  );
}

function LastRun({ lastRun }: Pick<RetentionView, 'lastRun'>) {
  const now = useNow();
  return (
    <Card className="mb-5 px-5 py-4">
      <h2 className="text-read font-semibold">What was removed</h2>
      <p className="mt-0.5 text-pretty text-ink-soft">
        {lastRun === null
          ? 'It has not run yet. It looks every hour.'
          : `It last looked ${pastMoment(lastRun.at, now)}. ${
              removedInWords(lastRun.removed) === null
                ? 'It removed nothing that day.'
                : `That day it removed ${removedInWords(lastRun.removed)}.`
            }`}
      </p>
    </Card>
  );
}
