import type { ReactNode } from 'react';
import { useOwnCause } from '../queries/parties.ts';
import { listWords } from '../words/flip-words.ts';
import { ProblemMessage } from './problem-message.tsx';

interface OwnCauseProps {
  /** Whoever gains or loses by the decision. */
  readonly parties: readonly string[];
  /** What is decided with. */
  readonly children: ReactNode;
}

/** An operator's decision: in the place of its buttons why there are none, where another operator has to take it. */
export function OwnCause({ parties, children }: OwnCauseProps) {
  const standing = useOwnCause(parties);
  if (standing.isPending) return <div className="hatched" style={{ height: 44 }} aria-busy="true" />;
  if (standing.isError)
    return <ProblemMessage error={standing.error} onRetry={() => void standing.refetch()} />;
  const { own, another } = standing.data;
  if (own.length === 0) return children;
  const names = listWords(own.map(({ name }) => name));
  if (another)
    return <p className="secondary measure">You act for {names}. Another operator has to decide this.</p>;
  return (
    <>
      <p className="measure">
        <strong>You act for {names}.</strong> Nobody else can decide, so you may. The public log will say that
        whoever decided acts for {own.length === 1 ? 'it' : 'them'}.
      </p>
      {children}
    </>
  );
}
