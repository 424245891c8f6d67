import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** One route of the running router, as `METHOD /path/:parameter`. */
export type RouteName = string;

/** `HEAD` comes with every `GET`. */
const IMPLIED = new Set(['HEAD']);

/** All routes that the router knows, read from the tree it prints: nothing can be served and stay out of it. */
export function routesOf(app: NestFastifyApplication): RouteName[] {
  const tree = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] =
      /^((?:[│ ] {3})*)[├└]── (\S+) \(([^)]+)\)/u.exec(line) ?? [];
    if (part === '') return [];
    const depth = indent.length / 4;
    parents.splice(depth, parents.length, part);
    const path = parents.join('');
    return methods.split(', ').flatMap((method) => (IMPLIED.has(method) ? [] : [`${method} ${path}`]));
  });
}

/**
 * The login issuer's own pages, the description of the API, witnessing, log tiles (which the router prints as `*`) and
 * what other servers ask for: they know no roles.
 */
export const OUTSIDE_MATRIX =
  /^\S+ (?:\/oidc\/.*|\/witness\/add-checkpoint|\/ap\/.*|\/\.well-known\/.*|\/nodeinfo\/2\.1|\*|\/api\/docs.*|\/api\/openapi\.json)$/;

export const isUnsafe = (route: RouteName): boolean => !/^(?:GET|OPTIONS|TRACE|QUERY) /.test(route);
