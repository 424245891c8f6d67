import { useState } from 'react';
import { Button, Modal, Radio, Textarea, TextInput } from '@mantine/core';
import { useFocusBack } from '../../components/focus-back.ts';
import { isToCome } from '../../words/dates.ts';
import { stoppedWords } from '../../words/grant-words.ts';
import { dayStart } from '../../words/terms-fields.ts';

/** What is to be taken back: this alone, or the grant that covers it with everything else. */
export type WithdrawnPart = 'THIS' | 'ALL';

export interface WithdrawalChoice {
  readonly part: WithdrawnPart;
  readonly reason: string;
  readonly at: string | null;
}

interface WithdrawDialogProps {
  readonly title: string;
  /** How many flips of it are out; null where they are not counted. */
  readonly flips: string | null;
  /** "the whole catalogue" where a wider grant covers it too. */
  readonly coverage: string | null;
  readonly onClose: () => void;
  readonly onWithdraw: (choice: WithdrawalChoice) => void;
}

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

function Consequence({ at, flips }: Pick<WithdrawDialogProps, 'flips'> & { readonly at: string | null }) {
  return (
    <p>
      {at === null ? stoppedWords(flips) : 'Until then flips play on, and their pages say that it ends.'}{' '}
      Plays that were counted stay counted and are paid.
    </p>
  );
}

/** Says what stops and when, and asks once. */
export function WithdrawDialog({ title, flips, coverage, onClose, onWithdraw }: WithdrawDialogProps) {
  useFocusBack();
  const [part, setPart] = useState<WithdrawnPart>('THIS');
  const [when, setWhen] = useState<'now' | 'day'>('now');
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const all = coverage !== null && part === 'ALL';
  // A single exception to a wider grant has neither a day nor a reason of its own: it holds from now on.
  const canAnnounce = coverage === null || all;
  const at = canAnnounce && when === 'day' ? dayStart(day) : null;
  const isReady = !canAnnounce || when === 'now' || (at !== null && isToCome(at));
  return (
    <Modal opened onClose={onClose} title={all ? `Withdraw ${coverage}?` : `Withdraw ${title}?`}>
      <div className="artist-dialog">
        {coverage !== null && (
          <Radio.Group
            label={`Your grant for ${coverage} covers it`}
            value={part}
            onChange={(value) => setPart(value === 'ALL' ? 'ALL' : 'THIS')}
          >
            <Radio value="THIS" label="No flips of this alone" />
            <Radio value="ALL" label={`Withdraw ${coverage}`} />
          </Radio.Group>
        )}
        {canAnnounce && (
          <Radio.Group
            label="When"
            value={when}
            onChange={(value) => setWhen(value === 'day' ? 'day' : 'now')}
          >
            <Radio value="now" label="At once" />
            <Radio value="day" label="On a day that is announced" />
          </Radio.Group>
        )}
        {canAnnounce && when === 'day' && (
          <TextInput
            type="date"
            label="From the beginning of this day, UTC"
            min={tomorrow()}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        )}
        {canAnnounce && (
          <Textarea
            // Who made flips of it is told of an announced end, and why.
            label={when === 'day' ? 'Why, for the producers of its flips too' : 'Why, for your own history'}
            placeholder="May stay empty"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Consequence at={at} flips={all ? null : flips} />
        <div className="row">
          <Button
            data-danger
            disabled={!isReady}
            onClick={() => onWithdraw({ part, reason: reason.trim(), at })}
          >
            {at === null ? 'Withdraw' : 'Announce it'}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  );
}
