import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useStatements, type StatementItem } from '../../queries/royalties.ts';
import type { User } from '../../queries/session.ts';
import { PartyPicker } from '../../shell/party-picker.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { dayWords, periodWords } from '../../words/dates.ts';
import { formatCount } from '../../words/flip-words.ts';
import { Receivables } from './receivables.tsx';
import './statements.css';

const route = getRouteApi('/shell/statements');

function StatementRow({ item }: { item: StatementItem }) {
  return (
    <tr>
      <th scope="row" className="first">
        <Link to="/statements/$id" params={{ id: item.id }}>
          {periodWords(item.period)}
        </Link>
      </th>
      <td className="break">{item.party.name}</td>
      <td data-label="Made">{dayWords(item.createdAt)}</td>
      <td className="amount mono" data-label="Plays">
        {formatCount(item.plays)}
      </td>
      <td className="amount" data-label="Earned">
        <Money micros={item.earnedMicros} currency={item.currency} precision="total" />
      </td>
      <td className="amount amount-main strong">
        <Money micros={item.closingMicros} currency={item.currency} precision="total" />
      </td>
    </tr>
  );
}

function StatementTable({ items }: { items: readonly StatementItem[] }) {
  return (
    <table className="table stack-table">
      <thead>
        <tr>
          <th scope="col">Period</th>
          <th scope="col">Party</th>
          <th scope="col">Made</th>
          <th scope="col" className="amount">
            Plays
          </th>
          <th scope="col" className="amount">
            Earned
          </th>
          <th scope="col" className="amount">
            Balance
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <StatementRow key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function Statements({ user }: { user: User }) {
  const { party } = route.useSearch();
  const statements = useStatements(party, true);
  const items = statements.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1 className="title">Statements</h1>
          <p className="secondary">What plays of flips earned, for each party and period.</p>
        </div>
        <span className="spacer" />
        {user.parties.length > 1 && <PartyPicker parties={user.parties} to="/statements" party={party} all />}
      </div>
      {statements.isPending && <div className="hatched statements-skeleton" aria-busy="true" />}
      {statements.isError && (
        <ProblemMessage error={statements.error} onRetry={() => void statements.refetch()} />
      )}
      {statements.isSuccess && items.length === 0 && (
        <EmptyState action={<LinkButton to="/">Listen</LinkButton>}>
          {user.parties.length === 0 && !user.operator
            ? 'No statements. They come to the parties whose music is played; this account belongs to none yet.'
            : 'No statements yet. The first is made when a period closes.'}
        </EmptyState>
      )}
      {items.length > 0 && <StatementTable items={items} />}
      {statements.hasNextPage && (
        <div className="statements-more">
          <Button onClick={() => void statements.fetchNextPage()} loading={statements.isFetchingNextPage}>
            Show more
          </Button>
        </div>
      )}
      <Receivables party={party} />
    </div>
  );
}

/** Every statement a person may read. */
export function StatementsScreen() {
  useDocumentTitle('Statements · Flipside');
  return (
    <SignedInOnly title="Statements" reason="Sign in to read what plays of your music earned.">
      {(user) => <Statements user={user} />}
    </SignedInOnly>
  );
}
