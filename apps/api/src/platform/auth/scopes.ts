/** What an API token may be allowed to do. A browser session may do all of it. */
export const SCOPES = [
  'profile:read',
  'profile:write',
  'recipes:write',
  'plays:write',
  'catalogue:read',
  'catalogue:write',
  'consent:read',
  'consent:write',
  'statements:read',
  'payees:write',
  'operator',
] as const;

export type Scope = (typeof SCOPES)[number];
