import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useEraseOwnReceipts } from '../../queries/erasures.ts';
import { playsWords } from '../../words/fraud-words.ts';

/** Has the instance forget what this device told it of its plays. */
export function EraseReceipts() {
  const erase = useEraseOwnReceipts();
  const [isAsked, setAsked] = useState(false);
  const close = () => setAsked(false);
  return (
    <section className="library-section" aria-labelledby="receipts-title">
      <div>
        <h2 className="heading" id="receipts-title">
          Receipts of this device
        </h2>
        <p className="secondary">
          {window.location.host} keeps the signed receipt of each play, so that artists can look at a few. You
          can have them erased. What your plays paid stays, and so do their leaves in the{' '}
          <Link to="/logs">public log</Link>, which say nothing about you.
        </p>
      </div>
      <div className="library-body">
        <p role="status">
          {erase.data !== undefined &&
            (erase.data.plays + erase.data.others === 0
              ? 'There was no receipt of this device.'
              : `Erased: the receipts of ${playsWords(erase.data.plays)}${erase.data.others > 0 ? `, and ${erase.data.others} that did not count` : ''}.${erase.data.isDone ? '' : ' There are more: erase again.'}`)}
        </p>
        <div className="library-actions">
          <Button onClick={() => setAsked(true)}>Erase the receipts</Button>
        </div>
        <Modal opened={isAsked} onClose={close} title="Erase the receipts of this device?">
          <div className="library-dialog">
            <p>
              They cannot be brought back. Plays that wait to be counted are not counted any more. This device
              can still check its promises.
            </p>
            {erase.isError && <ProblemMessage error={erase.error} />}
            <div className="row">
              <Button
                variant="filled"
                data-danger
                loading={erase.isPending}
                onClick={() => erase.mutate(undefined, { onSuccess: close })}
              >
                Erase them
              </Button>
              <Button variant="subtle" onClick={close}>
                Keep them
              </Button>
            </div>
          </div>
        </Modal>
      </div>
    </section>
  );
}
