/**
 * Where to go after sign-in: a path of this site, or `/`.
 *
 * Anything that a browser could read as another site is dropped: `//host`, `/\host`, schemes, control characters
 * (WHATWG URL removes tabs and line breaks before it parses).
 */
export function safeReturnTo(value: string | undefined): string {
  if (value === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(value) || value.includes('\\')) return '/';
  const origin = 'https://this.invalid';
  const url = URL.parse(value, origin);
  if (url === null || url.origin !== origin) return '/';
  return `${url.pathname}${url.search}${url.hash}`.replace(/^\/{2,}/, '/');
}
