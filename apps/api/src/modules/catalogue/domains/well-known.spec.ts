import { describe, expect, test } from '@jest/globals';
import { isSameSite, parseDomain, wellKnownAddress } from './domain-name.ts';
import { covers, readWellKnown } from './well-known.ts';

const partyId = '0190a000-0000-7000-8000-000000000001';
const token = 'flipside-site-verification';
const entry = { party: partyId, token };
const read = (document: unknown) => readWellKnown(Buffer.from(JSON.stringify(document)), { partyId, token });

describe('the file of a website', () => {
  test('names the party, the token and what is covered, in any spelling', () => {
    const covered = { isrcPrefixes: ['gb-aaa'], isrcs: ['US-SM1-98-03037'], iswcs: ['T-034.524.680-1'] };
    const other = { party: '0190a000-0000-7000-8000-000000000002', token: 'another token of it' };
    expect(read({ flipside: 1, parties: [other, { ...entry, ...covered }] })).toEqual({
      ok: true,
      value: { isrcPrefixes: ['GBAAA'], isrcs: ['USSM19803037'], iswcs: ['T0345246801'] },
    });
  });

  test.each([
    ['another version', { flipside: 2, parties: [entry] }, 'WELL_KNOWN_FORMAT'],
    ['a field that is not known', { flipside: 1, parties: [entry], extra: 1 }, 'WELL_KNOWN_FORMAT'],
    ['no parties', { flipside: 1, parties: [] }, 'WELL_KNOWN_FORMAT'],
    ['a list', [], 'WELL_KNOWN_FORMAT'],
    [
      'a mistyped ISWC',
      { flipside: 1, parties: [{ ...entry, iswcs: ['T0345246802'] }] },
      'WELL_KNOWN_FORMAT',
    ],
    [
      'too short a prefix',
      { flipside: 1, parties: [{ ...entry, isrcPrefixes: ['GB'] }] },
      'WELL_KNOWN_FORMAT',
    ],
    [
      'somebody else',
      { flipside: 1, parties: [{ ...entry, party: partyId.replace('01', '09') }] },
      'WELL_KNOWN_PARTY',
    ],
    ['another token', { flipside: 1, parties: [{ ...entry, token: `${token}x` }] }, 'WELL_KNOWN_TOKEN'],
  ])('with %s proves nothing', (_name, document, code) => {
    expect(read(document)).toMatchObject({ ok: false, code });
  });

  test.each([Buffer.from('<html>'), Buffer.from([0xff, 0xfe, 0x7b]), Buffer.from('')])(
    'that is no JSON proves nothing (%#)',
    (body) => {
      expect(readWellKnown(body, { partyId, token })).toMatchObject({ ok: false, code: 'WELL_KNOWN_FORMAT' });
    },
  );

  test('covers by ISRC, by its beginning and by ISWC', () => {
    const coverage = { isrcPrefixes: ['GBAAA24'], isrcs: ['USSM19803037'], iswcs: ['T0345246801'] };
    const recording = (isrc: string) => covers(coverage, { isrc, iswc: null });
    expect([recording('GBAAA2400001'), recording('USSM19803037')]).toEqual([true, true]);
    expect([recording('GBAAA2500001'), recording('USSM19803038')]).toEqual([false, false]);
    expect(covers(coverage, { isrc: null, iswc: 'T0345246801' })).toBe(true);
    expect(covers(coverage, { isrc: null, iswc: null })).toBe(false);
  });
});

describe('a domain', () => {
  test.each([
    ['Label.Example', 'label.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    [' north-label.co.uk ', 'north-label.co.uk'],
  ])('%s is %s', (text, value) => expect(parseDomain(text, false)).toEqual({ ok: true, value }));

  test.each([
    'localhost',
    'localhost:8080',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    'label.example:8443',
    'label.example/path',
    'user@label.example',
    'https://label.example',
    'label..example',
    '-label.example',
    'label_x.example',
    `${'a'.repeat(64)}.example`,
    'label.example.',
    '',
  ])('%s is none', (text) => {
    expect(parseDomain(text, false)).toMatchObject({ ok: false, code: 'DOMAIN_FORMAT' });
  });

  test('is asked over https, and a redirect stays on its site', () => {
    expect(wellKnownAddress('label.example')).toBe('https://label.example/.well-known/flipside.json');
    expect(parseDomain('localhost:8080', true).ok).toBe(true);
    expect(wellKnownAddress('localhost:8080')).toMatch(/^http:/);
    expect(isSameSite('https://www.label.example/x', 'label.example')).toBe(true);
    expect(isSameSite('https://label.example.evil.example/x', 'label.example')).toBe(false);
    expect(isSameSite('https://evil.example/x', 'label.example')).toBe(false);
  });
});
