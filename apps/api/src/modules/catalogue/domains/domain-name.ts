import { accepted, refused } from '@flipside/royalty';
import type { Parsed } from '@flipside/royalty';
import { WELL_KNOWN_PATH } from './well-known.ts';

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads the name of a website into lower-case ASCII (UTS 46): no address, port or path.
 * @param allowLocal takes `localhost` with a port as well, for development.
 */
export function parseDomain(text: string, allowLocal: boolean): Parsed<string, 'DOMAIN_FORMAT'> {
  const typed = text.trim();
  if (allowLocal && /^localhost:\d{1,5}$/.test(typed)) return accepted(typed);
  const expects = 'A domain is a name such as label.example, without https:// and without a path.';
  if (!/^[^\s/:?#@[\]\\%]{1,253}$/.test(typed)) return refused('DOMAIN_FORMAT', expects);
  const host = URL.parse(`https://${typed}/`)?.hostname ?? '';
  const labels = host.split('.');
  // A last label of digits would be an IPv4 address.
  const isName =
    labels.length >= 2 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
  if (!isName || host.length > 253) return refused('DOMAIN_FORMAT', expects);
  return accepted(host);
}

/** Only over https; a local one, which only development allows, has no certificate. */
export function wellKnownAddress(domain: string): string {
  return `${domain.startsWith('localhost:') ? 'http' : 'https'}://${domain}${WELL_KNOWN_PATH}`;
}

/** A redirect may lead from the bare name to `www.` and back, and nowhere else. */
export function isSameSite(address: string, domain: string): boolean {
  const bare = (host: string) => host.replace(/^www\./, '');
  return bare(new URL(address).host) === bare(domain);
}
