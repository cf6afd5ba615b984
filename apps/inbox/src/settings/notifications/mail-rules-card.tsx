import { MAIL_LIMITS, type MailRules } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { notificationsQuery, setMailRules } from '../../api/notifications.ts';
import { inWords } from '../../api/request.ts';
import { useMayManage } from '../../api/session.ts';
import { Notice } from '../../design/notice.tsx';
import { Switch } from '../../design/switch.tsx';
import { complain } from '../../design/toasts.ts';
import { SettingsCard } from '../settings-card.tsx';
import { MailIsOff } from './mail-is-off.tsx';

const minutes = [1, 2, 5, 10, 15, 30, 60].filter((each) => each <= MAIL_LIMITS.minutes.max);

/** What teammates are told by mail, and after how long: for owners and admins. */
export function MailRulesCard() {
  const queryClient = useQueryClient();
  const mayManage = useMayManage();
  const { data, error } = useQuery(notificationsQuery);
  const saving = useMutation({
    mutationFn: setMailRules,
    onSuccess: (view) => queryClient.setQueryData(notificationsQuery.queryKey, view),
    onError: (fault) => complain(inWords(fault)),
  });
  const rules = data?.rules;
  const change = (changes: Partial<MailRules>) => rules && saving.mutate({ ...rules, ...changes });
  const chosen = rules?.afterMinutes ?? 2;
  return (
    <SettingsCard
      title="E-mail to teammates"
      lead="Who has the inbox open nowhere is told by mail that a customer waits. Everybody can choose otherwise under Profile."
    >
      {error && <Notice kind="danger">{inWords(error)}</Notice>}
      {data && !data.available && <MailIsOff />}
      <label className="flex flex-wrap items-center justify-between gap-3">
        <span className="min-w-0">
          <span className="block font-medium">After a wait of</span>
          <span className="block text-small text-ink-soft">
            Claimed or answered before, nobody is told.
          </span>
        </span>
        <select
          className="field w-auto"
          value={chosen}
          disabled={!mayManage || rules === undefined || saving.isPending}
          onChange={(event) => change({ afterMinutes: Number(event.target.value) })}
        >
          {[...new Set([...minutes, chosen])]
            .toSorted((a, b) => a - b)
            .map((each) => (
              <option key={each} value={each}>
                {each === 1 ? '1 minute' : `${each} minutes`}
              </option>
            ))}
        </select>
      </label>
      <Switch
        label="Repeat the first line of what the customer wrote"
        hint="Then it leaves this server, and lies in your teammates’ mailboxes. Off: only who waits, why and for how long."
        checked={rules?.quoteCustomer ?? false}
        disabled={!mayManage || rules === undefined || saving.isPending}
        onChange={(quoteCustomer) => change({ quoteCustomer })}
      />
    </SettingsCard>
  );
}
