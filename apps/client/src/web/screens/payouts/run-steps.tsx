import { useState } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useRunStep, type PayoutRunView, type RunStep } from '../../queries/payouts.ts';
import { paymentsWords } from '../../words/payout-words.ts';
import { RunProgress } from './run-progress.tsx';

const today = (): string => new Date().toISOString().slice(0, 10);

interface StepWords {
  readonly title: string;
  readonly action: string;
  readonly back: string;
}

const WORDS: Record<RunStep, StepWords> = {
  approve: { title: 'Approve these payments?', action: 'Approve', back: 'Not yet' },
  send: { title: 'Send these payments?', action: 'Send and book', back: 'Not yet' },
  settle: { title: 'Did everything arrive?', action: 'Everything arrived', back: 'Not yet' },
  cancel: { title: 'Cancel this run?', action: 'Cancel the run', back: 'Keep it' },
};

function Consequence({ step, run }: { step: RunStep; run: PayoutRunView }) {
  const payments = paymentsWords(run.payments);
  const amount = <Money micros={run.amountMicros} currency={run.currency} precision="total" />;
  switch (step) {
    case 'approve':
      return (
        <p>
          {payments} of {amount} may then be sent. Nothing is booked yet.
        </p>
      );
    case 'send':
      return (
        <p>
          {payments} of {amount} are booked as paid, and every payee is told. This cannot be undone: a payment
          that does not arrive is marked as come back. Afterwards you download the files for the bank.
          Whoever’s account or balance changed since the run was prepared is left for the next one.
        </p>
      );
    case 'settle': {
      const open = run.counts.find(({ state }) => state === 'SENT')?.lines ?? 0;
      return (
        <p>{paymentsWords(open)} still on the way are marked as arrived. One can come back all the same.</p>
      );
    }
    case 'cancel':
      return <p>Nothing was booked, and nothing will be paid. You can prepare another run at once.</p>;
  }
}

function StepDialog({ step, run, onDone }: { step: RunStep | null; run: PayoutRunView; onDone: () => void }) {
  const [day, setDay] = useState(today);
  const change = useRunStep(run.id);
  const done = () => {
    change.reset();
    onDone();
  };
  return (
    <Modal opened={step !== null} onClose={done} title={step === null ? '' : WORDS[step].title}>
      {step !== null && (
        <div className="payout-dialog">
          <Consequence step={step} run={run} />
          {step === 'send' && (
            <TextInput
              label="The bank pays on"
              type="date"
              min={today()}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
          )}
          {change.isError && <ProblemMessage error={change.error} />}
          <div className="row">
            <Button
              variant="filled"
              loading={change.isPending}
              disabled={step === 'send' && day === ''}
              onClick={() =>
                change.mutate({ step, ...(step === 'send' && { executionOn: day }) }, { onSuccess: done })
              }
            >
              {WORDS[step].action}
            </Button>
            <Button variant="subtle" onClick={done}>
              {WORDS[step].back}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}

/** Why there is no file for the bank; nothing when there is one. */
function withoutBankFile(run: PayoutRunView): string | null {
  if (run.currency !== 'EUR')
    return 'SEPA pays euros alone, so there is no file for the bank: the CSV has every payment.';
  if (run.sepaPayments === 0) return 'No payment of this run can go by SEPA: the CSV has them all.';
  if (!run.hasDebtor)
    return 'No account to pay from is set up, so there is no file for the bank. Set PAYOUT_DEBTOR_NAME and PAYOUT_DEBTOR_IBAN.';
  return null;
}

function Files({ run }: { run: PayoutRunView }) {
  const without = withoutBankFile(run);
  const elsewhere = run.payments - run.sepaPayments;
  const file = (name: string) => `/api/payouts/runs/${run.id}/${name}`;
  return (
    <>
      <div className="payout-actions">
        {without === null && (
          <Button component="a" href={file('pain.001.xml')} download leftSection={<Icon name="download" />}>
            File for the bank (pain.001)
          </Button>
        )}
        <Button component="a" href={file('payments.csv')} download leftSection={<Icon name="download" />}>
          All payments (CSV)
        </Button>
      </div>
      {without !== null && <p className="secondary measure">{without}</p>}
      {without === null && elsewhere > 0 && (
        <p className="secondary measure">
          {paymentsWords(elsewhere)} cannot go by SEPA and {elsewhere === 1 ? 'is' : 'are'} in the CSV alone.
        </p>
      )}
    </>
  );
}

/** What can be done with the run now. */
export function RunSteps({ run }: { run: PayoutRunView }) {
  const [step, setStep] = useState<RunStep | null>(null);
  const wasSent = run.state === 'SENT' || run.state === 'SETTLING' || run.state === 'SETTLED';
  if (run.state === 'CANCELLED') return null;
  return (
    <section className="payout-next" aria-label="What can be done">
      {wasSent && <Files run={run} />}
      {(run.state === 'SENDING' || run.state === 'SETTLING') && <RunProgress run={run} state={run.state} />}
      <div className="payout-actions">
        {run.state === 'DRAFT' && run.payments > 0 && (
          <Button variant="filled" disabled={run.needsSecondPerson} onClick={() => setStep('approve')}>
            Approve
          </Button>
        )}
        {run.state === 'APPROVED' && (
          <Button variant="filled" onClick={() => setStep('send')}>
            Send
          </Button>
        )}
        {run.state === 'SENT' && (
          <Button variant="filled" onClick={() => setStep('settle')}>
            Everything arrived
          </Button>
        )}
        {(run.state === 'DRAFT' || run.state === 'APPROVED') && (
          <Button variant="subtle" data-danger onClick={() => setStep('cancel')}>
            Cancel the run
          </Button>
        )}
      </div>
      {run.state === 'DRAFT' && run.needsSecondPerson && (
        <p className="secondary measure">You prepared this run. Another operator has to approve it.</p>
      )}
      {run.state === 'DRAFT' && run.payments === 0 && (
        <p className="secondary measure">This run pays nobody. Below is why.</p>
      )}
      <StepDialog step={step} run={run} onDone={() => setStep(null)} />
    </section>
  );
}
