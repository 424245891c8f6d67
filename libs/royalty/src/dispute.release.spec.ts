import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountParts, accounts } from './account.ts';
import { apportionPeriod } from './allocation.ts';
import { byAccount, fr, owned, period, plays, rightsOf, tariffOf, us, usage } from './allocation.fixtures.ts';
import type { Allocation, RightsShare, SourceRights } from './allocation.types.ts';
import type { Split } from './dispute.ts';
import { releaseEntry } from './dispute.release.ts';
import { balanceOf, closeEntries } from './ledger.ts';
import type { JournalEntry } from './ledger.ts';
import { WHOLE_PPM, ppm } from './quantity.ts';
import { WORLDWIDE } from './territory.ts';

const at = new Date('2026-06-01T00:00:00Z');
const master = tariffOf(1n, [1_000_000, 0, 0, 0]);
const split = (...shares: [string, number][]): Split => ({
  territories: WORLDWIDE,
  from: null,
  to: null,
  shares: shares.map(([partyId, part]) => ({ partyId, ppm: BigInt(part) })),
});

function release(allocation: Allocation, splits: readonly Split[], disputeId = 'd1'): JournalEntry | null {
  const { lines, currency } = allocation;
  return releaseEntry({ disputeId, reference: `${disputeId}/2026-05`, currency, at, lines, splits });
}
const amounts = (entry: JournalEntry | null) =>
  Object.fromEntries((entry?.postings ?? []).map(({ account, amountMicros }) => [account, amountMicros]));

describe('released money', () => {
  const overclaimed = period({
    tariff: master,
    rights: [rightsOf('MASTER', [owned('a', 1_000_000, 'd1'), owned('b', 200_000, 'd1')])],
  });

  test('of an overclaim goes out by the corrected shares, whatever was claimed', () => {
    expect(byAccount(overclaimed)).toEqual({ 'held:d1': 1000n });
    expect(amounts(release(overclaimed, [split(['party-a', 800_000], ['party-b', 200_000])]))).toEqual({
      'held:d1': -1000n,
      'payable:party-a': 800n,
      'payable:party-b': 200n,
    });
    expect(amounts(release(overclaimed, [split(['party-c', 1_000_000])]))).toEqual({
      'held:d1': -1000n,
      'payable:party-c': 1000n,
    });
  });

  test('of which nobody owns all goes to suspense, not to somebody else', () => {
    expect(amounts(release(overclaimed, [split(['party-a', 900_000])]))).toEqual({
      'held:d1': -1000n,
      'payable:party-a': 900n,
      'suspense:recording:rec': 100n,
    });
    expect(amounts(release(overclaimed, []))).toEqual({
      'held:d1': -1000n,
      'suspense:recording:rec': 1000n,
    });
  });

  test('makes up for what was paid, and takes nothing back', () => {
    const contested = period({
      tariff: master,
      rights: [rightsOf('MASTER', [owned('a', 700_000), owned('b', 300_000, 'd1')])],
    });
    expect(byAccount(contested)).toEqual({ 'payable:party-a': 700n, 'held:d1': 300n });
    expect(amounts(release(contested, [split(['party-a', 800_000], ['party-b', 200_000])]))).toEqual({
      'held:d1': -300n,
      'payable:party-a': 100n,
      'payable:party-b': 200n,
    });
    // Party a was paid 700 and should have had 500: what is held makes the others whole as far as it goes.
    expect(
      amounts(release(contested, [split(['party-a', 500_000], ['party-b', 250_000], ['party-c', 250_000])])),
    ).toEqual({
      'held:d1': -300n,
      'payable:party-b': 150n,
      'payable:party-c': 150n,
    });
  });

  test('goes back to whom it was held for when the shares stand, odd micro-units and all', () => {
    const halves = [
      { ...owned('a', 500_000, 'd1'), partyId: 'z' },
      { ...owned('b', 500_000, 'd1'), partyId: 'y' },
    ];
    const odd = period({ tariff: master, counts: [plays(1001n)], rights: [rightsOf('MASTER', halves)] });
    const held = odd.lines.filter(({ basis }) => basis === 'DISPUTED');
    expect(held.map(({ partyId, amountMicros }) => [partyId, amountMicros])).toEqual([
      ['z', 501n],
      ['y', 500n],
    ]);
    expect(amounts(release(odd, [split(['y', 500_000], ['z', 500_000])]))).toEqual({
      'held:d1': -1001n,
      'payable:y': 500n,
      'payable:z': 501n,
    });
  });

  test('goes by the split of its territory and instant', () => {
    const both = period({
      tariff: master,
      counts: [plays(10n), plays(6n, { territory: us })],
      rights: [fr, us].map((territory) =>
        rightsOf('MASTER', [owned('a', 1_000_000, 'd1'), owned('b', 1_000_000, 'd1')], { territory }),
      ),
    });
    const only = (territory: typeof fr, ...shares: [string, number][]): Split => ({
      ...split(...shares),
      territories: { include: [territory], exclude: [] },
    });
    const past = { ...only(fr, ['party-b', 1_000_000]), to: at };
    const entry = release(both, [past, only(fr, ['party-a', 1_000_000]), only(us, ['party-b', 1_000_000])]);
    expect(amounts(entry)).toEqual({ 'held:d1': -16n, 'payable:party-a': 10n, 'payable:party-b': 6n });
  });

  test('that voided plays took back is taken from whom it would have been given', () => {
    const claims = [owned('a', 1_000_000, 'd1'), owned('b', 200_000, 'd1')];
    const counts = [plays(-1_000n, { originalPeriod: '2026-04' })];
    const voided = period({ tariff: master, counts, rights: [rightsOf('MASTER', claims)] });
    expect(amounts(release(voided, [split(['party-a', 800_000], ['party-b', 200_000])]))).toEqual({
      'held:d1': 1000n,
      'payable:party-a': -800n,
      'payable:party-b': -200n,
    });
    const both = [plays(1_000n), ...counts];
    const nothing = period({ tariff: master, counts: both, rights: [rightsOf('MASTER', claims)] });
    expect(release(nothing, [split(['party-a', 1_000_000])])).toBeNull();
  });

  test('of another dispute is left alone, and where nothing is held there is no entry', () => {
    expect(release(overclaimed, [split(['party-a', 1_000_000])], 'd2')).toBeNull();
    expect(release(period(), [], 'd1')).toBeNull();
  });
});

const anyPpm = fc.integer({ min: 1, max: 1_000_000 });
/** Parts of up to four parties that make a whole. */
const anyWhole = fc.uniqueArray(fc.integer({ min: 1, max: 999_999 }), { maxLength: 3 }).map((cuts) => {
  const edges = [0, ...cuts.sort((a, b) => a - b), 1_000_000];
  return edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
});
const anyCounts = fc.array(
  fc.record({
    recipe: fc.constantFrom('r1', 'r2'),
    territory: fc.constantFrom(fr, us),
    plays: fc.bigInt({ min: 0n, max: 3000n }),
  }),
  { minLength: 1, maxLength: 6 },
);
const close = (counts: Parameters<typeof period>[0], shares: readonly RightsShare[]): Allocation =>
  apportionPeriod({
    tariff: tariffOf(4001n, [700_000, 0, 300_000, 0]),
    pool: { kind: 'PER_PLAY', plays: counts?.counts ?? [] },
    recipes: [usage, { ...usage, recipe: 'r2', remixerId: 'other' }],
    rights: [fr, us].map((territory): SourceRights => rightsOf('MASTER', shares, { territory })),
  });
const letters = ['a', 'b', 'c', 'd'];
const balances = (entries: readonly JournalEntry[]) => {
  const names = new Set(entries.flatMap(({ postings }) => postings.map(({ account }) => account)));
  return new Map(
    [...names].map((name) => [name, balanceOf(name, entries[0]?.currency ?? ('EUR' as never), entries)]),
  );
};

describe('held money, in general', () => {
  test('with what is payable it is what would have been payable, and a dismissal gives each its own back', () => {
    fc.assert(
      fc.property(anyWhole, fc.subarray(letters), anyCounts, (parts, disputed, counts) => {
        // Ids of parties and of shares in opposite orders: who gets the odd micro-unit is the share's luck.
        const partyOf = (index: number) => `party-${letters[letters.length - 1 - index] ?? ''}`;
        const shares = (isDisputed: boolean) =>
          parts.map((part, index) => {
            const letter = letters[index] ?? '';
            const disputeId = isDisputed && disputed.includes(letter) ? 'd1' : null;
            return { ...owned(letter, part, disputeId), partyId: partyOf(index) };
          });
        const [without, held] = [close({ counts }, shares(false)), close({ counts }, shares(true))];
        for (const [index, letter] of letters.entries()) {
          const party = partyOf(index);
          const of = ({ lines }: Allocation) =>
            lines
              .filter(({ partyId }) => partyId === party)
              .reduce((sum, line) => sum + line.amountMicros, 0n);
          expect(of(held)).toBe(of(without));
          const payable = byAccount(held)[`payable:${party}`] ?? 0n;
          if (disputed.includes(letter)) expect(payable).toBe(0n);
        }
        const asBefore = split(...parts.map((part, index): [string, number] => [partyOf(index), part]));
        const entry = release(held, [asBefore]);
        const entries = [...closeEntries('p', held), ...(entry === null ? [] : [entry])];
        const after = balances(entries);
        after.delete(accounts.held('d1'));
        expect(balanceOf(accounts.held('d1'), held.currency, entries)).toBe(0n);
        expect(after).toEqual(balances(closeEntries('p', without)));
      }),
    );
  });

  test('is released to the last micro-unit, to nobody below zero, in whatever order the lines are', () => {
    const anyClaims = fc.array(fc.tuple(anyPpm, fc.constantFrom(null, 'd1', 'd1', 'd2')), { maxLength: 4 });
    fc.assert(
      fc.property(anyClaims, anyWhole, anyCounts, (claims, parts, counts) => {
        const allocation = close(
          { counts },
          claims.map(([part, disputeId], index) => ({
            ...owned(letters[index] ?? '', 0, disputeId),
            ppm: ppm(part),
          })),
        );
        const splits = [
          split(...parts.map((part, index): [string, number] => [`party-${letters[index] ?? ''}`, part])),
        ];
        const held = byAccount(allocation)['held:d1'] ?? 0n;
        const entry = release(allocation, splits);
        expect(release({ ...allocation, lines: [...allocation.lines].reverse() }, splits)).toEqual(entry);
        expect(entry === null).toBe(held === 0n);
        let released = 0n;
        for (const { account, amountMicros } of entry?.postings ?? []) {
          if (account === accounts.held('d1')) expect(amountMicros).toBe(-held);
          else {
            expect(accountParts(account).kind).toBe('payable');
            expect(amountMicros > 0n).toBe(true);
            released += amountMicros;
          }
        }
        expect(released).toBe(held);
        expect(WHOLE_PPM).toBe(parts.reduce((sum, part) => sum + BigInt(part), 0n));
      }),
    );
  });
});
