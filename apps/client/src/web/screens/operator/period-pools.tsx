import { useState } from 'react';
import { Button, FileInput, TextInput } from '@mantine/core';
import { parseAmount } from '../../components/amount-input.ts';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useImportPayments, usePools, useStatePool, type FundedTariff } from '../../queries/royalties.ts';
import { dayWords, periodWords } from '../../words/dates.ts';
import { formatCount } from '../../words/flip-words.ts';
import { readPayments } from './listener-payments.ts';
import { KINDS } from './tariff-form.tsx';

function Reference({
  value,
  evidence,
  onChange,
}: {
  value: string;
  evidence: string;
  onChange: (value: string, evidence: string) => void;
}) {
  return (
    <>
      <TextInput
        label="Known outside as"
        placeholder="Subscriptions of November"
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value, evidence)}
      />
      <TextInput
        label="Evidence"
        placeholder="Bank statement, contract"
        maxLength={2_000}
        value={evidence}
        onChange={(event) => onChange(value, event.currentTarget.value)}
      />
    </>
  );
}

function StatePool({ period, funded }: { period: string; funded: FundedTariff }) {
  const state = useStatePool(period);
  const [amount, setAmount] = useState('');
  const [words, setWords] = useState({ reference: '', evidence: '' });
  const clear = () => {
    setAmount('');
    setWords({ reference: '', evidence: '' });
  };
  const amountMicros = parseAmount(amount);
  const isReady = amountMicros !== null && words.reference.trim() !== '' && words.evidence.trim() !== '';
  return (
    <form
      className="operator-pool"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) state.mutate({ tariff: funded.tariff, amountMicros, ...words }, { onSuccess: clear });
      }}
    >
      <TextInput
        label={`Amount in ${funded.currency}`}
        inputMode="decimal"
        value={amount}
        error={amount !== '' && amountMicros === null ? 'An amount above zero, such as 4,000.00.' : null}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <Reference
        value={words.reference}
        evidence={words.evidence}
        onChange={(reference, evidence) => setWords({ reference, evidence })}
      />
      <Button type="submit" loading={state.isPending} disabled={!isReady}>
        Add to the pool
      </Button>
      {state.isError && <ProblemMessage error={state.error} />}
    </form>
  );
}

function ImportPayments({ period, funded }: { period: string; funded: FundedTariff }) {
  const load = useImportPayments(period);
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [words, setWords] = useState({ reference: '', evidence: '' });
  const isReady = file !== null && words.reference.trim() !== '' && words.evidence.trim() !== '';
  const submit = async () => {
    if (file === null) return;
    const read = readPayments(await file.text());
    setFault(read.ok ? null : read.message);
    if (read.ok) load.mutate(read.batches.map((payments) => ({ tariff: funded.tariff, ...words, payments })));
  };
  return (
    <form
      className="operator-pool"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FileInput
        label="Payments as CSV: listener, amount"
        accept=".csv,text/csv"
        value={file}
        error={fault}
        onChange={setFile}
      />
      <Reference
        value={words.reference}
        evidence={words.evidence}
        onChange={(reference, evidence) => setWords({ reference, evidence })}
      />
      <Button type="submit" loading={load.isPending} disabled={!isReady}>
        Take in the payments
      </Button>
      {load.isError && <ProblemMessage error={load.error} />}
    </form>
  );
}

function Funded({ period, funded }: { period: string; funded: FundedTariff }) {
  const isPool = funded.kind === 'PRO_RATA';
  return (
    <section className="operator-funded" aria-labelledby={`pool-${funded.tariff}`}>
      <h3 className="label" id={`pool-${funded.tariff}`}>
        Version {funded.tariff}: {KINDS[funded.kind]}
      </h3>
      <p>
        <Money micros={funded.totalMicros} currency={funded.currency} precision="total" /> for{' '}
        <span className="mono">{formatCount(funded.plays)}</span> plays
        {!isPool && (
          <>
            {' '}
            from <span className="mono">{formatCount(funded.listeners)}</span> listeners
          </>
        )}
        .
      </p>
      {funded.pools.length > 0 && (
        <ul className="operator-stated">
          {funded.pools.map((pool) => (
            <li key={pool.number}>
              <span>{pool.reference}</span>
              <span className="tertiary">{dayWords(pool.createdAt)}</span>
              <Money micros={pool.amountMicros} currency={funded.currency} precision="total" />
            </li>
          ))}
        </ul>
      )}
      {isPool ? (
        <StatePool period={period} funded={funded} />
      ) : (
        <ImportPayments period={period} funded={funded} />
      )}
    </section>
  );
}

/** What the open period shares out, where a play has no price of its own. Nothing is shown where every play has one. */
export function PeriodPools({ period }: { period: string }) {
  const pools = usePools(period);
  if (pools.isPending || pools.data?.length === 0) return null;
  return (
    <section className="operator-section" aria-labelledby="pools-title">
      <h2 className="heading" id="pools-title">
        Pools of {periodWords(period)}
      </h2>
      {pools.isError && <ProblemMessage error={pools.error} onRetry={() => void pools.refetch()} />}
      {pools.data?.map((funded) => (
        <Funded key={funded.tariff} period={period} funded={funded} />
      ))}
    </section>
  );
}
