/** What a problem code means over HTTP. One table, and every code a DomainError may carry is a key of it. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  login_failed: { status: 400, title: 'The sign-in did not succeed' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Not allowed' },
  missing_scope: { status: 403, title: 'The API token lacks a scope' },
  cross_site_request: { status: 403, title: 'The request came from another site' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  not_acceptable: { status: 406, title: 'No acceptable representation' },
  conflict: { status: 409, title: 'In conflict with the present state' },
  already_exists: { status: 409, title: 'It exists already' },
  not_cleared: { status: 409, title: 'Not every source is cleared' },
  not_playable: { status: 409, title: 'This flip cannot be played now' },
  invalid_transition: { status: 409, title: 'Not possible in the present state' },
  period_not_open: { status: 409, title: 'The period is not open' },
  gone: { status: 410, title: 'It is no longer here' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'Only JSON is accepted here' },
  recipe_refused: { status: 422, title: 'The recipe is refused' },
  unprocessable: { status: 422, title: 'Well formed, but refused' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something failed here' },
  upstream_failed: { status: 502, title: 'Another server failed' },
  unavailable: { status: 503, title: 'Not available at the moment' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;
