import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EmulatedTrack } from '../../../../../../test/support/music-service-answers.ts';
import {
  startMusicService,
  type MusicServiceEmulator,
} from '../../../../../../test/support/music-service.ts';
import { signInAt } from '../../../../../api/src/edges/http/identity/external-issuer.fixture.ts';
import { beginConnect, exchangeOnDevice, openService, readReturn, ServiceSession } from './index.ts';
import type { MusicService, OfferedService, ServiceId, ServiceTrack } from './index.ts';
import { isoDurationMs } from './tidal.ts';

const REDIRECT = 'http://flipside.test/connect/';
const ISRC = 'QZTST2600001';
const base = { artist: 'Marrow & Pine', title: 'Copper Morning', durationMs: 200_000 };
const TRACKS: readonly EmulatedTrack[] = [
  { ...base, id: '11', isrc: ISRC, durationMs: 150_000 },
  { ...base, id: '12', isrc: ISRC },
  {
    ...base,
    id: '13',
    isrc: null,
    title: 'Wet Pavement',
    version: 'Extended Mix',
    durationMs: 301_500,
    access: 'blocked',
  },
];
const QUERY = { isrc: [ISRC], ...base };

/** Signs in as a listener does, by a full-page redirect, and opens the service. */
async function connect(id: ServiceId): Promise<{
  emulator: MusicServiceEmulator;
  service: MusicService;
  offered: OfferedService;
  renewals: number[];
}> {
  const redirectUri = `${REDIRECT}${id}`;
  const emulator = await startMusicService({ service: id, redirectUri, tracks: TRACKS, secret: false });
  const offered = { ...emulator.settings, redirectUri, exchange: 'device' } as unknown as OfferedService;
  const { url, pending } = await beginConnect(offered);
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
  expect(url).not.toContain(pending.verifier);
  const back = new URL(await signInAt({ ...emulator }, url, 'mara'));
  const grant = readReturn(back.searchParams, pending, id);
  const tokens = await exchangeOnDevice(offered, grant, Date.now());
  expect(emulator.given).toContain(tokens.accessToken);
  const renewals: number[] = [];
  const session = new ServiceSession(offered, tokens, {
    exchange: (next) => exchangeOnDevice(offered, next, Date.now()),
    keep: async () => void renewals.push(1),
    now: Date.now,
  });
  return { emulator, service: openService(id, session), offered, renewals };
}

describe.each<ServiceId>(['tidal', 'soundcloud', 'beatport'])('%s', (id) => {
  let connected: Awaited<ReturnType<typeof connect>>;
  beforeAll(async () => {
    connected = await connect(id);
  });
  afterAll(() => connected.emulator.close());

  test('finds a recording by ISRC, of several the one of the right length, with its page', async () => {
    const result = await connected.service.resolve(QUERY);
    expect(result).toMatchObject({
      kind: 'match',
      by: 'isrc',
      track: { isrc: [ISRC], durationMs: 200_000, artist: base.artist },
    });
    const { link } = (result as unknown as { track: ServiceTrack }).track;
    expect(link).toMatch(/^https:\/\/(?:tidal\.com|soundcloud\.com|www\.beatport\.com)\/.*12$/);
  });

  test('finds what carries no ISRC by artist, name, mix and length, and says what differs', async () => {
    const query = {
      isrc: ['QZTST2600009'],
      artist: base.artist,
      title: 'Wet Pavement (Extended Mix)',
      durationMs: 301_000,
    };
    const wanted = id === 'soundcloud' ? { ...query, title: 'Wet Pavement' } : query;
    expect(await connected.service.resolve(wanted)).toMatchObject({ kind: 'match', by: 'title' });
    expect(await connected.service.resolve({ ...wanted, durationMs: 180_000 })).toMatchObject({
      kind: 'mismatch',
      reason: 'duration',
    });
    expect(await connected.service.resolve({ ...wanted, title: 'Nothing' })).toMatchObject({
      kind: 'mismatch',
      reason: 'not-found',
    });
  });

  test('does what its flags say, and never gives sound', async () => {
    const { service } = connected;
    expect(service.capabilities.pcm).toBe(false);
    const [first] = await service.search(
      `${base.artist} ${base.title}`.replace(id === 'beatport' ? `${base.artist} ` : '', ''),
      5,
    );
    const preview = await service.preview(first!);
    expect(preview !== null).toBe(service.capabilities.preview);
    await expect(service.open()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('cannot give us its sound'),
    });
  });

  test('a refused token is renewed once, however many ask, and what cannot be renewed says so', async () => {
    const { offered, renewals } = connected;
    const expired = { accessToken: 'run out', refreshToken: null, expiresAt: null };
    const tools = {
      exchange: () => Promise.reject(new Error('not asked')),
      keep: async () => undefined,
      now: Date.now,
    };
    const lost = openService(id, new ServiceSession(offered, expired, tools));
    await expect(lost.resolve(QUERY)).rejects.toMatchObject({ code: 'denied' });
    const refreshToken = connected.emulator.given[1]!;
    const renewed = new ServiceSession(
      offered,
      { ...expired, refreshToken },
      {
        exchange: (next) => exchangeOnDevice(offered, next, Date.now()),
        keep: async () => void renewals.push(1),
        now: Date.now,
      },
    );
    const again = openService(id, renewed);
    const both = await Promise.all([again.resolve(QUERY), again.resolve(QUERY)]);
    expect(both.map(({ kind }) => kind)).toEqual(['match', 'match']);
    expect(renewals).toHaveLength(1);
  });
});

describe('coming back from a service', () => {
  const pending = { id: 'tidal', state: 'the-state', verifier: 'v' } as const;
  const back =
    (query: string, kept: typeof pending | null = pending, id = 'tidal') =>
    () =>
      readReturn(new URLSearchParams(query), kept, id);

  test('counts only as the answer to what this page asked', () => {
    expect(back('code=c&state=the-state')()).toEqual({ grant: 'code', code: 'c', codeVerifier: 'v' });
    expect(back('code=c&state=other')).toThrow('not begun here');
    expect(back('code=c&state=the-state', null)).toThrow('not begun here');
    expect(back('code=c&state=the-state', pending, 'soundcloud')).toThrow('not begun here');
    expect(back('error=access_denied&state=the-state')).toThrow('You said no');
  });
});

test.each([
  ['PT2M58S', 178_000],
  ['PT1H0M0.5S', 3_600_500],
  ['PT45S', 45_000],
  ['PT', null],
  ['2:58', null],
])('%s lasts %s ms', (text, ms) => expect(isoDurationMs(text)).toBe(ms));
