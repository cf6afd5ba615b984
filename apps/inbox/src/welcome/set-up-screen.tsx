import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { inWords, problemCode } from '../api/request.ts';
import { checkSetUpLink, setUp, useSetSession } from '../api/session.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { DoorLayout } from './door-layout.tsx';
import { NewPasswordField } from './password-field.tsx';
import { usePersonForm } from './use-person-form.ts';

/** What the page says by itself already. */
const badLink = new Set<unknown>(['setup_link_used', 'not_found', 'invalid_input']);

/** The one-time link from the terminal: names the workspace and makes its owner. */
export function SetUpScreen() {
  const { token } = useSearch({ from: '/setup' });
  const link = useQuery({
    queryKey: ['setup', token],
    queryFn: () => checkSetUpLink(token ?? ''),
    enabled: token !== undefined,
    retry: 1,
    staleTime: Number.POSITIVE_INFINITY,
  });

  if (token === undefined || link.isError) {
    const code = problemCode(link.error);
    const unreachable = code === 'unreachable';
    return (
      <DoorLayout
        title={unreachable ? 'Baton cannot be reached' : 'This set-up link does not work'}
        lead={
          unreachable
            ? 'Is the server still running? Look at its terminal.'
            : 'It works once. Baton prints a fresh link in the terminal when it starts, for as long as nobody has used one.'
        }
      >
        <div className="flex flex-col items-start gap-4">
          {link.error && !unreachable && !badLink.has(code) && (
            <Notice kind="danger">{inWords(link.error)}</Notice>
          )}
          {unreachable ? (
            <Button look="primary" size="large" onClick={() => void link.refetch()}>
              Try again
            </Button>
          ) : (
            <Link
              to="/sign-in"
              className="font-medium text-accent-text underline underline-offset-2"
            >
              Set up already? Sign in
            </Link>
          )}
        </div>
      </DoorLayout>
    );
  }
  return (
    <DoorLayout
      title="Set up Baton"
      lead="A name for your workspace and an account for you, its owner. It takes a minute."
    >
      {link.isPending ? <FormSkeleton /> : <SetUpForm token={token} />}
    </DoorLayout>
  );
}

function SetUpForm({ token }: { token: string }) {
  const navigate = useNavigate();
  const setSession = useSetSession();
  const form = usePersonForm(
    { workspaceName: '', name: '', email: '', password: '' },
    async (values) => {
      setSession(await setUp({ token, ...values }));
      await navigate({ to: '/welcome' });
    },
  );
  const field = (name: 'workspaceName' | 'name' | 'email') => ({
    name,
    value: form.values[name],
    error: form.errorOf(name),
    onChange: (event: { target: { value: string } }) => form.set(name)(event.target.value),
  });
  return (
    <form noValidate onSubmit={form.submit} className="flex flex-col gap-5">
      <TextField
        label="Workspace"
        hint="Usually your company. Customers see it in the chat."
        autoComplete="organization"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is this form
        autoFocus
        {...field('workspaceName')}
      />
      <TextField label="Your name" autoComplete="name" {...field('name')} />
      <TextField label="Email" type="email" autoComplete="email" {...field('email')} />
      <NewPasswordField
        value={form.values.password}
        onChange={form.set('password')}
        error={form.errorOf('password')}
      />
      {form.problem && <Notice kind="danger">{form.problem}</Notice>}
      <Button look="primary" size="large" type="submit" busy={form.busy}>
        Create the workspace
      </Button>
    </form>
  );
}

export function FormSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-5">
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className="flex flex-col gap-2">
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="h-9 w-full" />
        </div>
      ))}
    </div>
  );
}
