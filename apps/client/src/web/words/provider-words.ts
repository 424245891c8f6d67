import type { ServiceId } from '../../engine/providers/services/music-service.ts';
import type { LoginWay } from '../../engine/providers/subsonic/subsonic-login.ts';
import type { SubsonicReport } from '../../engine/providers/subsonic/subsonic-provider.ts';
import { PROVIDER_NAMES } from './source-words.ts';

const WAYS: Readonly<Record<LoginWay, string>> = {
  apiKey: 'an API key',
  token: 'a salted hash of the password',
  password: 'the password',
  basic: 'HTTP Basic',
  'basic-token': 'HTTP Basic and a salted hash',
  none: 'the proxy on this computer',
};

/** What a music server said of itself, in one line. */
export function serverWords({ type, serverVersion, version, way }: SubsonicReport): string {
  const name = type === null ? `Subsonic API ${version ?? ''}` : `${type} ${serverVersion ?? ''}`;
  return `${name.trim()}, signed in by ${WAYS[way]}`;
}

/** What the server can do for flips. */
export function abilityWords({ sound, isrc }: SubsonicReport): string {
  const known =
    isrc === 'server' ? 'It tells ISRCs.' : 'It tells no ISRCs, so they are read from the files’ tags.';
  switch (sound) {
    case 'ok':
      return `Plays flips. ${known}`;
    case 'forbidden':
      return 'This account may not stream there, so flips cannot be played from it.';
    case 'unknown':
      return 'It lists no recordings yet.';
    case 'blocked':
      return 'It lists your music, but does not let web pages read its sound.';
  }
}

/** Why an address cannot work from this page, before it is tried; null when it may. */
export function addressFault(address: string, page: { readonly protocol: string }): string | null {
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) return 'An address such as https://music.example';
  const isHere = url.hostname === 'localhost' || url.hostname.startsWith('127.') || url.hostname === '[::1]';
  if (page.protocol === 'https:' && url.protocol === 'http:' && !isHere)
    return 'Browsers do not let this page, which came by https, talk to a server by http. Use https there, or the proxy.';
  return null;
}

/** What a service can do for flips, in one sentence that promises nothing. */
export function serviceWords(id: ServiceId): string {
  const name = PROVIDER_NAMES[id];
  switch (id) {
    case 'tidal':
      return `${name} finds the track, by its ISRC, but cannot give us its sound. You get a link to it there.`;
    case 'soundcloud':
      return `${name} finds the track by its name, and compares the ISRC. You get a link and often a short preview, not its sound.`;
    case 'beatport':
      return `${name} finds the track, sometimes under another ISRC, and has a short sample. It cannot give us its sound.`;
  }
}
