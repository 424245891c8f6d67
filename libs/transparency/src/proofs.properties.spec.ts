import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leafHash, nodeHash } from './hashing.ts';
import { KEY_TYPES, signerKey } from './keys.ts';
import { Frontier } from './frontier.ts';
import { definedRoot, MemoryLog } from './memory-log.spec-support.ts';
import { consistencyPlan, inclusionPlan, rootPlan } from './plan.ts';
import { rootFromInclusion, verifyConsistency, verifyInclusion } from './proofs.ts';

const MOST = 70;
const key = signerKey('log.example', KEY_TYPES.ed25519, new Uint8Array(32).fill(9));
const leaves = Array.from({ length: MOST }, (_, index) => Uint8Array.of(index, index * 7));
const log = new MemoryLog('log.example', key).append(...leaves);
const roots = Array.from({ length: MOST + 1 }, (_, size) => definedRoot(log.leaves.slice(0, size)));
const head = (size: number) => ({ size, root: roots[size]! });

const sizes = fc.integer({ min: 1, max: MOST });
const placeInTree = sizes.chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
const twoSizes = fc.tuple(sizes, sizes).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

type Proof = readonly Uint8Array[];
/** Ways to spoil a list of hashes; each gives another list, or null where it has nothing to spoil. */
const spoilings: readonly ((proof: Proof, at: number, bit: number) => Proof | null)[] = [
  (proof, at, bit) =>
    proof.length === 0
      ? null
      : proof.map((hash, index) =>
          index === at % proof.length
            ? hash.map((byte, place) => (place === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
            : hash,
        ),
  (proof, at) => (proof.length === 0 ? null : proof.toSpliced(at % proof.length, 1)),
  (proof, at) => proof.toSpliced(at % (proof.length + 1), 0, leafHash(Uint8Array.of(at))),
  (proof) => [...proof, ...proof.slice(-1), leafHash(Uint8Array.of(1))],
  (proof) => (proof.length < 2 ? null : proof.toReversed()),
  (proof, at) =>
    proof.length === 0
      ? null
      : proof.map((hash, index) => (index === at % proof.length ? hash.slice(1) : hash)),
  (proof, at) =>
    proof.length === 0
      ? null
      : proof.map((hash, index) => (index === at % proof.length ? Uint8Array.of(...hash, 0) : hash)),
];
const spoiled = fc.record({ how: fc.nat(spoilings.length - 1), at: fc.nat(63), bit: fc.nat(255) });

describe('the root', () => {
  test('by frontier and by plan is the defined one, at every size', () => {
    const frontier = Frontier.empty();
    for (let size = 0; size <= MOST; size += 1) {
      expect(frontier.root).toEqual(roots[size]);
      expect(log.run(rootPlan(size))).toEqual(roots[size]);
      const restored = Frontier.restore(size, log.hashes(Frontier.nodesAt(size)));
      expect(restored.root).toEqual(roots[size]);
      if (size < MOST) {
        const [, ...completed] = restored.append(log.leaves[size]!);
        frontier.append(log.leaves[size]!);
        for (const { height, index, hash } of completed)
          expect(hash).toEqual(definedRoot(log.leaves.slice(index * 2 ** height, (index + 1) * 2 ** height)));
      }
    }
  });
});

describe('an inclusion proof', () => {
  test('verifies for every leaf of every tree, and for no other place', () => {
    for (let size = 1; size <= MOST; size += 1)
      for (let index = 0; index < size; index += 1) {
        const proof = log.run(inclusionPlan(index, size));
        expect(verifyInclusion(log.leaves[index]!, index, size, proof, roots[size]!)).toBe(true);
        for (const other of [index - 1, index + 1, size, size + index, -1, 0.5, Number.NaN])
          expect(verifyInclusion(log.leaves[index]!, other, size, proof, roots[size]!)).toBe(false);
      }
  });

  test('fails at another size unless it leads to that root all the same', () => {
    fc.assert(
      fc.property(placeInTree, fc.nat(MOST + 5), ({ size, index }, other) => {
        const proof = log.run(inclusionPlan(index, size));
        if (other !== size && other <= MOST)
          expect(verifyInclusion(log.leaves[index]!, index, other, proof, roots[other]!)).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  test('does not survive any flipped, dropped, added, swapped or cut hash', () => {
    fc.assert(
      fc.property(placeInTree, spoiled, ({ size, index }, { how, at, bit }) => {
        const proof = spoilings[how]!(log.run(inclusionPlan(index, size)), at, bit);
        fc.pre(proof !== null);
        expect(verifyInclusion(log.leaves[index]!, index, size, proof, roots[size]!)).toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });

  test('of a malformed shape leads nowhere', () => {
    const leaf = log.leaves[0]!;
    expect(rootFromInclusion(leaf, 0, 0, [])).toBeNull();
    expect(rootFromInclusion(leaf, 1, 1, [])).toBeNull();
    expect(rootFromInclusion(leaf, 0, 1, [leaf])).toBeNull();
    expect(rootFromInclusion(leaf, 0, 2, [])).toBeNull();
    expect(rootFromInclusion(leaf.slice(1), 0, 1, [])).toBeNull();
    expect(rootFromInclusion(leaf, 0, 2 ** 53, [])).toBeNull();
    expect(() => inclusionPlan(3, 3)).toThrow(RangeError);
    expect(() => inclusionPlan(0, 0)).toThrow(RangeError);
  });
});

describe('a consistency proof', () => {
  test('verifies between all sizes up to seventy, and from no other root', () => {
    for (let to = 0; to <= MOST; to += 1)
      for (let from = 0; from <= to; from += 1) {
        const proof = log.run(consistencyPlan(from, to));
        expect(verifyConsistency(head(from), head(to), proof)).toBe(true);
        const forged = { size: from, root: nodeHash(roots[from]!, roots[to]!) };
        expect(verifyConsistency(forged, head(to), proof)).toBe(false);
        if (from > 0)
          expect(verifyConsistency(head(from), { size: to, root: forged.root }, proof)).toBe(false);
        if (from < to) expect(verifyConsistency(head(to), head(from), proof)).toBe(false);
      }
  });

  test('does not survive any flipped, dropped, added, swapped or cut hash', () => {
    fc.assert(
      fc.property(twoSizes, spoiled, ({ from, to }, { how, at, bit }) => {
        const proof = spoilings[how]!(log.run(consistencyPlan(from, to)), at, bit);
        fc.pre(proof !== null);
        expect(verifyConsistency(head(from), head(to), proof)).toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });

  test('between other sizes fails', () => {
    fc.assert(
      fc.property(twoSizes, twoSizes, (one, other) => {
        fc.pre(one.from !== other.from || one.to !== other.to);
        fc.pre(other.from !== other.to || one.from !== one.to);
        const proof = log.run(consistencyPlan(one.from, one.to));
        const same = JSON.stringify(proof) === JSON.stringify(log.run(consistencyPlan(other.from, other.to)));
        expect(verifyConsistency(head(other.from), head(other.to), proof)).toBe(same);
      }),
      { numRuns: 10_000 },
    );
  });

  test('from the empty tree needs no proof and takes none', () => {
    expect(verifyConsistency(head(0), head(5), [])).toBe(true);
    expect(verifyConsistency(head(0), head(5), [roots[5]!])).toBe(false);
    expect(verifyConsistency({ size: 0, root: roots[1]! }, head(5), [])).toBe(false);
    expect(verifyConsistency(head(0), { size: 0, root: roots[1]! }, [])).toBe(false);
    expect(verifyConsistency({ size: -1, root: roots[0]! }, head(5), [])).toBe(false);
    expect(() => consistencyPlan(2, 1)).toThrow(RangeError);
  });
});
