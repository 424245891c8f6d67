import { useState } from 'react';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import {
  useSettlementStep,
  type SettlementDetail,
  type SettlementLine,
} from '../../../queries/settlements.ts';
import { SIDE_WORDS } from '../../statements/side-words.ts';

const STANCES = [
  { value: 'LEAVE', label: 'Leave it' },
  { value: 'RESTATED', label: 'As they reckoned it' },
  { value: 'INSISTED', label: 'As it was stated' },
];

const nameOf = ({ side, subject, party, released }: SettlementLine): string =>
  [side, subject, party, released].join(' ');

/** Disputed lines, stated again once: as the other server reckoned them, or as before and why. */
export function SettlementAgain({ settlement }: { settlement: SettlementDetail }) {
  const { id, peer, direction, round, again, lines } = settlement;
  const [stances, setStances] = useState<Readonly<Record<string, string>>>({});
  const [plea, setPlea] = useState('');
  const step = useSettlementStep(id, peer.id);
  const disputed = lines.filter(({ verdict }) => verdict === 'DISPUTED');
  if (direction !== 'OUT' || disputed.length === 0) return null;
  if (round === 2)
    return (
      <p className="secondary measure">Two rounds are over. Settle what is left with the people there.</p>
    );
  if (again) return <p className="secondary measure">The disputed lines were stated again.</p>;
  const chosen = disputed.flatMap((line) => {
    const stance = stances[nameOf(line)];
    if (stance !== 'RESTATED' && stance !== 'INSISTED') return [];
    const { side, subject, party, released } = line;
    return [{ side, subject, party, released, stance, plea: plea.trim() } as const];
  });
  return (
    <form
      className="settlement-again"
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate({ step: 'restate', body: { lines: chosen } });
      }}
    >
      <h3 className="label">State the disputed lines again</h3>
      <p className="secondary measure">This is possible once. What is disputed after that is for people.</p>
      {disputed.map((line) => (
        <NativeSelect
          key={nameOf(line)}
          label={`${SIDE_WORDS[line.side]}, ${line.subject}`}
          description={line.reason}
          data={STANCES}
          value={stances[nameOf(line)] ?? 'LEAVE'}
          onChange={(event) => setStances({ ...stances, [nameOf(line)]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        label="Why"
        value={plea}
        maxLength={500}
        onChange={(event) => setPlea(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        disabled={chosen.length === 0 || plea.trim().length < 3}
        loading={step.isPending}
      >
        State again
      </Button>
      {step.isError && <ProblemMessage error={step.error} />}
    </form>
  );
}
