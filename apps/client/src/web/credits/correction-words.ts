import type { Schemas } from '../../api/client.ts';
import { roleWords } from '../words/role-words.ts';

type Credit = { readonly name: string; readonly role: string };

const named = ({ name, role }: Credit): string => `${name} (${roleWords(role)})`;

/** What a correction says, in one sentence without its end. */
export function changeWords({
  credited,
  proposed,
}: {
  readonly credited: Credit | null;
  readonly proposed: Credit | null;
}): string {
  if (credited === null) return proposed === null ? '' : `${named(proposed)}, left out until now`;
  if (proposed === null) return `${named(credited)} does not belong there`;
  return `${named(proposed)} instead of ${named(credited)}`;
}

export const CORRECTION_WORDS: Record<Schemas['CorrectionState'], string> = {
  REQUESTED: 'Asked',
  ACCEPTED: 'Accepted',
  DECLINED: 'Declined',
  WITHDRAWN: 'Taken back',
};

const KIND = {
  RECIPE: 'this flip only',
  RECORDING: 'every flip of the recording',
  WORK: 'every flip of the work',
};

export const reachWords = (kind: keyof typeof KIND): string => KIND[kind];
