import { useState } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import {
  useSettlementStep,
  type SettlementDetail,
  type SettlementLine,
} from '../../../queries/settlements.ts';
import { SIDE_WORDS } from '../../statements/side-words.ts';

const nameOf = ({ side, subject, party, released }: SettlementLine): string =>
  [side, subject, party, released].join(' ');

/** The answer to a second round: what is reckoned here too is accepted anyway, and an operator may let the rest stand. */
export function SettlementDecide({ settlement }: { settlement: SettlementDetail }) {
  const { id, peer, direction, round, state, lines } = settlement;
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const step = useSettlementStep(id, peer.id);
  if (direction !== 'IN' || round !== 2 || state !== 'STATED') return null;
  const toggle = (name: string): void => {
    const next = new Set(accepted);
    if (!next.delete(name)) next.add(name);
    setAccepted(next);
  };
  const accept = lines
    .filter((line) => accepted.has(nameOf(line)))
    .map(({ side, subject, party, released }) => ({ side, subject, party, released }));
  return (
    <form
      className="settlement-again"
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate({ step: 'decide', body: { accept, reason: reason.trim() } });
      }}
    >
      <h3 className="label">Answer for the last time</h3>
      <p className="secondary measure">
        Lines that come to the same here are accepted. Tick those that you let stand although they differ.
      </p>
      {lines.map((line) => (
        <Checkbox
          key={nameOf(line)}
          label={`${SIDE_WORDS[line.side]}, ${line.subject}`}
          description={line.plea}
          checked={accepted.has(nameOf(line))}
          onChange={() => toggle(nameOf(line))}
        />
      ))}
      <TextInput
        label="Why the others do not stand"
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={reason.trim().length < 3} loading={step.isPending}>
        Answer
      </Button>
      {step.isError && <ProblemMessage error={step.error} />}
    </form>
  );
}
