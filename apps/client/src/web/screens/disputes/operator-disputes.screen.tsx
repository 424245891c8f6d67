import { Select, Switch } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { NothingInTime } from '../../components/day-span-filter.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import type { DisputeFilter, DisputeState } from '../../queries/disputes.ts';
import { present } from '../../search-params.ts';
import { isAnyTime, type DaySpan } from '../../words/day-span.ts';
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
  const opened = { from: search.from, until: search.until };
  const change = (next: { state?: string; overdue?: boolean; opened?: DaySpan }, again = false) => {
    const asked = { state: state ?? 'open', overdue, opened, ...next };
    void navigate({
      search: present({
        state: asked.state === 'open' ? undefined : asked.state,
        overdue: asked.overdue ? '1' : undefined,
        ...asked.opened,
      }),
      replace: again,
    });
  };
  return (
    <>
      <search className="disputes-filters">
        <Select
          label="State"
          data={CHOICES}
          value={state ?? 'open'}
          allowDeselect={false}
          onChange={(value) => change({ state: value ?? 'open' })}
        />
        <Switch
          label="Past their deadline only"
          checked={overdue}
          onChange={(event) => change({ overdue: event.currentTarget.checked })}
        />
      </search>
      <FindSubject />
      <DisputeList
        filter={{ state, overdue, opened }}
        onOpened={(span, again) => change({ opened: span }, again)}
        empty={
          isAnyTime(opened) ? (
            <EmptyState>
              No disputes here. Overclaims appear by themselves when shares are entered.
            </EmptyState>
          ) : (
            <NothingInTime onAnyTime={() => change({ opened: {} })}>
              No such dispute was opened in this time.
            </NothingInTime>
          )
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
