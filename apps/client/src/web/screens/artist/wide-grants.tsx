import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import { usePartyReleases, type GrantView } from '../../queries/consent.ts';
import { GrantSide } from './grant-side.tsx';

interface WideGrantsProps {
  readonly party: { readonly id: string; readonly name: string };
  readonly grants: readonly GrantView[];
  readonly sides: readonly ('MASTER' | 'COMPOSITION')[];
  readonly readOnly: boolean;
}

const SIDES = ['MASTER', 'COMPOSITION'] as const;

/** Grants for everything at once, or for a release: what is added to either later is covered too. */
export function WideGrants({ party, grants, sides, readOnly }: WideGrantsProps) {
  const releases = usePartyReleases(party.id);
  const [picked, setPicked] = useState<string | null>(null);
  const granted = new Set(
    grants.flatMap(({ subject: { kind, id } }) => (kind === 'RELEASE' && id !== null ? [id] : [])),
  );
  const shown = (releases.data ?? []).filter(({ id }) => granted.has(id) || id === picked);
  const others = (releases.data ?? []).filter(({ id }) => !granted.has(id) && id !== picked);
  const ofSide = (side: (typeof SIDES)[number], kind: string, id: string | null) =>
    grants.find((one) => one.side === side && one.subject.kind === kind && one.subject.id === id) ?? null;
  return (
    <details className="artist-wide">
      <summary>Everything at once, or a release</summary>
      <section aria-label="The whole catalogue" className="artist-entry">
        <h2 className="heading">The whole catalogue</h2>
        <p className="small secondary">All that {party.name} has a say in, and whatever is added to it.</p>
        {SIDES.filter((side) => sides.includes(side)).map((side) => (
          <GrantSide
            key={side}
            party={party.id}
            place={{
              side,
              subject: { kind: 'CATALOGUE' },
              own: ofSide(side, 'CATALOGUE', null),
              wider: null,
            }}
            title="the whole catalogue"
            holding={party.name}
            flips="0"
            readOnly={readOnly}
          />
        ))}
      </section>
      {shown.map(({ id, title, artist }) => (
        <section key={id} aria-label={title} className="artist-entry">
          <h2 className="heading">{title}</h2>
          <p className="small secondary">{artist}, everything issued on it.</p>
          {SIDES.filter((side) => sides.includes(side)).map((side) => (
            <GrantSide
              key={side}
              party={party.id}
              place={{
                side,
                subject: { kind: 'RELEASE', id },
                own: ofSide(side, 'RELEASE', id),
                wider: null,
              }}
              title={title}
              holding={party.name}
              flips="0"
              readOnly={readOnly}
            />
          ))}
        </section>
      ))}
      {others.length > 0 && !readOnly && (
        <div className="artist-pick row">
          <Select
            label="A release"
            placeholder="Choose one"
            searchable
            data={others.map(({ id, title, artist }) => ({ value: id, label: `${title}, ${artist}` }))}
            value={picked}
            onChange={setPicked}
          />
          {picked !== null && (
            <Button variant="subtle" onClick={() => setPicked(null)}>
              Close
            </Button>
          )}
        </div>
      )}
    </details>
  );
}
