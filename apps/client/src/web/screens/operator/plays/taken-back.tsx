import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import {
  usePreviewVoid,
  useVoidings,
  useVoidPlays,
  type PlayVoiding,
  type VoidFilter,
} from '../../../queries/fraud.ts';
import { momentWords, periodWords } from '../../../words/dates.ts';
import { deviceWords, playsWords } from '../../../words/fraud-words.ts';

interface Draft {
  readonly device: string;
  readonly recipe: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

const EMPTY: Draft = { device: '', recipe: '', from: '', to: '', reason: '' };

/** Days are taken whole, in UTC. */
const startOf = (day: string, shift: number): string => new Date(Date.parse(day) + shift).toISOString();
const DAY_MS = 86_400_000;

function filterOf({ device, recipe, from, to }: Draft): VoidFilter {
  return {
    ...(device.trim() !== '' && { device: device.trim() }),
    ...(recipe.trim() !== '' && { recipe: recipe.trim() }),
    ...(from !== '' && { from: startOf(from, 0) }),
    ...(to !== '' && { to: startOf(to, DAY_MS) }),
  };
}

function TakeBack() {
  const [draft, setDraft] = useState(EMPTY);
  const preview = usePreviewVoid();
  const take = useVoidPlays();
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    if (change.reason === undefined) preview.reset();
  };
  const filter = filterOf(draft);
  const found = preview.data;
  const error = preview.error ?? take.error;
  return (
    <form
      className="fraud-void"
      onSubmit={(event) => {
        event.preventDefault();
        preview.mutate(filter);
      }}
    >
      <TextInput
        label="Device (did:key…)"
        value={draft.device}
        onChange={(event) => set({ device: event.currentTarget.value })}
      />
      <TextInput
        label="Flip (sha256-…)"
        value={draft.recipe}
        onChange={(event) => set({ recipe: event.currentTarget.value })}
      />
      <TextInput
        label="From (day)"
        type="date"
        value={draft.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        label="Until (day)"
        type="date"
        value={draft.to}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      <TextInput
        label="Why they do not count"
        value={draft.reason}
        maxLength={500}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
      <Button
        type="submit"
        loading={preview.isPending}
        disabled={filter.device === undefined && filter.recipe === undefined}
      >
        Count them
      </Button>
      {error !== null && <ProblemMessage error={error} />}
      {found !== undefined && (
        <div className="fraud-found" role="status">
          <p>
            {found.plays === 0
              ? 'No counted play fits.'
              : `${playsWords(found.plays)} of ${found.devices} ${found.devices === 1 ? 'device' : 'devices'} and ${found.recipes} ${found.recipes === 1 ? 'flip' : 'flips'}: ${found.periods.map(({ period, plays }) => `${playsWords(plays)} in ${periodWords(period)}`).join(', ')}. What an earlier period paid is taken back by the open one.`}
          </p>
          <Button
            data-danger
            loading={take.isPending}
            disabled={found.plays === 0 || draft.reason.trim().length < 3}
            onClick={() =>
              take.mutate(
                { ...filter, reason: draft.reason.trim(), expectedPlays: found.plays },
                {
                  onSuccess: () => {
                    setDraft(EMPTY);
                    preview.reset();
                  },
                },
              )
            }
          >
            Take {playsWords(found.plays)} back
          </Button>
        </div>
      )}
    </form>
  );
}

function whatOf({ filter }: PlayVoiding): string {
  const parts = [
    filter.device === null ? null : `device ${deviceWords(filter.device)}`,
    filter.recipe === null ? null : `flip ${filter.recipe.slice(0, 15)}…`,
    filter.receiptId === null ? null : 'one play',
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** Counted plays that turned out to be fraud: taking them back, and what was taken back before. */
export function TakenBack() {
  const voidings = useVoidings();
  const items = voidings.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="operator-section" aria-labelledby="voids-title">
      <h2 className="heading" id="voids-title">
        Taken back
      </h2>
      <TakeBack />
      {voidings.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
      {voidings.isError && <ProblemMessage error={voidings.error} onRetry={() => void voidings.refetch()} />}
      {voidings.isSuccess && items.length === 0 && <EmptyState>No counted play was taken back.</EmptyState>}
      {items.length > 0 && (
        <ul className="operator-changes">
          {items.map((one) => (
            <li key={one.id}>
              <span className="mono small tertiary">{momentWords(one.at)}</span>
              <span>
                {playsWords(one.plays)} <span className="secondary">of {whatOf(one)}</span>
              </span>
              <span className="secondary">
                <strong>{one.reason}</strong> by {one.user.displayName}, in {periodWords(one.period)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {voidings.hasNextPage && (
        <Button size="sm" onClick={() => void voidings.fetchNextPage()} loading={voidings.isFetchingNextPage}>
          Show more
        </Button>
      )}
    </section>
  );
}
