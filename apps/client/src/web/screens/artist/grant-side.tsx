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
  /** How many flips of it are out; null where they are not counted. */
  readonly flips: string | null;
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
        Ends on <strong>{dayWords(from)}</strong>, {daysUntil(from)}. Until then flips play on.
      </span>
      {onKeep !== null && (
        <Button size="sm" loading={busy} onClick={onKeep}>
          Keep it
        </Button>
      )}
    </p>
  );
}

type Open = 'terms' | 'withdrawal' | 'history' | null;
type Actions = ReturnType<typeof useGrantActions>;

const isHolding = (grant: Pick<CoveringGrant, 'state' | 'policy'> | null): boolean =>
  grant?.state === 'GRANTED' && grant.policy !== 'BLOCK';

interface PartProps extends GrantSideProps {
  readonly grant: ReturnType<typeof decidingOf>;
  readonly actions: Actions;
  readonly open: Open;
  readonly setOpen: (open: Open) => void;
}

/** The switch, whose side it is, and what else can be done. */
function SideHead({ place, title, holding, readOnly, more, grant, actions, open, setOpen }: PartProps) {
  const on = isHolding(grant);
  const a = place.side === 'MASTER';
  const coverage = grant === null ? null : COVERAGE[grant.covers];
  const name = a ? 'Recording' : 'Composition';
  return (
    <div className="artist-side-head">
      <Switch
        checked={on}
        disabled={readOnly || actions.busy}
        aria-label={`${name} side of ${title}, opt in`}
        onChange={(event) => (event.currentTarget.checked ? actions.optIn() : setOpen('withdrawal'))}
      />
      <span className="row strong">
        <SideMark side={a ? 'A' : 'B'} />
        {name}
      </span>
      <span className="small secondary">
        {on ? '' : offWords(grant)}
        {holding}
        {on && coverage !== null && `, by your grant for ${coverage}`}
      </span>
      <span className="artist-side-actions">
        {more}
        {on && !readOnly && (
          <Button
            variant="subtle"
            size="sm"
            aria-expanded={open === 'terms'}
            onClick={() => setOpen(open === 'terms' ? null : 'terms')}
          >
            {open === 'terms' ? 'Close' : 'Change terms'}
          </Button>
        )}
        {on && !readOnly && grant?.covers === 'SUBJECT' && !isHolding(place.wider) && (
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
  );
}

/** What a remixer may do, to read or to change. */
function SideTerms({ flips, readOnly, grant, actions, open, setOpen }: PartProps) {
  const tariff = useTariff();
  if (grant === null || !isHolding(grant)) return null;
  return (
    <>
      {grant.withdrawnFrom !== null && (
        <Announcement
          from={grant.withdrawnFrom}
          busy={actions.busy}
          onKeep={readOnly ? null : () => actions.turn(grant.id, 'keep')}
        />
      )}
      {open === 'terms' ? (
        <TermsEditor
          terms={grant}
          flips={grant.covers === 'SUBJECT' ? flips : null}
          currency={tariff.data?.currency ?? 'EUR'}
          saving={actions.busy}
          coverage={COVERAGE[grant.covers] ?? undefined}
          onSave={(terms) => actions.saveTerms(terms, () => setOpen(null))}
        />
      ) : (
        <>
          <TermsSentence terms={grant} />
          <TermsExample terms={grant} />
        </>
      )}
    </>
  );
}

/** One side of something: in or out, on which terms, since when, and how it ends. */
export function GrantSide(props: GrantSideProps) {
  const { party, place, title, flips } = props;
  const [open, setOpen] = useState<Open>(null);
  const actions = useGrantActions(party, place);
  const grant = decidingOf(place);
  const close = () => setOpen(null);
  const parts = { ...props, grant, actions, open, setOpen };
  const wider = isHolding(place.wider) ? place.wider : null;
  return (
    <div className="artist-side">
      <SideHead {...parts} />
      <SideTerms {...parts} />
      {actions.error !== null && <ProblemMessage error={actions.error} />}
      {open === 'withdrawal' && (
        // Made anew each time: what was chosen before is not what is meant now.
        <WithdrawDialog
          title={title}
          flips={flips}
          coverage={wider === null ? null : COVERAGE[wider.covers]}
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
