import type { ComponentProps, ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { OperatorBar } from '../../shell/operator-bar.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';

interface OperatorOnlyProps {
  readonly current: ComponentProps<typeof OperatorBar>['current'];
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

/** A page of the operator's, among the others. */
export function OperatorOnly({ current, title, about, children }: OperatorOnlyProps) {
  return (
    <SignedInOnly title={title} reason="Sign in as an operator of this instance.">
      {({ operator }) => (
        <div className="page">
          {operator && <OperatorBar current={current} />}
          <div className="page-head">
            <div>
              <h1 className="title">{title}</h1>
              {operator && <p className="secondary">{about}</p>}
            </div>
          </div>
          {operator ? (
            children
          ) : (
            <EmptyState>This account does not operate {window.location.host}.</EmptyState>
          )}
        </div>
      )}
    </SignedInOnly>
  );
}
