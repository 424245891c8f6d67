import { describe, expect, test } from '@jest/globals';
import type { PartyMention } from '../formats/subject.types.ts';
import { plainName, resolveParties } from './party-resolution.ts';
import type { KnownParties, KnownParty } from './party-resolution.ts';

const known = (id: string, name: string, over: Partial<KnownParty> = {}): KnownParty => ({
  id,
  name,
  ipiNameNumber: null,
  isni: null,
  dpid: null,
  hasMembers: false,
  ...over,
});
const mention = (name: string, over: Record<string, string> = {}) =>
  ({ name, ipiNameNumber: null, isni: null, dpid: null, ref: null, ...over }) as PartyMention;
const world = (over: Partial<KnownParties> = {}): KnownParties => ({
  importer: known('label', 'Some Records', { hasMembers: true }),
  formerNames: [],
  byIdentifier: [],
  byKey: new Map(),
  ...over,
});
const resolve = (parties: KnownParties, ...mentions: PartyMention[]) => {
  const resolved = resolveParties(
    mentions.map((party) => ({ party, role: 'LABEL' })),
    parties,
  );
  return {
    ...resolved,
    ids: mentions.map((party) => (resolved.conflicts.size > 0 ? '' : resolved.idOf(party))),
  };
};

describe('whom a file means', () => {
  test('the importer by its name, whatever the spelling', () => {
    expect(resolve(world(), mention('SOME  RECORDS.')).ids).toEqual(['label']);
    expect(plainName('Some  Records.')).toBe('some records');
  });

  test('the importer by the name of a party that was merged into it', () => {
    const merged = world({ formerNames: ['Old Records'] });
    expect(resolve(merged, mention('Old RECORDS'), mention('Some Records')).ids).toEqual(['label', 'label']);
    expect(resolve(world(), mention('Old Records')).created).toHaveLength(1);
  });

  test('anybody by identifier, and never by identifier and another one at once', () => {
    const byIdentifier = [known('a', 'Ada', { ipiNameNumber: '1' }), known('b', 'Ben', { isni: '2' })];
    expect(resolve(world({ byIdentifier }), mention('Whoever', { ipiNameNumber: '1' })).ids).toEqual(['a']);
    const both = resolve(world({ byIdentifier }), mention('Both', { ipiNameNumber: '1', isni: '2' }));
    expect([...both.conflicts.values()]).toEqual([expect.stringContaining('different parties')]);
    expect(resolve(world({ byIdentifier }), mention('Ada', { ipiNameNumber: '1', isni: '3' })).ids).toEqual([
      'a',
    ]);
  });

  test('an identifier that contradicts the stored one is a conflict', () => {
    const byIdentifier = [known('a', 'Ada', { ipiNameNumber: '1', isni: '9' })];
    expect(
      resolve(world({ byIdentifier }), mention('Ada', { ipiNameNumber: '1', isni: '3' })).conflicts.size,
    ).toBe(1);
  });

  test('by name only whom earlier files of the importer named', () => {
    const byKey = new Map([['name:ada', known('a', 'Ada')]]);
    expect(resolve(world({ byKey }), mention('Ada')).ids).toEqual(['a']);
    const [made] = resolve(world(), mention('Ada')).created;
    expect(made).toMatchObject({ name: 'Ada', kind: 'ORGANISATION' });
  });

  test('one new party for one name, which takes identifiers that come later', () => {
    const { ids, created, keys } = resolve(
      world(),
      mention('Ada'),
      mention('ada', { ipiNameNumber: '1' }),
      mention('Ada', { ref: 'x' }),
    );
    expect(new Set(ids).size).toBe(1);
    expect(created).toEqual([expect.objectContaining({ ipiNameNumber: '1' })]);
    expect(keys.map(({ key }) => key)).toEqual(['name:ada', 'ref:x']);
  });

  test('two of one name that differ by identifier are two', () => {
    const { ids } = resolve(
      world(),
      mention('Ada', { ipiNameNumber: '1' }),
      mention('Ada', { ipiNameNumber: '2' }),
    );
    expect(new Set(ids).size).toBe(2);
  });

  test('a party that somebody acts for keeps its identifiers to itself', () => {
    const open = new Map([['name:ada', known('a', 'Ada')]]);
    expect(resolve(world({ byKey: open }), mention('Ada', { isni: '5' })).identified).toMatchObject([
      { id: 'a', isni: '5' },
    ]);
    const claimed = new Map([['name:ada', known('a', 'Ada', { hasMembers: true })]]);
    expect(resolve(world({ byKey: claimed }), mention('Ada', { isni: '5' })).identified).toEqual([]);
  });
});
