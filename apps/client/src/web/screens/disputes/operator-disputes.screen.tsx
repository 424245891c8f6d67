import { Select, Switch } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import type { DisputeFilter, DisputeState } from '../../queries/disputes.ts';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { STATE_WORDS } from '../../words/dispute-words.ts';
import { DisputeList } from './dispute-list.tsx';
import { FindSubject } from './find-subject.tsx';
import './disputes.css';

const route = getRouteApi('/shell/operator/disputes');
const STATES = Object.keys(STATE_WORDS) as DisputeState[];
const CHOICES = [
  { value: 'open', label: 'All that are open' },
  ...STATES.map((value) => ({ value, label: STATE_WORDS[value] })),
];

const stateOf = (text: string | undefined): DisputeFilter['state'] =>
  STATES.find((state) => state === text) ?? 'open';

function Queue() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/operator/disputes' });
  const state = stateOf(search.state);
  const overdue = search.overdue !== undefined;
  const change = (next: { state: string; overdue: boolean }) =>
    void navigate({
      search: {
        ...(next.state === 'open' ? {} : { state: next.state }),
        ...(next.overdue ? { overdue: '1' } : {}),
      },
      replace: true,
    });
  return (
    <div className="page">
      <p className="small disputes-back">
        <Link to="/operator">Operator</Link>
      </p>
      <div className="page-head">
        <div>
          <h1 className="title">Disputes</h1>
          <p className="secondary">Parties have time to agree. What they do not settle comes to you.</p>
        </div>
      </div>
      <search className="disputes-filters">
        <Select
          label="State"
          data={CHOICES}
          value={state ?? 'open'}
          allowDeselect={false}
          onChange={(value) => change({ state: value ?? 'open', overdue })}
        />
        <Switch
          label="Past their deadline only"
          checked={overdue}
          onChange={(event) => change({ state: state ?? 'open', overdue: event.currentTarget.checked })}
        />
      </search>
      <FindSubject />
      <DisputeList
        filter={{ state, overdue }}
        empty={
          <EmptyState>No disputes here. Overclaims appear by themselves when shares are entered.</EmptyState>
        }
      />
    </div>
  );
}

/** Every dispute of the instance, for its operator. */
export function OperatorDisputesScreen() {
  useDocumentTitle('Disputes · Operator · Flipside');
  return (
    <SignedInOnly title="Disputes" reason="Sign in as an operator of this instance.">
      {(user) =>
        user.operator ? (
          <Queue />
        ) : (
          <div className="page">
            <div className="page-head">
              <h1 className="title">Disputes</h1>
            </div>
            <EmptyState>This account does not operate {window.location.host}.</EmptyState>
          </div>
        )
      }
    </SignedInOnly>
  );
}
