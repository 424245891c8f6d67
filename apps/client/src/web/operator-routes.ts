import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { daySpan, month, reading, text, uuid } from './search-params.ts';
import { shellRoute } from './shell-route.ts';

const operatorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator',
  component: lazyRouteComponent(() => import('./screens/operator/operator.screen.tsx'), 'OperatorScreen'),
});

const operatorClaimsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/claims',
  validateSearch: reading({ state: text }),
  component: lazyRouteComponent(
    () => import('./screens/operator/claims/operator-claims.screen.tsx'),
    'OperatorClaimsScreen',
  ),
});

const operatorPartiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/parties',
  component: lazyRouteComponent(
    () => import('./screens/operator/parties/operator-parties.screen.tsx'),
    'OperatorPartiesScreen',
  ),
});

const operatorPlaysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/plays',
  component: lazyRouteComponent(
    () => import('./screens/operator/plays/operator-plays.screen.tsx'),
    'OperatorPlaysScreen',
  ),
});

const operatorServersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/servers',
  component: lazyRouteComponent(
    () => import('./screens/operator/servers/operator-servers.screen.tsx'),
    'OperatorServersScreen',
  ),
});

const operatorMandatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/mandates',
  component: lazyRouteComponent(
    () => import('./screens/operator/mandates/operator-mandates.screen.tsx'),
    'OperatorMandatesScreen',
  ),
});

const operatorBooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/books',
  validateSearch: reading({ party: uuid, period: month }),
  component: lazyRouteComponent(
    () => import('./screens/operator/books/operator-books.screen.tsx'),
    'OperatorBooksScreen',
  ),
});

const operatorPayoutsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/payouts',
  component: lazyRouteComponent(
    () => import('./screens/payouts/operator-payouts.screen.tsx'),
    'OperatorPayoutsScreen',
  ),
});

const operatorRunRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/payouts/$id',
  validateSearch: reading({ state: text, reason: text }),
  component: lazyRouteComponent(
    () => import('./screens/payouts/operator-run.screen.tsx'),
    'OperatorRunScreen',
  ),
});

const operatorPeersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/peers',
  component: lazyRouteComponent(
    () => import('./screens/operator/peers/operator-peers.screen.tsx'),
    'OperatorPeersScreen',
  ),
});

const operatorPeerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/peers/$id',
  component: lazyRouteComponent(
    () => import('./screens/operator/peers/operator-peer.screen.tsx'),
    'OperatorPeerScreen',
  ),
});

const operatorDisputesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/disputes',
  validateSearch: (search: Record<string, unknown>) => ({
    ...reading({ state: text, overdue: text })(search),
    ...daySpan(search),
  }),
  component: lazyRouteComponent(
    () => import('./screens/disputes/operator-disputes.screen.tsx'),
    'OperatorDisputesScreen',
  ),
});

/** What whoever runs the instance sees. */
export const OPERATOR_ROUTES = [
  operatorRoute,
  operatorClaimsRoute,
  operatorPartiesRoute,
  operatorPlaysRoute,
  operatorServersRoute,
  operatorMandatesRoute,
  operatorBooksRoute,
  operatorPayoutsRoute,
  operatorRunRoute,
  operatorPeersRoute,
  operatorPeerRoute,
  operatorDisputesRoute,
] as const;
