import { Select, Switch } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import type { DisputeFilter, DisputeState } from '../../queries/disputes.ts';
import { STATE_WORDS } from '../../words/dispute-words.ts';
import { OperatorOnly } from '../operator/operator-only.tsx';
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
    <>
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
    </>
  );
}

/** Every dispute of the instance, for its operator. */
export function OperatorDisputesScreen() {
  useDocumentTitle('Disputes · Operator · Flipside');
  return (
    <OperatorOnly
      current="disputes"
      title="Disputes"
      about="Parties have time to agree. What they do not settle comes to you."
    >
      <Queue />
    </OperatorOnly>
  );
}
