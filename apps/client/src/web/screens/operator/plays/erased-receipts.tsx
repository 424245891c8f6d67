import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Paged } from '../../../components/paged.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import {
  useCountBodies,
  useErasures,
  useEraseReceipts,
  type PlayErasure,
} from '../../../queries/erasures.ts';
import { momentWords, periodWords } from '../../../words/dates.ts';
import { deviceWords, playsWords } from '../../../words/fraud-words.ts';

const receiptsWords = (plays: number, others: number): string =>
  others === 0
    ? `receipts of ${playsWords(plays)}`
    : `receipts of ${playsWords(plays)}, and ${others} that did not count`;

function Erase() {
  const [device, setDevice] = useState('');
  const [reason, setReason] = useState('');
  const count = useCountBodies();
  const erase = useEraseReceipts();
  const found = count.data;
  const error = count.error ?? erase.error;
  const done = () => {
    setDevice('');
    setReason('');
    count.reset();
  };
  return (
    <form
      className="fraud-void"
      onSubmit={(event) => {
        event.preventDefault();
        count.mutate(device.trim());
      }}
    >
      <TextInput
        label="Device of whoever asked (did:key…)"
        value={device}
        onChange={(event) => {
          setDevice(event.currentTarget.value);
          count.reset();
        }}
      />
      <TextInput
        label="How they asked"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" loading={count.isPending} disabled={device.trim() === ''}>
        Find its receipts
      </Button>
      {error !== null && <ProblemMessage error={error} />}
      {found !== undefined && (
        <div className="fraud-found" role="status">
          <p>
            {found.plays + found.others === 0
              ? 'There is no receipt of this device.'
              : `The ${receiptsWords(found.plays, found.others)}. They cannot be brought back; what was counted stays.`}
          </p>
          <Button
            data-danger
            loading={erase.isPending}
            disabled={found.plays + found.others === 0 || reason.trim().length < 3}
            onClick={() =>
              erase.mutate({ device: device.trim(), reason: reason.trim() }, { onSuccess: done })
            }
          >
            Erase the receipts
          </Button>
        </div>
      )}
    </form>
  );
}

function whoOf({ cause, user }: PlayErasure): string {
  if (cause === 'DEVICE') return 'by the device itself';
  return user === null ? 'by the clock' : `by ${user.displayName}`;
}

function whatOf({ device, period }: PlayErasure): string {
  if (device !== null) return `device ${deviceWords(device)}`;
  return period === null ? 'all devices' : periodWords(period);
}

/** Receipts that are gone: erasing them for somebody who asked, and what was erased before. */
export function ErasedReceipts() {
  const erasures = useErasures();
  return (
    <section className="operator-section" aria-labelledby="erasures-title">
      <h2 className="heading" id="erasures-title">
        Erased receipts
      </h2>
      <Erase />
      <Paged pages={erasures} skeleton="operator-skeleton" empty="No receipt was erased yet.">
        {(items) => (
          <ul className="operator-changes">
            {items.map((one) => (
              <li key={one.id}>
                <span className="mono small tertiary">{momentWords(one.at)}</span>
                <span>
                  {playsWords(one.plays)} <span className="secondary">of {whatOf(one)}</span>
                </span>
                <span className="secondary">
                  <strong>{one.reason}</strong> {whoOf(one)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </section>
  );
}
