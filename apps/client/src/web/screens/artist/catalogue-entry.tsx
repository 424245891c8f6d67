import { useState } from 'react';
import { Button, Modal, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../../api/client.ts';
import { ClearanceBadge } from '../../components/clearance-badge.tsx';
import { formatPpm } from '../../components/micros.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import {
  useCreateGrant,
  useReviseGrant,
  useWithdrawGrant,
  type GrantScope,
  type GrantView,
  type PartyCatalogueItem,
} from '../../queries/consent.ts';
import { formatCount } from '../../words/flip-words.ts';
import { readableIsrc } from '../../words/isrc.ts';
import { roleWords } from '../../words/role-words.ts';
import { DisputeLink } from '../disputes/dispute-link.tsx';
import type { CatalogueGroup } from './group-catalogue.ts';
import { OPEN_SCOPE } from './open-scope.ts';
import { TermsEditor } from './terms-editor.tsx';
import { TermsSentence } from './terms-sentence.tsx';

interface SideProps {
  readonly item: PartyCatalogueItem;
  readonly party: { readonly id: string; readonly name: string };
  readonly grant: GrantView | undefined;
  readonly readOnly: boolean;
}

function subjectOf(item: PartyCatalogueItem): Schemas['NewGrant']['subject'] {
  return item.kind === 'RECORDING' && item.isrc !== null
    ? { kind: 'RECORDING', isrc: item.isrc }
    : { kind: 'WORK', id: item.id };
}

function WithdrawDialog({
  item,
  open,
  onClose,
  onWithdraw,
}: {
  readonly item: PartyCatalogueItem;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onWithdraw: () => void;
}) {
  const whole = item.grant?.wholeCatalogue === true;
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={whole ? 'Withdraw the whole catalogue?' : `Withdraw ${item.title}?`}
    >
      <div className="artist-dialog">
        <p>
          {whole
            ? 'This grant covers everything of this party. No flip of any of it plays from now on.'
            : `No flip of it plays from now on, the ${formatCount(item.flips)} already out included.`}{' '}
          Plays that were counted stay counted and are paid.
        </p>
        <div className="row">
          <Button data-danger onClick={onWithdraw}>
            Withdraw
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** One side of one entry: in or out, and on which terms. */
function Side({ item, party, grant, readOnly }: SideProps) {
  const [withdrawing, setWithdrawing] = useState(false);
  const [editing, setEditing] = useState(false);
  const create = useCreateGrant(party.id);
  const revise = useReviseGrant(party.id);
  const withdraw = useWithdrawGrant(party.id);
  const on = item.grant?.state === 'GRANTED' && grant?.policy !== 'BLOCK';
  const busy = create.isPending || revise.isPending || withdraw.isPending;
  const error = create.error ?? revise.error ?? withdraw.error;
  const a = item.side === 'MASTER';
  const optIn = () => {
    const body = { policy: 'MONETISE' as const, scope: grant?.scope ?? OPEN_SCOPE, minimumRate: null };
    if (grant && !item.grant?.wholeCatalogue) revise.mutate({ id: grant.id, body });
    else create.mutate({ ...body, side: item.side, subject: subjectOf(item) });
  };
  const saveTerms = (scope: GrantScope) => {
    if (!grant) return;
    const body = { policy: 'MONETISE' as const, scope, minimumRate: grant.minimumRate };
    const done = { onSuccess: () => setEditing(false) };
    if (item.grant?.wholeCatalogue)
      create.mutate({ ...body, side: item.side, subject: subjectOf(item) }, done);
    else revise.mutate({ id: grant.id, body }, done);
  };
  return (
    <div className="artist-side">
      <div className="artist-side-head">
        <Switch
          checked={on}
          disabled={readOnly || busy}
          aria-label={`${a ? 'Recording' : 'Composition'} side of ${item.title}, opt in`}
          onChange={(event) => (event.currentTarget.checked ? optIn() : setWithdrawing(true))}
        />
        <span className="row strong">
          <SideMark side={a ? 'A' : 'B'} />
          {a ? 'Recording' : 'Composition'}
        </span>
        <span className="small secondary">
          {on ? '' : 'Off. '}
          {party.name}
          {item.ppm > 0 && (
            <>
              , <span className="mono">{formatPpm(item.ppm)}</span>
            </>
          )}
          {item.roles.length > 0 && `, ${item.roles.map(roleWords).join(', ')}`}
        </span>
        {!readOnly && <DisputeLink item={item} party={party.id} />}
        {on && !readOnly && (
          <Button variant="subtle" size="sm" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {editing ? 'Close' : 'Change terms'}
          </Button>
        )}
      </div>
      {on && grant && !editing && <TermsSentence scope={grant.scope} />}
      {on && grant && editing && (
        <TermsEditor scope={grant.scope} flips={item.flips} saving={busy} onSave={saveTerms} />
      )}
      {error !== null && <ProblemMessage error={error} />}
      <WithdrawDialog
        item={item}
        open={withdrawing}
        onClose={() => setWithdrawing(false)}
        onWithdraw={() => {
          setWithdrawing(false);
          if (grant) withdraw.mutate(grant.id);
        }}
      />
    </div>
  );
}

interface CatalogueEntryProps {
  readonly entry: CatalogueGroup;
  readonly party: { readonly id: string; readonly name: string };
  readonly grants: readonly GrantView[];
  readonly readOnly: boolean;
}

/** A recording or work of the party: whether it is cleared, and the party's own say on each side. */
export function CatalogueEntry({ entry, party, grants, readOnly }: CatalogueEntryProps) {
  const { first } = entry;
  return (
    <article className="artist-entry">
      <div className="artist-entry-head">
        <h2 className="heading">{entry.title}</h2>
        <ClearanceBadge status={first.clearance} />
        <span className="spacer" />
        <span className="small secondary">
          <span className="mono">{formatCount(first.flips)}</span> {first.flips === '1' ? 'flip' : 'flips'}
        </span>
      </div>
      <p className="small tertiary">
        {entry.artist !== null && <span className="secondary">{entry.artist}, </span>}
        <span className="mono">
          {first.isrc !== null ? readableIsrc(first.isrc) : (first.iswc ?? 'no ISWC yet')}
        </span>
      </p>
      {entry.items.map((item) => (
        <Side
          key={`${item.side}-${item.roles.join()}`}
          item={item}
          party={party}
          grant={grants.find(({ id }) => id === item.grant?.id)}
          readOnly={readOnly}
        />
      ))}
      {first.clearance === 'CONFLICT' && (
        <p className="small stop">
          The shares do not add up to a whole. New flips wait until the parties agree.{' '}
          <Link to="/disputes" search={{ party: party.id }}>
            Settle the shares
          </Link>
        </p>
      )}
    </article>
  );
}
