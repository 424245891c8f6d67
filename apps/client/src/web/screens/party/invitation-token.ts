const keyOf = (id: string) => `flipside.invitation.${id}`;

/**
 * The token of an invitation's link, taken out of the address and kept in this tab: it survives signing in, and
 * reaches neither history nor a server's log on the way.
 */
export function keepToken(id: string): string | null {
  const { hash, pathname, search } = window.location;
  if (hash.length > 1) {
    window.sessionStorage.setItem(keyOf(id), hash.slice(1));
    window.history.replaceState(window.history.state, '', `${pathname}${search}`);
  }
  return window.sessionStorage.getItem(keyOf(id));
}
