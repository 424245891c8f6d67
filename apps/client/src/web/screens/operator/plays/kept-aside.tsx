import { useState } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { Duration } from '../../../components/duration.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ShowMore } from '../../../components/paged.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useDecideQuarantine, useQuarantine, type QuarantinedPlay } from '../../../queries/fraud.ts';
import { momentWords } from '../../../words/dates.ts';
import { deviceWords, playsWords, reasonWords, remixerWords } from '../../../words/fraud-words.ts';

interface RowProps {
  readonly play: QuarantinedPlay;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

function Row({ play, chosen, onChoose }: RowProps) {
  return (
    <li>
      <Checkbox
        checked={chosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
        aria-label={`Choose the play of ${play.recipe?.title ?? 'an unknown flip'} by ${deviceWords(play.device)}`}
      />
      <span className="mono small tertiary">{momentWords(play.receivedAt)}</span>
      <span>
        {play.recipe?.title ?? 'Unknown flip'} <span className="secondary">{remixerWords(play.recipe)}</span>
      </span>
      <span className="secondary">
        <strong>{reasonWords(play.reason)}</strong> <span className="mono small">{play.device}</span>,{' '}
        <Duration ms={play.heardMs ?? 0} /> heard.{' '}
        {play.releaseAt === null ? 'Waits for you.' : `Counts by itself on ${momentWords(play.releaseAt)}.`}
      </span>
    </li>
  );
}

interface DecideProps {
  readonly shown: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
}

function Decide({ shown, chosen, onChoose }: DecideProps) {
  const decide = useDecideQuarantine();
  const [note, setNote] = useState('');
  const ready = chosen.length > 0 && note.trim().length >= 3;
  const finish = (decision: 'release' | 'refuse') => {
    const done = () => {
      onChoose([]);
      setNote('');
    };
    decide.mutate({ ids: [...chosen], decision, note: note.trim() }, { onSuccess: done });
  };
  return (
    <>
      {shown.length > 0 && (
        <div className="fraud-decide">
          <Checkbox
            label="All shown"
            checked={chosen.length === shown.length}
            onChange={(event) => onChoose(event.currentTarget.checked ? shown : [])}
          />
          <TextInput
            label="Why"
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button disabled={!ready} loading={decide.isPending} onClick={() => finish('release')}>
            Count {playsWords(chosen.length)}
          </Button>
          <Button data-danger disabled={!ready} loading={decide.isPending} onClick={() => finish('refuse')}>
            Refuse {playsWords(chosen.length)}
          </Button>
        </div>
      )}
      {decide.isError && <ProblemMessage error={decide.error} />}
      {decide.isSuccess && (
        <p role="status" className="secondary">
          {playsWords(decide.data.decided)} decided, <span className="mono">{decide.data.counted}</span> of
          them counted now.
        </p>
      )}
    </>
  );
}

/** Plays that wait: an operator lets them count or refuses them. None is thrown away. */
export function KeptAside() {
  const held = useQuarantine();
  const [marked, setMarked] = useState<readonly string[]>([]);
  const items = held.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = items.map(({ id }) => id);
  const chosen = shown.filter((id) => marked.includes(id));
  const choose = (id: string, on: boolean) =>
    setMarked(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <section className="operator-section" aria-labelledby="aside-title">
      <h2 className="heading" id="aside-title">
        Kept aside
      </h2>
      {held.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
      {held.isError && <ProblemMessage error={held.error} onRetry={() => void held.refetch()} />}
      {held.isSuccess && items.length === 0 && <EmptyState>No play waits.</EmptyState>}
      {items.length > 0 && (
        <ul className="operator-changes fraud-aside">
          {items.map((play) => (
            <Row
              key={play.id}
              play={play}
              chosen={chosen.includes(play.id)}
              onChoose={(on) => choose(play.id, on)}
            />
          ))}
        </ul>
      )}
      <Decide shown={shown} chosen={chosen} onChoose={setMarked} />
      <ShowMore pages={held} />
    </section>
  );
}
