import { Button } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useRunStep, type LineState, type PayoutRunView } from '../../queries/payouts.ts';

const WORDS = {
  SENDING: { name: 'Sending', doing: 'Payments are being sent', left: ['PLANNED'] },
  SETTLING: { name: 'Settling', doing: 'Payments are being settled', left: ['SENT'] },
} as const;

const countOf = (run: PayoutRunView, states: readonly LineState[]): number =>
  run.counts.filter(({ state }) => states.includes(state)).reduce((sum, { lines }) => sum + lines, 0);

/** How far a run has come that is sent or settled in the background. */
export function RunProgress({ run, state }: { run: PayoutRunView; state: 'SENDING' | 'SETTLING' }) {
  const again = useRunStep(run.id);
  const { name, doing, left } = WORDS[state];
  const total = countOf(run, ['PLANNED', 'SENT', 'SETTLED', 'RETURNED']);
  const done = total - countOf(run, left);
  const share = total === 0 ? 0 : done / total;
  return (
    <div className="payout-progress">
      <p className="secondary">
        {doing}: <span className="mono">{done}</span> of <span className="mono">{total}</span>. You can leave
        this page. If nothing moves, let it go on.
      </p>
      <span
        className="payout-progress-bar"
        role="progressbar"
        aria-label={name}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${share * 100}%` }} />
      </span>
      {again.isError && <ProblemMessage error={again.error} />}
      <div className="payout-actions">
        <Button
          variant="subtle"
          loading={again.isPending}
          onClick={() => again.mutate({ step: state === 'SENDING' ? 'send' : 'settle' })}
        >
          Go on
        </Button>
      </div>
    </div>
  );
}
