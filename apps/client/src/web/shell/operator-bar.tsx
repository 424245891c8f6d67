import type { ReactNode } from 'react';
import { TabLink } from '../components/tab-link.tsx';
import { SectionBar } from './section-bar.tsx';

interface OperatorBarProps {
  readonly current:
    | 'instance'
    | 'claims'
    | 'parties'
    | 'disputes'
    | 'mandates'
    | 'plays'
    | 'books'
    | 'payouts'
    | 'peers'
    | 'servers'
    | 'imports';
  readonly aside?: ReactNode;
}

/** What an operator looks after. */
export function OperatorBar({ current, aside }: OperatorBarProps) {
  return (
    <SectionBar label="Operator" current={current} aside={aside}>
      <TabLink current={current === 'instance'} to="/operator">
        Instance
      </TabLink>
      <TabLink current={current === 'claims'} to="/operator/claims">
        Claims
      </TabLink>
      <TabLink current={current === 'parties'} to="/operator/parties">
        Parties
      </TabLink>
      <TabLink current={current === 'disputes'} to="/operator/disputes">
        Disputes
      </TabLink>
      <TabLink current={current === 'mandates'} to="/operator/mandates">
        Mandates
      </TabLink>
      <TabLink current={current === 'plays'} to="/operator/plays">
        Plays
      </TabLink>
      <TabLink current={current === 'books'} to="/operator/books" search={{}}>
        Books
      </TabLink>
      <TabLink current={current === 'payouts'} to="/operator/payouts">
        Payouts
      </TabLink>
      <TabLink current={current === 'peers'} to="/operator/peers">
        Peers
      </TabLink>
      <TabLink current={current === 'servers'} to="/operator/servers">
        Server rules
      </TabLink>
      <TabLink current={current === 'imports'} to="/imports" search={{}}>
        Imports
      </TabLink>
    </SectionBar>
  );
}
