import { useState } from 'react';
import { Button, Modal, Radio, TextInput } from '@mantine/core';
import { useFocusBack } from '../../components/focus-back.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import {
  useDecideMandate,
  useMandateVersions,
  useRevokeMandate,
  type MandateView,
} from '../../queries/mandates.ts';
import { isToCome, momentWords } from '../../words/dates.ts';
import { mandateDates, mandateSentence } from '../../words/mandate-words.ts';
import { dayStart } from '../../words/terms-fields.ts';

interface MandateCardProps {
  readonly mandate: MandateView;
  readonly party: string;
  readonly readOnly: boolean;
}

const STATES: Record<MandateView['state'], string> = {
  PROPOSED: 'WAITS',
  ACTIVE: 'GIVEN',
  DECLINED: 'DECLINED',
  REVOKED: 'ENDED',
};

const HAPPENED: Record<MandateView['state'], string> = {
  PROPOSED: 'Proposed',
  ACTIVE: 'Given',
  DECLINED: 'Declined',
  REVOKED: 'Ended',
};

const hasEnded = ({ validTo }: MandateView) => validTo !== null && !isToCome(validTo);

function History({ mandate, party }: { mandate: MandateView; party: string }) {
  const versions = useMandateVersions(party, mandate.id, true);
  if (versions.isPending) return <div className="hatched history-skeleton" aria-busy="true" />;
  if (versions.isError)
    return <ProblemMessage error={versions.error} onRetry={() => void versions.refetch()} />;
  return (
    <ol className="history">
      {versions.data.map((version) => (
        <li key={version.version}>
          <p className="strong">{HAPPENED[version.state]}</p>
          <p className="small tertiary">{momentWords(version.createdAt)}</p>
          {mandateDates(version) !== '' && <p className="small secondary">{mandateDates(version)}</p>}
          {version.reason !== null && <p className="small secondary">“{version.reason}”</p>}
        </li>
      ))}
    </ol>
  );
}

interface EndDialogProps {
  readonly isProposal: boolean;
  readonly onClose: () => void;
  readonly onEnd: (end: { at: string | null; reason: string | null }) => void;
}

function EndDialog({ isProposal, onClose, onEnd }: EndDialogProps) {
  useFocusBack();
  const [when, setWhen] = useState<'now' | 'day'>('now');
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const at = when === 'day' ? dayStart(day) : null;
  const ready = when === 'now' || (at !== null && isToCome(at));
  return (
    <Modal opened onClose={onClose} title={isProposal ? 'Take the proposal back?' : 'End the mandate?'}>
      <div className="artist-dialog">
        {!isProposal && (
          <Radio.Group
            label="When"
            value={when}
            onChange={(value) => setWhen(value === 'day' ? 'day' : 'now')}
          >
            <Radio value="now" label="At once" />
            <Radio value="day" label="On a day" />
          </Radio.Group>
        )}
        {when === 'day' && (
          <TextInput
            type="date"
            label="From the beginning of this day, UTC"
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        )}
        <TextInput
          label="Why"
          placeholder="May stay empty"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <p>
          {isProposal
            ? 'Nothing was granted by it yet.'
            : 'What was granted by it holds no more from then on. Flips that rest on it stop until somebody else says yes.'}
        </p>
        <div className="row">
          <Button data-danger disabled={!ready} onClick={() => onEnd({ at, reason: reason.trim() || null })}>
            {isProposal ? 'Take it back' : 'End it'}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** One mandate: who for whom, for what, on what evidence, and what can be done about it. */
export function MandateCard({ mandate, party, readOnly }: MandateCardProps) {
  const [open, setOpen] = useState<'history' | 'end' | null>(null);
  const decide = useDecideMandate(party);
  const revoke = useRevokeMandate(party);
  const { id, state, side, grantor, holder, proposedBy } = mandate;
  const ended = state === 'ACTIVE' && hasEnded(mandate);
  const waitsForUs = state === 'PROPOSED' && grantor.id === party && proposedBy === 'HOLDER';
  const ours = proposedBy === 'HOLDER' ? holder.id === party : grantor.id === party;
  const mayEnd = (state === 'ACTIVE' && !ended) || (state === 'PROPOSED' && ours);
  const error = decide.error ?? revoke.error;
  return (
    <article className="mandate" aria-label={`${holder.name} for ${grantor.name}`}>
      <div className="row mandate-head">
        <SideMark side={side === 'MASTER' ? 'A' : 'B'} />
        <h2 className="lead strong">{mandateSentence(mandate)}</h2>
        <span className="spacer" />
        <span className="badge">{ended ? 'ENDED' : STATES[state]}</span>
      </div>
      <p className="secondary">
        {mandateDates(mandate)} Rests on: “{mandate.evidence}”
      </p>
      {mandate.reason !== null && <p className="small secondary">Said last: “{mandate.reason}”</p>}
      {!readOnly && waitsForUs && (
        <div className="row">
          <Button
            variant="filled"
            loading={decide.isPending}
            onClick={() => decide.mutate({ id, body: { decision: 'CONFIRM', reason: null } })}
          >
            Confirm it
          </Button>
          <Button
            data-danger
            variant="subtle"
            loading={decide.isPending}
            onClick={() => decide.mutate({ id, body: { decision: 'DECLINE', reason: null } })}
          >
            Decline
          </Button>
        </div>
      )}
      <div className="row mandate-actions">
        {!readOnly && mayEnd && (
          <Button size="sm" onClick={() => setOpen('end')}>
            {state === 'PROPOSED' ? 'Take it back' : 'End it'}
          </Button>
        )}
        <Button size="sm" variant="subtle" onClick={() => setOpen('history')}>
          History
        </Button>
      </div>
      {error !== null && <ProblemMessage error={error} />}
      {open === 'end' && (
        <EndDialog
          isProposal={state === 'PROPOSED'}
          onClose={() => setOpen(null)}
          onEnd={(body) => {
            setOpen(null);
            revoke.mutate({ id, body });
          }}
        />
      )}
      <Modal opened={open === 'history'} onClose={() => setOpen(null)} title="History of the mandate">
        <History mandate={mandate} party={party} />
      </Modal>
    </article>
  );
}
