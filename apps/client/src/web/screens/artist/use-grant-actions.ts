import type { Schemas } from '../../../api/client.ts';
import {
  useCreateGrant,
  useReviseGrant,
  useTurnGrant,
  useWithdrawGrant,
  type CoveringGrant,
} from '../../queries/consent.ts';
import { OPEN_SCOPE } from './open-scope.ts';
import type { Terms } from './terms-sentence.tsx';
import type { WithdrawalChoice } from './withdraw-dialog.tsx';

type Grant = Omit<CoveringGrant, 'covers'>;

/** One side of one thing: the grant for it alone, and the one that covers it with others. */
export interface GrantPlace {
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly subject: Schemas['NewGrant']['subject'];
  readonly own: Grant | null;
  readonly wider: CoveringGrant | null;
}

const OPEN: Terms = { policy: 'MONETISE', scope: OPEN_SCOPE, minimumRate: null };
/** Only the terms: the instance takes nothing else of a grant in a change of them. */
const termsOf = ({ policy, scope, minimumRate }: Terms): Terms => ({ policy, scope, minimumRate });

/** Opting in, changing terms and taking back, whichever grant it takes. */
export function useGrantActions(party: string, { side, subject, own, wider }: GrantPlace) {
  const create = useCreateGrant(party);
  const revise = useReviseGrant(party);
  const withdraw = useWithdrawGrant(party);
  const turn = useTurnGrant(party);
  const widerHolds = wider?.state === 'GRANTED' && wider.policy !== 'BLOCK';

  /** The grant for this alone, made at the first need. */
  const say = (terms: Terms, done?: () => void) => {
    const options = done === undefined ? {} : { onSuccess: done };
    if (own === null) create.mutate({ side, subject, ...termsOf(terms) }, options);
    else revise.mutate({ id: own.id, body: termsOf(terms) }, options);
  };

  return {
    busy: create.isPending || revise.isPending || withdraw.isPending || turn.isPending,
    error: create.error ?? revise.error ?? withdraw.error ?? turn.error,
    optIn: () => {
      if (own?.state === 'SUSPENDED') turn.mutate({ id: own.id, turn: 'resume' });
      // What made it an exception goes; the grant that covers it holds again.
      else if (own?.policy === 'BLOCK' && own.state === 'GRANTED' && widerHolds)
        withdraw.mutate({ id: own.id, reason: '', at: null });
      else
        say(
          own === null ? OPEN : { ...termsOf(own), policy: own.policy === 'BLOCK' ? 'MONETISE' : own.policy },
        );
    },
    saveTerms: (terms: Terms, done: () => void) => {
      if (own?.state === 'GRANTED' || own?.state === 'SUSPENDED' || wider === null) say(terms, done);
      else revise.mutate({ id: wider.id, body: termsOf(terms) }, { onSuccess: done });
    },
    takeBack: ({ part, reason, at }: WithdrawalChoice) => {
      if (widerHolds && part === 'THIS') say({ ...termsOf(own ?? wider), policy: 'BLOCK' });
      else {
        if (widerHolds) withdraw.mutate({ id: wider.id, reason, at });
        if (own?.state === 'GRANTED' || own?.state === 'SUSPENDED')
          withdraw.mutate({ id: own.id, reason, at });
      }
    },
    turn: (id: string, what: 'suspend' | 'resume' | 'keep') => turn.mutate({ id, turn: what }),
  };
}
