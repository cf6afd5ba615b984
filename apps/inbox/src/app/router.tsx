/** Where everything is. Screens behind the door need a session; what is not the inbox loads on use. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { problemCode } from '../api/request.ts';
import { sessionQuery } from '../api/session.ts';
import { ConversationPane } from '../inbox/conversation/conversation-pane.tsx';
import { InboxScreen } from '../inbox/inbox-screen.tsx';
import { isInboxView } from '../inbox/views/inbox-views.ts';
import { NoConversation } from '../inbox/no-conversation.tsx';
import { AppShell } from './app-shell.tsx';
import { FailedScreen } from './failed-screen.tsx';
import { LoadingScreen } from './loading-screen.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: NotFoundScreen,
});

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: (search): { token?: string | undefined } => ({ token: text(search['token']) }),
  component: lazyRouteComponent(() => import('../welcome/set-up-screen.tsx'), 'SetUpScreen'),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { next?: string | undefined } => ({ next: text(search['next']) }),
  component: lazyRouteComponent(() => import('../welcome/sign-in-screen.tsx'), 'SignInScreen'),
});

const inviteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invite',
  validateSearch: (search): { token?: string | undefined } => ({ token: text(search['token']) }),
  component: lazyRouteComponent(() => import('../welcome/invite-screen.tsx'), 'InviteScreen'),
});

const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: lazyRouteComponent(
    () => import('../welcome/forgot-password-screen.tsx'),
    'ForgotPasswordScreen',
  ),
});

const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password',
  component: lazyRouteComponent(
    () => import('../welcome/reset-password-screen.tsx'),
    'ResetPasswordScreen',
  ),
});

const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    } catch (error) {
      if (problemCode(error) !== 'unauthenticated') throw error;
      throw redirect({ to: '/sign-in', search: { next: location.href } });
    }
  },
  component: AppShell,
  pendingComponent: LoadingScreen,
  errorComponent: FailedScreen,
});

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'waiting' } });
  },
});

const welcomeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../welcome/first-run-screen.tsx'), 'FirstRunScreen'),
});

const bareInboxRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/inbox',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'waiting' } });
  },
});

export const inboxRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/inbox/$view',
  validateSearch: (search): { q?: string | undefined } => ({ q: text(search['q']) }),
  beforeLoad: ({ params }) => {
    if (isInboxView(params.view)) return;
    throw redirect({ to: '/inbox/$view', params: { view: 'waiting' } });
  },
  component: InboxScreen,
});

const noConversationRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '/',
  component: NoConversation,
});

export const conversationRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '$conversationId',
  component: ConversationPane,
});

const knowledgeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/knowledge',
  validateSearch: (search): { show?: 'documents' | undefined } => ({
    show: search['show'] === 'documents' ? 'documents' : undefined,
  }),
  component: lazyRouteComponent(
    () => import('../knowledge/knowledge-screen.tsx'),
    'KnowledgeScreen',
  ),
});

const sourceRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/knowledge/sources/$sourceId',
  component: lazyRouteComponent(
    () => import('../knowledge/sources/source-screen.tsx'),
    'SourceScreen',
  ),
});

export const documentRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/knowledge/$documentId',
  /** A passage to begin with, and whether to write in it at once. */
  validateSearch: (search): { passage?: string | undefined; edit?: boolean | undefined } => ({
    passage: text(search['passage']),
    edit: search['edit'] === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('../knowledge/document-screen.tsx'), 'DocumentScreen'),
});

const decisionRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/decision/{-$section}',
  /** The replay on show. */
  validateSearch: (search): { replay?: string | undefined } => ({ replay: text(search['replay']) }),
  component: lazyRouteComponent(() => import('../policy/decision-screen.tsx'), 'DecisionScreen'),
});

const actionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/actions',
  validateSearch: (search): { show?: 'runs' | undefined } => ({
    show: search['show'] === 'runs' ? 'runs' : undefined,
  }),
  component: lazyRouteComponent(() => import('../actions/actions-screen.tsx'), 'ActionsScreen'),
});

const actionRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/actions/$actionId',
  /** What a new one begins with. */
  validateSearch: (search): { example?: 'order' | 'cancel' | undefined } => {
    const { example } = search;
    return { example: example === 'order' || example === 'cancel' ? example : undefined };
  },
  component: lazyRouteComponent(() => import('../actions/action-screen.tsx'), 'ActionScreen'),
});

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/{-$section}',
  component: lazyRouteComponent(() => import('../settings/settings-screen.tsx'), 'SettingsScreen'),
});

const routeTree = rootRoute.addChildren([
  setUpRoute,
  signInRoute,
  inviteRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
  appRoute.addChildren([
    homeRoute,
    welcomeRoute,
    bareInboxRoute,
    inboxRoute.addChildren([noConversationRoute, conversationRoute]),
    knowledgeRoute,
    sourceRoute,
    documentRoute,
    decisionRoute,
    actionsRoute,
    actionRoute,
    settingsRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPendingComponent: LoadingScreen,
    defaultErrorComponent: FailedScreen,
    defaultPreload: 'intent',
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
