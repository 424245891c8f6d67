import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EntryBatch, EntryFault, Parsed } from '@flipside/transparency';
import { backoff } from './backoff.ts';
import { readConsentFact } from './consent-leaf.ts';
import { fingerprintOf, namesKeys } from './fingerprint.ts';
import { gather } from './leaf-batches.ts';
import { isSilent } from './lease.ts';
import { lastWords } from './peer-fact.ts';
import { scopedId } from './scoped-id.ts';

const KEYS = {
  consentKey: 'c.test/log/consent+00000000+AA==',
  playsKey: 'c.test/log/plays+00000001+AB==',
  witnessKey: 'c.test/witness+00000002+BA==',
};
const leaf = (body: object) => readConsentFact(Buffer.from(JSON.stringify(body)));
const uuid = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

describe('keys that are read out', () => {
  test('are named by their fingerprint however it is typed, or by both log keys in full', () => {
    const fingerprint = fingerprintOf(KEYS);
    expect(fingerprint).toMatch(/^(?:[0-9a-f]{4} ){7}[0-9a-f]{4}$/);
    for (const text of [fingerprint, fingerprint.toUpperCase(), fingerprint.replaceAll(' ', '\n')])
      expect(namesKeys(text, KEYS)).toBe(true);
    expect(namesKeys(`${KEYS.playsKey}\n${KEYS.consentKey}`, KEYS)).toBe(true);
    for (const text of [
      '',
      fingerprint.slice(0, -1),
      KEYS.consentKey,
      `${KEYS.consentKey} ${KEYS.witnessKey}`,
      `${KEYS.consentKey} ${KEYS.playsKey} other.test/log/consent+00000000+AA==`,
    ])
      expect([text, namesKeys(text, KEYS)]).toEqual([text, false]);
  });

  test('any other key gives another fingerprint', () => {
    for (const name of ['consentKey', 'playsKey', 'witnessKey'] as const)
      expect(fingerprintOf({ ...KEYS, [name]: `${KEYS[name]}x` })).not.toBe(fingerprintOf(KEYS));
  });
});

describe('ids of other registries', () => {
  test('are UUIDs of version 8 that two registries never share and no registry chooses', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.domain(), fc.domain(), (id, one, other) => {
        const scoped = scopedId(one, id);
        expect(scoped).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(scopedId(one, id)).toBe(scoped);
        expect(scoped).not.toBe(id);
        if (one !== other) expect(scopedId(other, id)).not.toBe(scoped);
      }),
    );
  });
});

describe('leaves of a consent log', () => {
  test('of kinds and with members that are not known here are passed over', () => {
    expect(leaf({ t: 'period', id: '2026-01' })).toEqual({ ok: true, fact: null });
    expect(leaf({ t: 'news-of-2030', anything: [] })).toEqual({ ok: true, fact: null });
    expect(leaf({ t: 'recording', id: uuid(1), isrc: 'GBTST2600001', later: true })).toEqual({
      ok: true,
      fact: { t: 'recording', id: uuid(1), isrc: 'GBTST2600001' },
    });
  });

  test.each([
    ['no JSON', 'nonsense'],
    ['no leaf', '[]'],
    ['half a share', JSON.stringify({ t: 'share', id: uuid(1) })],
    ['an unknown country', JSON.stringify({ ...share(), territories: ['QQ'] })],
    ['a share of more than a whole', JSON.stringify({ ...share(), ppm: 1_000_001 })],
    ['a share of nothing', JSON.stringify({ ...share(), recording: null })],
    ['a condition that is not understood', JSON.stringify(grant({ onlyOnSundays: true }))],
  ])('%s is refused', (_what, text) => {
    expect(readConsentFact(Buffer.from(text)).ok).toBe(false);
  });

  test('a grant as this server writes it is understood', () => {
    expect(leaf(grant({}))).toMatchObject({ ok: true, fact: { t: 'grant', state: 'GRANTED' } });
  });

  test('an identifier that a merge moved is no row, and its leaf is understood', () => {
    const item = { t: 'party-merge-item', merge: uuid(1), kind: 'IDENTIFIER', ref: null };
    expect(leaf({ ...item, recording: null, work: null })).toMatchObject({ ok: true });
  });

  test('the last word about a thing counts, of grants the highest version', () => {
    const facts = [
      grant({}),
      { ...grant({}), version: 3, state: 'WITHDRAWN' },
      { ...grant({}), version: 2 },
    ].flatMap((body) => {
      const read = leaf(body);
      return read.ok && read.fact !== null ? [read.fact] : [];
    });
    expect(lastWords(facts)).toMatchObject([{ kind: 'grant', version: 3, body: { state: 'WITHDRAWN' } }]);
  });

  test('never throws, whatever a peer has logged', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(typeof readConsentFact(bytes).ok).toBe('boolean');
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom('share', 'grant', 'mandate', 'work'), fc.object(), (t, body) => {
        expect(typeof leaf({ ...body, t }).ok).toBe('boolean');
      }),
    );
  });
});

describe('batches of leaves', () => {
  const bundle = (index: number, count: number): Parsed<EntryBatch, EntryFault> => ({
    ok: true,
    value: { index, entries: Array.from({ length: count }, (_, at) => Buffer.from(String(index + at))) },
  });
  const gathered = async (bundles: Parsed<EntryBatch, EntryFault>[]) => {
    async function* source() {
      yield* bundles;
    }
    const found: Parsed<EntryBatch, EntryFault>[] = [];
    for await (const batch of gather(source())) found.push(batch);
    return found;
  };

  test('hold every leaf once and in order, and what came before a fault is handed on before it', async () => {
    const bundles = Array.from({ length: 40 }, (_, at) => bundle(at * 256, 256));
    const fault = { ok: false as const, code: 'BUNDLE_MISSING' as const, message: 'gone' };
    const found = await gathered([...bundles, fault]);
    expect(found.at(-1)).toEqual(fault);
    const batches = found.flatMap((one) => (one.ok ? one.value : []));
    expect(batches.map(({ index }) => index)).toEqual([0, 4_096, 8_192]);
    expect(batches.flatMap(({ entries }) => entries.map((entry) => Buffer.from(entry).toString()))).toEqual(
      Array.from({ length: 10_240 }, (_, at) => String(at)),
    );
  });
});

describe('time', () => {
  const at = new Date('2026-03-01T00:00:00Z');
  test('a lease ends with its last moment, and whoever was never heard is silent', () => {
    expect(isSilent(null, at, 1_000)).toBe(true);
    expect(isSilent(new Date(at.getTime() - 999), at, 1_000)).toBe(false);
    expect(isSilent(new Date(at.getTime() - 1_000), at, 1_000)).toBe(true);
  });

  test('pauses double up to an hour', () => {
    const pauses = [0, 1, 2, 8, 9, 500].map(
      (failures) => backoff(at, 10_000, failures).getTime() - at.getTime(),
    );
    expect(pauses).toEqual([10_000, 20_000, 40_000, 2_560_000, 3_600_000, 3_600_000]);
  });
});

function share() {
  return {
    ...{
      t: 'share',
      id: uuid(1),
      side: 'MASTER',
      party: uuid(2),
      role: 'LABEL',
      ppm: 1_000_000,
      recording: uuid(3),
    },
    ...{ work: null, territories: ['WW'], excludeTerritories: [], from: null, to: null, status: 'ACTIVE' },
  };
}

function grant(conditions: object) {
  return {
    ...{ t: 'grant', id: uuid(4), version: 1, party: uuid(2), side: 'MASTER', recording: null, work: null },
    ...{ release: null, recipe: null, policy: 'MONETISE', state: 'GRANTED', minimumRateMicros: null },
    withdrawnFrom: null,
    scope: {
      ...{ territories: ['WW'], excludeTerritories: [], from: null, to: null, allowedStems: null },
      ...{ tempoPermille: null, pitchCents: null, maxSeconds: null, mixWithOthers: true, remixOfRemix: true },
      ...{ layers: true, preApproved: true, commercialUse: true, ...conditions },
    },
  };
}
