import { roleWords } from '../words/role-words.ts';
import { SourceNumber } from './source-number.tsx';
import './credit-list.css';

export interface CreditName {
  readonly name: string;
  readonly role: string;
}

export interface CreditLine {
  /** Number of the source. */
  readonly number: number;
  readonly names: readonly CreditName[];
}

/** Roles whose names stand first: who is heard, and who wrote. */
const LEADING = /artist|composer|lyricist|writer|author/i;

const ROLE_WORDS: Record<string, string> = {
  Producer: 'Produced by',
  Arranger: 'Arranged by',
  Mixer: 'Mixed by',
  Engineer: 'Recorded by',
};

const unique = (names: readonly string[]) => [...new Set(names)];

function beneath(names: readonly CreditName[]): string {
  const byRole = new Map<string, string[]>();
  for (const { name, role } of names) byRole.set(role, [...(byRole.get(role) ?? []), name]);
  return [...byRole.entries()]
    .map(([role, people]) => {
      const list = unique(people).join(', ');
      const known = ROLE_WORDS[role];
      return known === undefined ? `${list}, ${roleWords(role)}` : `${known} ${list}`;
    })
    .join('. ');
}

/** Names by source: artists or writers first, everybody else with their role beneath. */
export function CreditList({ lines }: { lines: readonly CreditLine[] }) {
  return (
    <ol className="credit-list">
      {lines.map(({ number, names }) => {
        const leading = names.filter(({ role }) => LEADING.test(role));
        const first = leading.length > 0 ? leading : names.slice(0, 1);
        const rest = names.filter((entry) => !first.includes(entry));
        return (
          <li key={number}>
            <SourceNumber number={number} />
            <div>
              <p className="strong">{unique(first.map(({ name }) => name)).join(', ') || 'Not credited'}</p>
              {rest.length > 0 && <p className="small secondary">{beneath(rest)}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
