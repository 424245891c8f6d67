/** Address of the sign-in screen that leads back to where the person is now. */
export function signInHref(
  returnTo = `${window.location.pathname}${window.location.search}${window.location.hash}`,
): string {
  return `/sign-in?returnTo=${encodeURIComponent(returnTo)}`;
}

/** Only paths of this site are followed after signing in. */
export function safeReturnTo(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : '/';
}
