import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { inWords } from '../api/request.ts';
import { useMe, useSession } from '../api/session.ts';
import { secondFactorQuery, setSignInRules, signInRulesQuery } from '../api/signing-in.ts';
import { Notice } from '../design/notice.tsx';
import { Switch } from '../design/switch.tsx';
import { complain } from '../design/toasts.ts';
import { SettingsCard } from './settings-card.tsx';

/** Whether everybody needs a second factor: seen by managers, said by owners. */
export function SignInRulesCard() {
  const { role } = useMe();
  const { teammates } = useSession();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(signInRulesQuery);
  const saving = useMutation({
    mutationFn: setSignInRules,
    onSuccess(rules) {
      queryClient.setQueryData(signInRulesQuery.queryKey, rules);
      void queryClient.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
    },
    onError: (fault) => complain(inWords(fault)),
  });
  const active = teammates.filter(({ disabled }) => !disabled);
  const having = active.filter(({ id }) => data?.withSecondFactor.includes(id)).length;
  const count = `${having} of ${active.length} ${active.length === 1 ? 'person has' : 'people have'} one.`;
  return (
    <SettingsCard title="Signing in">
      {error && <Notice kind="danger">{inWords(error)}</Notice>}
      <Switch
        label="Everybody needs a second factor"
        hint={`Whoever has none sets one up at the next sign-in.${data ? ` ${count}` : ''}${
          role === 'owner' ? '' : ' An owner can change this.'
        }`}
        checked={data?.secondFactorRequired ?? false}
        disabled={!data || role !== 'owner' || saving.isPending}
        onChange={(required) => saving.mutate(required)}
      />
    </SettingsCard>
  );
}
