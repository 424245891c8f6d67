import {
  LIMITS,
  parseAutomationTarget,
  type Automation,
  type Effect,
  type EffectType,
} from '@flipside/recipe';
import { FRESH_EFFECTS, type Parameter } from './effect-parameters.ts';
import { clamp, withTrack, type Edit, type StudioTrack } from './studio-document.ts';

/** A lane's own chain, or the one that everything passes at the end. */
export type ChainOwner = { readonly trackId: string } | 'master';

type Chain = readonly Effect[];

/** Where each effect of a chain went; null when it was taken out. */
type Renumbering = (index: number) => number | null;

const SAME: Renumbering = (index) => index;

/** Automation names effects by their place in the chain, and follows them. */
function renumbered(automation: readonly Automation[], renumber: Renumbering): Automation[] {
  return automation.flatMap((lane) => {
    const target = parseAutomationTarget(lane.target);
    if (target === null || target.kind === 'track') return [lane];
    const index = renumber(target.index);
    if (index === null) return [];
    return index === target.index ? [lane] : [{ ...lane, target: `effects/${index}/${target.parameter}` }];
  });
}

function withChain(owner: ChainOwner, change: (chain: Chain) => Chain, renumber: Renumbering = SAME): Edit {
  return (document) => {
    if (owner === 'master') {
      const before = document.master.effects ?? [];
      const effects = change(before);
      return effects === before
        ? document
        : { ...document, master: { ...document.master, effects: [...effects] } };
    }
    return withTrack(document, owner.trackId, (track): StudioTrack => {
      const before = track.effects ?? [];
      const effects = change(before);
      if (effects === before) return track;
      const { automation, ...rest } = track;
      const lanes = renumbered(automation ?? [], renumber);
      return { ...rest, effects: [...effects], ...(lanes.length === 0 ? {} : { automation: lanes }) };
    });
  };
}

export const addEffect = (owner: ChainOwner, type: EffectType): Edit =>
  withChain(owner, (chain) =>
    chain.length >= LIMITS.effectsPerChain ? chain : [...chain, FRESH_EFFECTS[type]],
  );

export const removeEffect = (owner: ChainOwner, index: number): Edit =>
  withChain(
    owner,
    (chain) => (chain[index] === undefined ? chain : chain.toSpliced(index, 1)),
    (at) => (at === index ? null : at > index ? at - 1 : at),
  );

/** Moves an effect earlier (negative) or later in its chain. */
export const moveEffect = (owner: ChainOwner, index: number, by: -1 | 1): Edit =>
  withChain(
    owner,
    (chain) => {
      const effect = chain[index];
      const other = chain[index + by];
      return effect === undefined || other === undefined
        ? chain
        : chain.with(index, other).with(index + by, effect);
    },
    (at) => (at === index ? index + by : at === index + by ? index : at),
  );

/** Replaces an effect by an edited one of the same type. */
export const setEffect = (owner: ChainOwner, index: number, effect: Effect): Edit =>
  withChain(owner, (chain) => (chain[index]?.type === effect.type ? chain.with(index, effect) : chain));

/** Sets one number of an effect, held to its bounds. */
export const setParameter = (owner: ChainOwner, index: number, parameter: Parameter, value: number): Edit =>
  withChain(owner, (chain) => {
    const effect = chain[index];
    if (effect === undefined) return chain;
    const held = clamp(
      parameter.step >= 1 && parameter.unit === 'bit' ? Math.round(value) : value,
      parameter.min,
      parameter.max,
    );
    return chain.with(index, { ...effect, [parameter.name]: held });
  });
