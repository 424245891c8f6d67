import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';

interface OperatorOnlyProps {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

/** A page of the operator's, with the way back. */
export function OperatorOnly({ title, about, children }: OperatorOnlyProps) {
  return (
    <SignedInOnly title={title} reason="Sign in as an operator of this instance.">
      {(user) => (
        <div className="page">
          <div className="page-head">
            <div>
              <p className="secondary">
                <Link to="/operator">Operator</Link>
              </p>
              <h1 className="title">{title}</h1>
              <p className="secondary">{about}</p>
            </div>
          </div>
          {user.operator ? (
            children
          ) : (
            <EmptyState>This account does not operate {window.location.host}.</EmptyState>
          )}
        </div>
      )}
    </SignedInOnly>
  );
}
