import type { MailWhen, NotificationsView } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { notificationsQuery, sendTestMail, setMailWhen } from '../../api/notifications.ts';
import { inWords } from '../../api/request.ts';
import { useMe } from '../../api/session.ts';
import { Button } from '../../design/button.tsx';
import { ChoiceList } from '../../design/choice-list.tsx';
import { Notice } from '../../design/notice.tsx';
import { complain, say } from '../../design/toasts.ts';
import { SettingsCard } from '../settings-card.tsx';
import { MailIsOff } from './mail-is-off.tsx';

const options: readonly { value: MailWhen; name: string; hint: string }[] = [
  {
    value: 'away',
    name: 'When I have no inbox open',
    hint: 'On no computer and in no tab. At most a mail every ten minutes.',
  },
  { value: 'always', name: 'Always', hint: 'Also while you have the inbox open.' },
  { value: 'never', name: 'Never', hint: 'You hear of them in open inboxes only.' },
];

/** When I am told by mail that a customer waits. */
export function MailCard() {
  const me = useMe();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(notificationsQuery);
  const saving = useMutation({
    mutationFn: setMailWhen,
    onSuccess: (view) => queryClient.setQueryData(notificationsQuery.queryKey, view),
    onError: (fault) => complain(inWords(fault)),
  });
  const testing = useMutation({
    mutationFn: sendTestMail,
    onSuccess: () => say(`A mail is on its way to ${me.email}.`),
    onError: (fault) => complain(inWords(fault)),
  });
  return (
    <SettingsCard
      title="E-mail me when a customer waits"
      lead="Somebody in the queue whom nobody has claimed, or a customer of yours who wrote. The mail says who, why and for how long, with a link; each wait is told once."
    >
      {error && <Notice kind="danger">{inWords(error)}</Notice>}
      {data && !data.available && <MailIsOff />}
      {data && <Trouble view={data} address={me.email} />}
      <fieldset disabled={!data?.available || saving.isPending} className="contents">
        <ChoiceList
          label="When Baton writes to you"
          labelShown={false}
          value={(saving.isPending ? saving.variables : data?.when) ?? 'away'}
          options={options}
          onChange={(when) => saving.mutate(when)}
        />
      </fieldset>
      {data?.available && (
        <Button busy={testing.isPending} onClick={() => testing.mutate()} className="self-start">
          Send me a test mail
        </Button>
      )}
    </SettingsCard>
  );
}

function Trouble({ view, address }: { view: NotificationsView; address: string }) {
  if (!view.available || view.trouble === null) return null;
  return (
    <Notice kind="warn">
      {view.trouble === 'refused'
        ? `The mail server refuses mail to ${address}. It is tried again tomorrow.`
        : 'The last mail to you could not be sent: the mail server was away. It is tried again while somebody waits.'}
    </Notice>
  );
}
