import type { Reason, ReasonCode } from '@flipside/royalty';

type Words = (who: string, what: string) => string;

const optIn: Words = (who, what) => `Ask ${who} to opt in for the ${what}.`;
const widen =
  (which: string): Words =>
  (who) =>
    `Stay within the terms, or ask ${who} for ${which}.`;
const again: Words = (who, what) => `Ask ${who} to opt in again for the ${what}.`;

/** What a person can do about each reason. */
const ACTIONS: Readonly<Record<ReasonCode, Words>> = {
  WORK_UNKNOWN: () => 'Whoever wrote what is performed claims the work, or an operator enters it.',
  WORK_SPLIT_INVALID: () => 'An operator corrects how the recording is split between its works.',
  SHARES_MISSING: (_who, what) => `Whoever holds the rest of the ${what} claims it.`,
  SHARES_OVERCLAIMED: (_who, what) =>
    `Those who claim the ${what} settle the shares; nothing is made from it until then.`,
  NO_GRANT: optIn,
  GRANT_REQUESTED: (who) => `Wait for the answer of ${who}.`,
  GRANT_DECLINED: (who) => `Use something else, or ask ${who} on other terms.`,
  GRANT_SUSPENDED: (who) => `Wait until ${who} resumes, or use something else.`,
  GRANT_WITHDRAWN: again,
  GRANT_EXPIRED: again,
  GRANT_NOT_YET_VALID: () => 'Wait for that day.',
  TERRITORY_NOT_GRANTED: (who) => `Ask ${who} to opt in for this territory too.`,
  STEM_NOT_ALLOWED: widen('more stems'),
  TEMPO_OUT_OF_RANGE: widen('a wider tempo range'),
  PITCH_OUT_OF_RANGE: widen('a wider pitch range'),
  TOO_LONG: widen('more seconds'),
  MIXING_NOT_ALLOWED: (who) => `Use it alone, or ask ${who} to allow mixing.`,
  REMIX_OF_REMIX_NOT_ALLOWED: (who) =>
    `Start from the recording itself, or ask ${who} to allow flips of flips.`,
  LAYERS_NOT_ALLOWED: (who) => `Leave out your own recordings, or ask ${who} to allow them.`,
  COMMERCIAL_USE_NOT_ALLOWED: (who) => `Ask ${who} to allow commercial use.`,
  MINIMUM_RATE_NOT_MET: (who) => `Ask ${who} to accept what a play pays here.`,
  APPROVAL_NEEDED: (who) => `Send your flip to ${who} for approval.`,
  POLICY_BLOCK: () => 'Use something else: this is final until they change their mind.',
  REGISTRY_SILENT: (_who, what) =>
    `Wait until the server that keeps the rights in this ${what} is heard again.`,
};

/** The next step towards a cleared side, in a sentence. */
export function actionFor({ code, party, side }: Pick<Reason, 'code' | 'party' | 'side'>): string {
  return ACTIONS[code](party?.name ?? 'its holder', side === 'MASTER' ? 'recording' : 'composition');
}
