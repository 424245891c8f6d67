import { useState, type ChangeEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Paged } from '../../../components/paged.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import {
  usePreviewVoid,
  useVoidings,
  useVoidPlays,
  type PlayVoiding,
  type VoidFilter,
  type VoidPreview,
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

function Fields({ draft, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const field = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput label="Device (did:key…)" {...field('device')} />
      <TextInput label="Flip (sha256-…)" {...field('recipe')} />
      <TextInput label="From (day)" type="date" {...field('from')} />
      <TextInput label="Until (day)" type="date" {...field('to')} />
      <TextInput label="Why they do not count" maxLength={500} {...field('reason')} />
    </>
  );
}

function foundWords({ plays, devices, recipes, periods }: VoidPreview): string {
  if (plays === 0) return 'No counted play fits.';
  const of = `${devices} ${devices === 1 ? 'device' : 'devices'} and ${recipes} ${recipes === 1 ? 'flip' : 'flips'}`;
  const when = periods.map((one) => `${playsWords(one.plays)} in ${periodWords(one.period)}`).join(', ');
  return `${playsWords(plays)} of ${of}: ${when}. What an earlier period paid is taken back by the open one.`;
}

function TakeBack() {
  const [draft, setDraft] = useState(EMPTY);
  const preview = usePreviewVoid();
  const take = useVoidPlays();
  const filter = filterOf(draft);
  const reason = draft.reason.trim();
  const found = preview.data;
  const error = preview.error ?? take.error;
  const change = (news: Partial<Draft>) => {
    setDraft({ ...draft, ...news });
    // What was counted was counted for other words in the form.
    if (news.reason === undefined) preview.reset();
  };
  const done = () => {
    setDraft(EMPTY);
    preview.reset();
  };
  return (
    <form
      className="fraud-void"
      onSubmit={(event) => {
        event.preventDefault();
        preview.mutate(filter);
      }}
    >
      <Fields draft={draft} onChange={change} />
      <Button
        type="submit"
        loading={preview.isPending}
        disabled={filter.device === undefined && filter.recipe === undefined}
      >
        Find them
      </Button>
      {error !== null && <ProblemMessage error={error} />}
      {found !== undefined && (
        <div className="fraud-found" role="status">
          <p>{foundWords(found)}</p>
          <Button
            data-danger
            loading={take.isPending}
            disabled={found.plays === 0 || reason.length < 3}
            onClick={() =>
              take.mutate({ ...filter, reason, expectedPlays: found.plays }, { onSuccess: done })
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
  return (
    <section className="operator-section" aria-labelledby="voids-title">
      <h2 className="heading" id="voids-title">
        Taken back
      </h2>
      <TakeBack />
      <Paged pages={voidings} skeleton="operator-skeleton" empty="No counted play was taken back.">
        {(items) => (
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
      </Paged>
    </section>
  );
}
