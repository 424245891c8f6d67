import { useState, type FormEvent } from 'react';
import { Button, Modal, NumberInput, Textarea, TextInput } from '@mantine/core';
import { formatPpm } from '../../components/micros.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useOfferShare, type ShareItem } from '../../queries/claims.ts';
import type { PartyFound } from '../../queries/parties.ts';
import { PartySearch } from './party-search.tsx';
import { dayStart, linesOf, percentOf, ppmOf } from './percent.ts';
import './party.css';

interface ConsequenceProps {
  readonly share: ShareItem;
  readonly asOperator: boolean;
  /** In ppm. */
  readonly kept: number;
  readonly to: PartyFound | null;
}

/** What handing over means, before it is done. */
function Consequence({ share, asOperator, kept, to }: ConsequenceProps) {
  return (
    <p className="small secondary">
      {kept > 0 && `${formatPpm(kept)} stays with ${share.party.name}. `}
      {asOperator
        ? 'By an operator it counts at once, or from that day on.'
        : `It counts when ${to?.name ?? 'the other party'} accepts, from that day on.`}{' '}
      What was closed stays as it is. Flips need the yes of the new holder.
    </p>
  );
}

function EvidenceLinks({ links, onChange }: { links: string; onChange: (links: string) => void }) {
  return (
    <Textarea
      label="Links to evidence, one a line"
      placeholder="https://"
      required
      autosize
      minRows={1}
      value={links}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface TransferFormProps {
  readonly share: ShareItem;
  /** An operator names the evidence, and nobody is asked. */
  readonly asOperator: boolean;
  readonly onDone: () => void;
}

function TransferForm({ share, asOperator, onDone }: TransferFormProps) {
  const [to, setTo] = useState<PartyFound | null>(null);
  const [percent, setPercent] = useState<number | string>(percentOf(share.ppm));
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const [links, setLinks] = useState('');
  const offer = useOfferShare(share.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to === null) return;
    const ppm = ppmOf(Number(percent));
    offer.mutate(
      { toPartyId: to.id, ppm, at: dayStart(day), reason: reason.trim(), links: linesOf(links) },
      { onSuccess: onDone },
    );
  };
  const kept = share.ppm - ppmOf(Number(percent));
  return (
    <form className="party-dialog" onSubmit={submit}>
      <PartySearch label="To" chosen={to} onChoose={setTo} except={share.party.id} />
      <div className="party-form-pair">
        <NumberInput
          label="How much of the whole, in per cent"
          required
          min={0.0001}
          max={percentOf(share.ppm)}
          decimalScale={4}
          value={percent}
          onChange={setPercent}
        />
        <TextInput
          label="From; empty is at once"
          type="date"
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      </div>
      <Textarea
        label="Why"
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {asOperator && <EvidenceLinks links={links} onChange={setLinks} />}
      <Consequence share={share} asOperator={asOperator} kept={kept} to={to} />
      {offer.isError && <ProblemMessage error={offer.error} />}
      <div className="row">
        <Button
          type="submit"
          variant="filled"
          loading={offer.isPending}
          disabled={to === null || reason.trim() === ''}
        >
          {asOperator ? 'Hand it over' : 'Offer it'}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface TransferDialogProps extends Omit<TransferFormProps, 'share'> {
  readonly share: ShareItem | null;
}

/** Hands a share, or a part of it, to another party. */
export function TransferDialog({ share, asOperator, onDone }: TransferDialogProps) {
  return (
    <Modal
      opened={share !== null}
      onClose={onDone}
      title={share === null ? '' : `Hand over ${share.subject.title}`}
      size="lg"
    >
      {share !== null && <TransferForm share={share} asOperator={asOperator} onDone={onDone} />}
    </Modal>
  );
}
