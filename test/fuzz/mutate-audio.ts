import { pageChecksum } from '../../apps/client/src/engine/decode/ogg-pages.ts';
import type { Random } from './random.ts';

/** Numbers at which readers of sizes and counts go wrong. */
const EXTREMES = [
  0, 1, 2, 7, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff7, 0xffffffff,
];
const HEAD = 120;

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

function place(bytes: Uint8Array, random: Random): number {
  // Headers are a small part of a file, and most of what can go wrong.
  return random.below(Math.max(1, random.isOneIn(2) ? Math.min(HEAD, bytes.length) : bytes.length));
}

function splice(bytes: Uint8Array, from: number, to: number, middle: Uint8Array): Uint8Array {
  const result = new Uint8Array(from + middle.length + bytes.length - to);
  result.set(bytes.subarray(0, from));
  result.set(middle, from);
  result.set(bytes.subarray(to), from + middle.length);
  return result;
}

const flipBits: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  for (let i = 1 + random.below(6); i > 0; i--) {
    const at = place(changed, random);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  }
  return changed;
};

const overwrite: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  for (let i = 1 + random.below(12); i > 0; i--) changed[place(changed, random)] = random.below(256);
  return changed;
};

const setField: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  if (changed.length < 8) return changed;
  const view = new DataView(changed.buffer);
  const at = Math.min(place(changed, random), changed.length - 4);
  const value = random.pick(EXTREMES);
  if (random.isOneIn(3)) view.setUint16(at, value & 0xffff, random.isOneIn(2));
  else view.setUint32(at, value, random.isOneIn(2));
  return changed;
};

const truncate: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length));

const drop: Mutation = (bytes, random) => {
  const from = place(bytes, random);
  return splice(bytes, from, Math.min(bytes.length, from + 1 + random.below(400)), new Uint8Array(0));
};

const repeat: Mutation = (bytes, random) => {
  const from = place(bytes, random);
  const piece = bytes.subarray(from, from + 1 + random.below(2000));
  return splice(bytes, from, from, piece);
};

const graft: Mutation = (bytes, random, other) => {
  const at = place(bytes, random);
  const from = place(other, random);
  const piece = other.subarray(from, from + 1 + random.below(4000));
  return splice(bytes, at, Math.min(bytes.length, at + random.below(2) * piece.length), piece);
};

const blank: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  const from = place(changed, random);
  changed.fill(random.pick([0, 0xff, 0x55]), from, from + 1 + random.below(600));
  return changed;
};

const MUTATIONS = [flipBits, flipBits, overwrite, setField, setField, drop, repeat, graft, blank, truncate];

/** Puts right checksums into the pages of an Ogg file, so that damage comes through to the codec. */
export function resealOgg(bytes: Uint8Array): Uint8Array {
  const sealed = bytes.slice();
  const view = new DataView(sealed.buffer);
  for (let at = 0; at + 27 < sealed.length && view.getUint32(at) === 0x4f676753;) {
    let length = 27 + view.getUint8(at + 26);
    if (at + length > sealed.length) break;
    for (let i = 27; i < 27 + view.getUint8(at + 26); i++) length += view.getUint8(at + i);
    if (at + length > sealed.length) break;
    view.setUint32(at + 22, pageChecksum(sealed.subarray(at, at + length)), true);
    at += length;
  }
  return sealed;
}

/** One to three changes to a file, decided by `random` alone. */
export function mutateAudio(file: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  let bytes = file;
  for (let i = 1 + random.below(3) * random.below(2); i > 0; i--)
    bytes = random.pick(MUTATIONS)(bytes, random, other);
  return random.isOneIn(2) ? resealOgg(bytes) : bytes;
}
