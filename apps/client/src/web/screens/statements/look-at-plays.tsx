import { useState, type FormEvent } from 'react';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { ShowMore } from '../../components/paged.tsx';
import { SideGlyph } from '../../components/side-glyph.tsx';
import type { StatementLine, StatementView } from '../../queries/royalties.ts';
import { useLookAtPlays, useSamples, type CheckedPlay } from '../../queries/samples.ts';
import { useMe } from '../../queries/session.ts';
import { momentWords } from '../../words/dates.ts';
import { deviceWords, playsWords } from '../../words/fraud-words.ts';
import { shownPlayWords } from '../../words/sample-words.ts';

const COUNTS = ['1', '3', '10'];

function heardWords({ play: { entry, receipt } }: CheckedPlay): string {
  if (receipt === null)
    return `In the hour of ${String(entry['hour']).replace('T', ', ').replace('Z', ':00 UTC')}`;
  return `${momentWords(receipt.start)}, heard ${Math.round(receipt.heardMs / 1_000)} s`;
}

function ShownPlay({ checked }: { checked: CheckedPlay }) {
  const { play, shown, leaf } = checked;
  const { glyph, words } = shownPlayWords(shown, leaf);
  const { receipt } = play;
  return (
    <li>
      <p className={glyph === 'conflict' ? 'row strong stop' : 'row strong'}>
        <SideGlyph recording={glyph} composition={glyph} size={20} />
        {heardWords(checked)}
      </p>
      <p className="small">{words}</p>
      {receipt !== null && (
        <p className="small secondary">
          Device <span className="mono">{deviceWords(receipt.device)}</span>, {receipt.app}
          {receipt.sources.length > 0 &&
            `, from ${[...new Set(receipt.sources.map(({ provider }) => provider))].join(' and ')}`}
        </p>
      )}
      {play.isTakenBack && <p className="small strong">Taken back afterwards: it does not pay.</p>}
      {leaf !== null && (
        <Link className="small" to="/logs" search={{ log: 'plays', leaf: String(leaf) }}>
          See the leaf
        </Link>
      )}
    </li>
  );
}

/** Who looked before: every look is kept, with its reason. */
function Looks({ statement }: { statement: StatementView }) {
  const looks = useSamples(statement.id, true);
  const items = looks.data?.pages.flatMap((page) => page.items) ?? [];
  if (looks.isError) return <ProblemMessage error={looks.error} onRetry={() => void looks.refetch()} />;
  if (items.length === 0) return null;
  return (
    <details className="small">
      <summary>Who looked at plays of this statement</summary>
      <ul className="look-history">
        {items.map(({ id, createdAt, user, plays, recipe, reason }) => (
          <li key={id}>
            {momentWords(createdAt)}: {user.displayName}, {playsWords(plays)} of {recipe.title}. “{reason}”
          </li>
        ))}
      </ul>
      <ShowMore pages={looks} />
    </details>
  );
}

function LookForm({
  line,
  statement,
  account,
}: {
  line: StatementLine;
  statement: StatementView;
  account: string;
}) {
  const look = useLookAtPlays(statement, account);
  const [reason, setReason] = useState('');
  const [count, setCount] = useState('3');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    look.mutate({ line, plays: Number(count), reason: reason.trim() });
  };
  return (
    <>
      <form className="look-form" onSubmit={submit}>
        <NativeSelect
          label="How many"
          data={COUNTS.map((value) => ({ value, label: playsWords(Number(value)) }))}
          value={count}
          onChange={(event) => setCount(event.currentTarget.value)}
        />
        <TextInput
          label="Why you look"
          placeholder="A sample for our audit"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" loading={look.isPending} disabled={reason.trim().length < 3}>
          Show {playsWords(Number(count))}
        </Button>
      </form>
      {look.isError && <ProblemMessage error={look.error} />}
      <div role="status">
        {look.data?.length === 0 && (
          <p className="secondary">No play of this flip in this territory has a leaf in this period.</p>
        )}
      </div>
      {look.data !== undefined && look.data.length > 0 && (
        <ul className="look-plays" aria-label="Plays">
          {look.data.map((checked) => (
            <ShownPlay key={checked.play.position} checked={checked} />
          ))}
        </ul>
      )}
      <Looks statement={statement} />
    </>
  );
}

/** Single plays behind a line, for those who manage the party: their receipts, checked here. */
export function LookAtPlays({ line, statement }: { line: StatementLine; statement: StatementView }) {
  const { user } = useMe();
  const role = user?.parties.find(({ id }) => id === statement.party.id)?.role;
  return (
    <section className="look" aria-labelledby="look-title">
      <h3 className="label" id="look-title">
        Look at a play
      </h3>
      <p className="small secondary">
        A few plays, drawn at random by this browser, with what the listener’s device signed: when, how long,
        from where. Nothing about the listener. Your request is signed, and kept with your name and your
        reason.
      </p>
      {user && (role === 'OWNER' || role === 'MANAGER') ? (
        <LookForm line={line} statement={statement} account={user.id} />
      ) : (
        <p className="small">Owners and managers of {statement.party.name} can look.</p>
      )}
    </section>
  );
}
