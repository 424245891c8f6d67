import './party.css';

export type Tone = 'yes' | 'waiting' | 'no' | 'past';

/** A state in a word. Only trouble is red. */
export function Mark({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className="party-mark" data-tone={tone}>
      {children}
    </span>
  );
}
