const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

export interface OriginHeaders {
  origin?: string | undefined;
  'sec-fetch-site'?: string | string[] | undefined;
}

/**
 * Whether a request that carries a cookie may change something (OWASP CSRF cheat sheet, "Fetch Metadata").
 *
 * `Sec-Fetch-Site` is set by the browser and out of a page's reach, so it decides when present; else `Origin` must
 * be ours. A browser sends at least one of the two with an unsafe method, so a request with neither is refused.
 */
export function isSameOrigin(method: string, headers: OriginHeaders, baseUrl: string): boolean {
  if (SAFE.has(method)) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === baseUrl;
}
