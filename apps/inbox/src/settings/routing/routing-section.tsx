import { ROUTING_LIMITS, type RoutingRules } from '@baton/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { routingQuery, saveRouting } from '../../api/routing.ts';
import { useMayManage } from '../../api/session.ts';
import { NotLoaded } from '../../app/not-loaded.tsx';
import { Field } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { Loading } from '../../design/loading.tsx';
import { Switch } from '../../design/switch.tsx';
import { ManagersOnly } from '../managers-only.tsx';
import { MailRulesCard } from '../notifications/mail-rules-card.tsx';
import { SaveBar } from '../save-bar.tsx';
import { SettingsCard } from '../settings-card.tsx';
import { useSavedForm } from '../use-saved-form.ts';
import { minutesOf, wrongIn } from './minutes.ts';

/** For how long a customer waits for one person, before anybody may help. */
export function RoutingSection() {
  const query = useQuery(routingQuery);
  if (query.isPending) return <Loading blocks={['h-60']} />;
  if (query.isError) {
    return <NotLoaded what="The rules" query={query} />;
  }
  return <RoutingForm rules={query.data.rules} />;
}

function RoutingForm({ rules }: { rules: RoutingRules }) {
  const queryClient = useQueryClient();
  const mayManage = useMayManage();
  const form = useSavedForm(rules, async (values) => {
    queryClient.setQueryData(routingQuery.queryKey, await saveRouting(values));
  });
  const { values } = form;
  const wrong = { ...form.errors, ...wrongIn(values) };
  return (
    <>
      {!mayManage && <ManagersOnly />}
      <fieldset disabled={!mayManage} className="contents">
        <SettingsCard
          title="Customers who wait for somebody"
          lead="Counted from their first message that nobody has answered. What the AI says, and notes, change nothing about it."
        >
          <Switch
            label="Put them back in the queue"
            hint="At the place that their wait gives them, and everybody is told. Whoever takes them next has the full time again."
            checked={values.returnToQueue}
            disabled={!mayManage}
            onChange={(returnToQueue) => form.change({ returnToQueue })}
          />
          {values.returnToQueue && (
            <div className="grid gap-5 sm:grid-cols-2">
              <Minutes
                label="When the teammate is away"
                hint="The inbox is open nowhere."
                value={values.awayMinutes}
                error={wrong['awayMinutes']}
                onChange={(awayMinutes) => form.change({ awayMinutes })}
              />
              <Minutes
                label="When they are there"
                hint="They may be looking something up."
                value={values.presentMinutes}
                error={wrong['presentMinutes']}
                onChange={(presentMinutes) => form.change({ presentMinutes })}
              />
            </div>
          )}
          {!values.returnToQueue && (
            <Notice kind="warn">
              A customer waits for as long as the one who has them does not answer.
            </Notice>
          )}
          <p className="text-small text-ink-soft">
            Snoozed conversations wait for the moment that was promised. What a teammate has who
            leaves the team is back in the queue at once.
          </p>
        </SettingsCard>
      </fieldset>
      <MailRulesCard />
      <SaveBar
        shown={form.isChanged}
        busy={form.busy}
        problem={form.problem}
        onSave={() => {
          if (Object.keys(wrongIn(values)).length === 0) form.save();
        }}
        onUndo={form.undo}
      />
    </>
  );
}

function Minutes({
  label,
  hint,
  value,
  error,
  onChange,
}: {
  label: string;
  hint: string;
  value: number;
  error: string | undefined;
  onChange: (minutes: number) => void;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="flex items-center gap-2.5">
          <input
            {...control}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            maxLength={String(ROUTING_LIMITS.minutes.max).length}
            value={Number.isNaN(value) ? '' : value}
            onChange={(event) => onChange(minutesOf(event.target.value))}
            className="field max-w-24 tabular-nums"
          />
          <span aria-hidden className="text-ink-soft">
            minutes
          </span>
        </div>
      )}
    </Field>
  );
}
