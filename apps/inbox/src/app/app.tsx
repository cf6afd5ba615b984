import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Toaster } from '../design/toaster.tsx';
import { TooltipProvider } from '../design/tooltip.tsx';
import { createQueryClient } from './query-client.ts';
import { createAppRouter } from './router.tsx';

const queryClient = createQueryClient(() => leave());
const router = createAppRouter(queryClient);

/** The session is over: to the door, and back here afterwards. */
function leave() {
  const { pathname, href } = router.state.location;
  if (['/sign-in', '/setup', '/invite'].includes(pathname)) return;
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
