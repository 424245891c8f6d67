import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { Paged } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useStateChanges, useStep, type StatedFlip } from '../../queries/credits.ts';
import { flipOptions, goneFlip } from '../../queries/flips.ts';
import { momentWords } from '../../words/dates.ts';
import { CAUSE_WORDS, STATE_WORDS } from '../../words/state-words.ts';

/** The code in a share link, or the text itself. */
const codeIn = (text: string): string => (/([0-9A-Za-z]{8})\/?$/.exec(text.trim())?.[1] ?? '').toUpperCase();

function RemoveFlip() {
  const [link, setLink] = useState('');
  const [reason, setReason] = useState('');
  const [unknown, setUnknown] = useState<unknown>(null);
  const client = useQueryClient();
  const step = useStep();
  const code = codeIn(link);
  const remove = async () => {
    setUnknown(null);
    try {
      // A flip that is withdrawn or taken down can be removed all the same.
      const { hash } = await client.fetchQuery(flipOptions(code)).catch((error: unknown) => {
        const gone = goneFlip(error);
        if (gone === null) throw error;
        return gone;
      });
      step.mutate(
        { hash, step: 'remove', reason: reason.trim() },
        {
          onSuccess: () => {
            setLink('');
            setReason('');
          },
        },
      );
    } catch (error) {
      setUnknown(error);
    }
  };
  return (
    <form
      className="operator-remove"
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <TextInput
        label="Link of the flip"
        value={link}
        onChange={(event) => setLink(event.currentTarget.value)}
      />
      <TextInput
        label="Why it is removed"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        type="submit"
        data-danger
        loading={step.isPending}
        disabled={code === '' || reason.trim().length < 3}
      >
        Remove
      </Button>
      {(unknown !== null || step.isError) && <ProblemMessage error={unknown ?? step.error} />}
    </form>
  );
}

function Restore({ change }: { change: StatedFlip }) {
  const step = useStep();
  const [reason, setReason] = useState<string | null>(null);
  const { flip } = change;
  if (reason === null)
    return (
      <Button size="sm" aria-label={`Restore ${flip.title}`} onClick={() => setReason('')}>
        Restore
      </Button>
    );
  return (
    <span className="operator-restore">
      <TextInput
        aria-label={`Why ${flip.title} is restored`}
        placeholder="Why"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        size="sm"
        loading={step.isPending}
        disabled={reason.trim().length < 3}
        onClick={() => step.mutate({ hash: flip.hash, step: 'restore', reason: reason.trim() })}
      >
        Restore
      </Button>
      {step.isError && <ProblemMessage error={step.error} />}
    </span>
  );
}

/** What became of flips here: whose doing it was and why. Removing, and giving back what was removed. */
export function FlipRemovals() {
  const changes = useStateChanges();
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];
  const latest = new Map(items.toReversed().map((one) => [one.flip.hash, one.id]));
  return (
    <section className="operator-section" aria-labelledby="removals-title">
      <h2 className="heading" id="removals-title">
        Flips taken away and given back
      </h2>
      <RemoveFlip />
      <Paged pages={changes} skeleton="operator-skeleton" empty="No flip was taken away yet.">
        {() => (
          <ul className="operator-changes">
            {items.map((change) => (
              <li key={change.id}>
                <span className="mono small tertiary">{momentWords(change.at)}</span>
                <span>
                  <Link to="/r/$code" params={{ code: change.flip.code }}>
                    {change.flip.title}
                  </Link>{' '}
                  <span className="secondary">by {change.flip.producer.displayName}</span>
                </span>
                <span className="secondary">
                  <strong>{STATE_WORDS[change.to]}</strong> by {CAUSE_WORDS[change.cause]}
                  {change.reason !== '' && `: ${change.reason}`}
                </span>
                {change.flip.state === 'REMOVED' && latest.get(change.flip.hash) === change.id && (
                  <Restore change={change} />
                )}
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </section>
  );
}
