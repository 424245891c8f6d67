import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { FeedScreen } from './screens/feed/feed.screen.tsx';
import { AppShell } from './shell/app-shell.tsx';
import { ErrorScreen } from './shell/error.screen.tsx';
import { NotFoundScreen } from './shell/not-found.screen.tsx';
import { PendingScreen } from './shell/pending.screen.tsx';
import { safeReturnTo } from './shell/sign-in-href.ts';

const rootRoute = createRootRoute();

/** Screens with the navigation around them. */
const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: AppShell,
});

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Drops what is not there, so that addresses stay short. */
const present = <T extends Record<string, string | undefined>>(search: T): { [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };

const feedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>) =>
    present({ tag: text(search['tag']), producer: text(search['producer']) }),
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
  validateSearch: (search: Record<string, unknown>) =>
    present({ from: text(search['from']), isrc: text(search['isrc']), draft: text(search['draft']) }),
  component: lazyRouteComponent(() => import('./screens/studio/studio.screen.tsx'), 'StudioScreen'),
});

const tracksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tracks',
  validateSearch: (search: Record<string, unknown>) =>
    present({ q: text(search['q']), territory: text(search['territory']), all: text(search['all']) }),
  component: lazyRouteComponent(() => import('./screens/tracks/tracks.screen.tsx'), 'TracksScreen'),
});

const libraryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/library',
  component: lazyRouteComponent(() => import('./screens/library/library.screen.tsx'), 'LibraryScreen'),
});

const signInRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) =>
    present({ returnTo: safeReturnTo(search['returnTo']), error: text(search['error']) }),
  component: lazyRouteComponent(() => import('./screens/sign-in/sign-in.screen.tsx'), 'SignInScreen'),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./screens/account/account.screen.tsx'), 'AccountScreen'),
});

const statementsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/statements',
  validateSearch: (search: Record<string, unknown>) => present({ party: text(search['party']) }),
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
  validateSearch: (search: Record<string, unknown>) => present({ party: text(search['party']) }),
  component: lazyRouteComponent(() => import('./screens/artist/artist.screen.tsx'), 'ArtistScreen'),
});

const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports',
  validateSearch: (search: Record<string, unknown>) =>
    present({ party: text(search['party']), import: text(search['import']) }),
  component: lazyRouteComponent(() => import('./screens/imports/imports.screen.tsx'), 'ImportsScreen'),
});

const operatorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator',
  component: lazyRouteComponent(() => import('./screens/operator/operator.screen.tsx'), 'OperatorScreen'),
});

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([
    feedRoute,
    flipRoute,
    tracksRoute,
    libraryRoute,
    signInRoute,
    accountRoute,
    statementsRoute,
    statementRoute,
    artistRoute,
    importsRoute,
    operatorRoute,
  ]),
  embedRoute,
  studioRoute,
]);

export function createAppRouter() {
  return createRouter({
    routeTree,
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
