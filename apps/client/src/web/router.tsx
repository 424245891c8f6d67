import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { OPERATOR_ROUTES } from './operator-routes.ts';
import { FeedScreen } from './screens/feed/feed.screen.tsx';
import { readCatalogueSearch } from './screens/label/catalogue-search.ts';
import { readTracksSearch } from './screens/tracks/tracks-search.ts';
import { daySpan, handle, parseSearch, reading, stringifySearch, tag, text, uuid } from './search-params.ts';
import { ErrorScreen } from './shell/error.screen.tsx';
import { NotFoundScreen } from './shell/not-found.screen.tsx';
import { PendingScreen } from './shell/pending.screen.tsx';
import { rootRoute, shellRoute } from './shell-route.ts';
import { safeReturnTo } from './shell/sign-in-href.ts';

const feedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: reading({ tag, producer: handle }),
  component: FeedScreen,
});

const flipRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/r/$code',
  component: lazyRouteComponent(() => import('./screens/flip/flip.screen.tsx'), 'FlipScreen'),
});

const embedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/embed/$code',
  component: lazyRouteComponent(() => import('./screens/flip/embed.screen.tsx'), 'EmbedScreen'),
});

const studioRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/studio',
  validateSearch: reading({
    from: text,
    isrc: text,
    draft: text,
    request: uuid,
  }),
  component: lazyRouteComponent(() => import('./screens/studio/studio.screen.tsx'), 'StudioScreen'),
});

const tracksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tracks',
  validateSearch: readTracksSearch,
  component: lazyRouteComponent(() => import('./screens/tracks/tracks.screen.tsx'), 'TracksScreen'),
});

const libraryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/library',
  component: lazyRouteComponent(() => import('./screens/library/library.screen.tsx'), 'LibraryScreen'),
});

const connectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connect/$service',
  component: lazyRouteComponent(() => import('./screens/library/connect.screen.tsx'), 'ConnectScreen'),
});

const signInRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sign-in',
  validateSearch: reading({ returnTo: safeReturnTo, error: text }),
  component: lazyRouteComponent(() => import('./screens/sign-in/sign-in.screen.tsx'), 'SignInScreen'),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./screens/account/account.screen.tsx'), 'AccountScreen'),
});

const commandLineRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account/command-line',
  component: lazyRouteComponent(
    () => import('./screens/account/command-line.screen.tsx'),
    'CommandLineScreen',
  ),
});

const statementsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/statements',
  validateSearch: reading({ party: uuid }),
  component: lazyRouteComponent(
    () => import('./screens/statements/statements.screen.tsx'),
    'StatementsScreen',
  ),
});

const statementRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/statements/$id',
  component: lazyRouteComponent(() => import('./screens/statements/statement.screen.tsx'), 'StatementScreen'),
});

const artistRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/artist',
  validateSearch: (search: Record<string, unknown>) => ({
    ...reading({
      party: uuid,
      tab: text,
      state: text,
    })(search),
    ...daySpan(search),
  }),
  component: lazyRouteComponent(() => import('./screens/artist/artist.screen.tsx'), 'ArtistScreen'),
});

const mandatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/artist/mandates',
  validateSearch: (search: Record<string, unknown>) => ({
    ...reading({ party: uuid })(search),
    ...daySpan(search),
  }),
  component: lazyRouteComponent(() => import('./screens/mandates/mandates.screen.tsx'), 'MandatesScreen'),
});

const labelRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/artist/catalogue',
  validateSearch: readCatalogueSearch,
  component: lazyRouteComponent(() => import('./screens/label/label.screen.tsx'), 'LabelScreen'),
});

const derivativesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/derivatives',
  validateSearch: reading({ party: uuid, isrc: text, state: text }),
  component: lazyRouteComponent(
    () => import('./screens/derivatives/derivatives.screen.tsx'),
    'DerivativesScreen',
  ),
});

const ownFlipsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/flips',
  component: lazyRouteComponent(() => import('./screens/own-flips/own-flips.screen.tsx'), 'OwnFlipsScreen'),
});

const correctionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/corrections',
  validateSearch: reading({ party: uuid, box: text }),
  component: lazyRouteComponent(
    () => import('./screens/corrections/corrections.screen.tsx'),
    'CorrectionsScreen',
  ),
});

const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports',
  validateSearch: reading({ party: uuid, import: uuid }),
  component: lazyRouteComponent(() => import('./screens/imports/imports.screen.tsx'), 'ImportsScreen'),
});

const partiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/parties',
  component: lazyRouteComponent(() => import('./screens/party/parties.screen.tsx'), 'PartiesScreen'),
});

const partyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/parties/$id',
  validateSearch: reading({ tab: text }),
  component: lazyRouteComponent(() => import('./screens/party/party.screen.tsx'), 'PartyScreen'),
});

const invitationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/invitation/$id',
  component: lazyRouteComponent(() => import('./screens/party/invitation.screen.tsx'), 'InvitationScreen'),
});

const VIEWS = ['comments', 'following', 'followers', 'blocked'] as const;
const followingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/following',
  validateSearch: (search: Record<string, unknown>): { view?: (typeof VIEWS)[number] | undefined } => {
    return { view: VIEWS.find((one) => one === search['view']) };
  },
  component: lazyRouteComponent(() => import('./screens/social/following.screen.tsx'), 'FollowingScreen'),
});

const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$id',
  component: lazyRouteComponent(
    () => import('./screens/social/remote-producer.screen.tsx'),
    'RemoteProducerScreen',
  ),
});

const elsewhereRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/elsewhere/$id',
  component: lazyRouteComponent(() => import('./screens/social/remote-flip.screen.tsx'), 'RemoteFlipScreen'),
});

const disputesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/disputes',
  validateSearch: (search: Record<string, unknown>) => ({
    ...reading({ party: uuid, state: text })(search),
    ...daySpan(search),
  }),
  component: lazyRouteComponent(() => import('./screens/disputes/disputes.screen.tsx'), 'DisputesScreen'),
});

const newDisputeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/disputes/new',
  validateSearch: reading({
    recording: uuid,
    work: uuid,
    party: uuid,
  }),
  component: lazyRouteComponent(
    () => import('./screens/disputes/new-dispute.screen.tsx'),
    'NewDisputeScreen',
  ),
});

const disputeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/disputes/$id',
  component: lazyRouteComponent(() => import('./screens/disputes/dispute.screen.tsx'), 'DisputeScreen'),
});

const requestsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/requests',
  validateSearch: (search: Record<string, unknown>) => ({
    ...reading({ state: text })(search),
    ...daySpan(search),
  }),
  component: lazyRouteComponent(() => import('./screens/requests/requests.screen.tsx'), 'RequestsScreen'),
});

const requestRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/requests/$id',
  component: lazyRouteComponent(() => import('./screens/requests/request.screen.tsx'), 'RequestScreen'),
});

const notificationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/notifications',
  component: lazyRouteComponent(
    () => import('./screens/notifications/notifications.screen.tsx'),
    'NotificationsScreen',
  ),
});

const unsubscribeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/unsubscribe',
  validateSearch: reading({ token: text }),
  component: lazyRouteComponent(
    () => import('./screens/notifications/unsubscribe.screen.tsx'),
    'UnsubscribeScreen',
  ),
});

const logsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/logs',
  validateSearch: reading({ log: text, leaf: text }),
  component: lazyRouteComponent(() => import('./screens/logs/logs.screen.tsx'), 'LogsScreen'),
});

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([
    feedRoute,
    flipRoute,
    tracksRoute,
    libraryRoute,
    connectRoute,
    signInRoute,
    accountRoute,
    commandLineRoute,
    statementsRoute,
    statementRoute,
    artistRoute,
    mandatesRoute,
    labelRoute,
    derivativesRoute,
    ownFlipsRoute,
    correctionsRoute,
    importsRoute,
    partiesRoute,
    partyRoute,
    invitationRoute,
    followingRoute,
    peopleRoute,
    elsewhereRoute,
    disputesRoute,
    newDisputeRoute,
    disputeRoute,
    ...OPERATOR_ROUTES,
    requestsRoute,
    requestRoute,
    notificationsRoute,
    unsubscribeRoute,
    logsRoute,
  ]),
  embedRoute,
  studioRoute,
]);

export function createAppRouter() {
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: ErrorScreen,
    defaultNotFoundComponent: NotFoundScreen,
    defaultPendingComponent: PendingScreen,
    defaultPendingMs: 200,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
