import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { inWords, problemCode } from '../api/request.ts';
import { signOut } from '../api/session.ts';
import { complain } from '../design/toasts.ts';

/** Ends the session here and on the server, and forgets what was loaded with it. */
export function useSignOut(): () => void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return () => {
    signOut()
      .catch((error: unknown) => {
        if (problemCode(error) !== 'unauthenticated') throw error;
      })
      .then(
        async () => {
          await navigate({ to: '/sign-in' });
          queryClient.clear();
        },
        (error: unknown) => complain(inWords(error)),
      );
  };
}
