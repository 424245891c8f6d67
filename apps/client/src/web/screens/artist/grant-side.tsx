import { useState, type ReactNode } from 'react';
import { Button, Switch } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import type { CoveringGrant } from '../../queries/consent.ts';
import { useTariff } from '../../queries/consent.ts';
import { dayWords } from '../../words/dates.ts';
import { daysUntil } from '../../words/grant-words.ts';
import { GrantHistory } from './grant-history.tsx';
import { TermsEditor } from './terms-editor.tsx';
import { TermsExample, TermsSentence } from './terms-sentence.tsx';
import { useGrantActions, type GrantPlace } from './use-grant-actions.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const COVERAGE = { SUBJECT: null, RELEASE: 'the release', CATALOGUE: 'the whole catalogue' } as const;

interface GrantSideProps {
  readonly party: string;
  readonly place: GrantPlace;
  /** What the switch is for, such as the title of a recording. */
  readonly title: string;
  /** Who has what part of it, in words. */
  readonly holding: ReactNode;
  readonly flips: string;
  readonly readOnly: boolean;
  /** Further actions beside the switch. */
  readonly more?: ReactNode;
}

/** The grant that decides: one that forbids, then one that holds, then the one for this alone. */
function decidingOf({
  own,
  wider,
}: GrantPlace): (Omit<CoveringGrant, 'covers'> & { covers: CoveringGrant['covers'] }) | null {
  const mine = own === null ? null : { ...own, covers: 'SUBJECT' as const };
  const all = [mine, wider].flatMap((grant) => grant ?? []);
  return (
    all.find(({ state, policy }) => state === 'GRANTED' && policy === 'BLOCK') ??
    all.find(({ state }) => state === 'GRANTED') ??
    all[0] ??
    null
  );
}

function offWords(grant: ReturnType<typeof decidingOf>): string {
  if (grant === null) return 'Off. ';
  if (grant.state === 'GRANTED') return 'No flips. ';
  if (grant.state === 'SUSPENDED') return 'Suspended. ';
  if (grant.state === 'EXPIRED') return 'Ended. ';
  return grant.state === 'WITHDRAWN' ? 'Withdrawn. ' : 'Off. ';
}

/** A day on which it ends, said where it is changed and where it can be taken back. */
function Announcement({ from, busy, onKeep }: { from: string; busy: boolean; onKeep: (() => void) | null }) {
  return (
    <p className="artist-announcement" role="note">
      <span>
        Ends on <strong>{dayWords(from)}</strong>, {daysUntil(from, Date.now())}. Until then flips play on.
      </span>
      {onKeep !== null && (
        <Button size="sm" loading={busy} onClick={onKeep}>
          Keep it
        </Button>
      )}
    </p>
  );
}

/** One side of something: in or out, on which terms, since when, and how it ends. */
export function GrantSide({ party, place, title, holding, flips, readOnly, more }: GrantSideProps) {
  const [open, setOpen] = useState<'terms' | 'withdrawal' | 'history' | null>(null);
  const actions = useGrantActions(party, place);
  const tariff = useTariff();
  const grant = decidingOf(place);
  const close = () => setOpen(null);
  const on = grant?.state === 'GRANTED' && grant.policy !== 'BLOCK';
  const a = place.side === 'MASTER';
  const coverage = grant === null ? null : COVERAGE[grant.covers];
  const widerHolds = place.wider?.state === 'GRANTED' && place.wider.policy !== 'BLOCK';
  const toggle = (quiet: string, is: 'terms' | 'history') => (
    <Button
      variant="subtle"
      size="sm"
      aria-expanded={open === is}
      onClick={() => setOpen(open === is ? null : is)}
    >
      {open === is ? 'Close' : quiet}
    </Button>
  );
  return (
    <div className="artist-side">
      <div className="artist-side-head">
        <Switch
          checked={on}
          disabled={readOnly || actions.busy}
          aria-label={`${a ? 'Recording' : 'Composition'} side of ${title}, opt in`}
          onChange={(event) => (event.currentTarget.checked ? actions.optIn() : setOpen('withdrawal'))}
        />
        <span className="row strong">
          <SideMark side={a ? 'A' : 'B'} />
          {a ? 'Recording' : 'Composition'}
        </span>
        <span className="small secondary">
          {on ? '' : offWords(grant)}
          {holding}
          {on && coverage !== null && `, by your grant for ${coverage}`}
        </span>
        <span className="artist-side-actions">
          {more}
          {on && !readOnly && toggle('Change terms', 'terms')}
          {on && !readOnly && grant.covers === 'SUBJECT' && !widerHolds && (
            <Button
              variant="subtle"
              size="sm"
              loading={actions.busy}
              onClick={() => actions.turn(grant.id, 'suspend')}
            >
              Suspend
            </Button>
          )}
          {grant !== null && (
            <Button variant="subtle" size="sm" onClick={() => setOpen('history')}>
              History
            </Button>
          )}
        </span>
      </div>
      {on && grant.withdrawnFrom !== null && (
        <Announcement
          from={grant.withdrawnFrom}
          busy={actions.busy}
          onKeep={readOnly ? null : () => actions.turn(grant.id, 'keep')}
        />
      )}
      {on && open !== 'terms' && (
        <>
          <TermsSentence terms={grant} />
          <TermsExample terms={grant} />
        </>
      )}
      {on && open === 'terms' && (
        <TermsEditor
          terms={grant}
          flips={flips}
          currency={tariff.data?.currency ?? 'EUR'}
          saving={actions.busy}
          coverage={coverage ?? undefined}
          onSave={(terms) => actions.saveTerms(terms, close)}
        />
      )}
      {actions.error !== null && <ProblemMessage error={actions.error} />}
      {open === 'withdrawal' && (
        // Made anew each time: what was chosen before is not what is meant now.
        <WithdrawDialog
          title={title}
          flips={flips}
          coverage={widerHolds && place.wider !== null ? COVERAGE[place.wider.covers] : null}
          onClose={close}
          onWithdraw={(choice) => {
            close();
            actions.takeBack(choice);
          }}
        />
      )}
      {grant !== null && (
        <GrantHistory
          party={party}
          grant={grant.id}
          title={title}
          opened={open === 'history'}
          onClose={close}
        />
      )}
    </div>
  );
}
