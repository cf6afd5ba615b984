import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Toaster } from '../design/toaster.tsx';
import { TooltipProvider } from '../design/tooltip.tsx';
import { createQueryClient } from './query-client.ts';
import { createAppRouter } from './router.tsx';

const queryClient = createQueryClient(() => leave());
const router = createAppRouter(queryClient);

/** Where nobody is signed in. */
const doors = ['/sign-in', '/setup', '/invite', '/forgot-password', '/reset-password'];

/** The session is over: to the door, and back here afterwards. */
function leave() {
  const { pathname, href } = router.state.location;
  if (doors.includes(pathname)) return;
  // First away from the screens that need what is forgotten.
  void router.navigate({ to: '/sign-in', search: { next: href } }).then(() => queryClient.clear());
}

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <RouterProvider router={router} />
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  );
}
