import { useState } from 'react';
import { Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { usePartyReleases, type GrantView } from '../../queries/consent.ts';
import { GrantSide } from './grant-side.tsx';

interface WideGrantsProps {
  readonly party: { readonly id: string; readonly name: string };
  readonly grants: readonly GrantView[];
  readonly sides: readonly ('MASTER' | 'COMPOSITION')[];
  readonly readOnly: boolean;
}

const SIDES = ['MASTER', 'COMPOSITION'] as const;

interface WideEntryProps extends Omit<WideGrantsProps, 'grants'> {
  readonly title: string;
  readonly words: string;
  readonly subject: { readonly kind: 'CATALOGUE' } | { readonly kind: 'RELEASE'; readonly id: string };
  readonly grants: readonly GrantView[];
}

/** Both sides of everything, or of a release. */
function WideEntry({ party, title, words, subject, grants, sides, readOnly }: WideEntryProps) {
  const id = subject.kind === 'RELEASE' ? subject.id : null;
  return (
    <section aria-label={title} className="artist-entry">
      <h2 className="heading">{title}</h2>
      <p className="small secondary">
        {words}
        {id !== null && (
          <>
            {' '}
            <Link to="/tracks" search={{ release: id, all: '1' }} aria-label={`Its tracks: ${title}`}>
              Its tracks
            </Link>
          </>
        )}
      </p>
      {SIDES.filter((side) => sides.includes(side)).map((side) => (
        <GrantSide
          key={side}
          party={party.id}
          place={{
            side,
            subject,
            own:
              grants.find(
                (one) => one.side === side && one.subject.kind === subject.kind && one.subject.id === id,
              ) ?? null,
            wider: null,
          }}
          title={id === null ? 'the whole catalogue' : title}
          holding={party.name}
          flips={null}
          readOnly={readOnly}
        />
      ))}
    </section>
  );
}

/** Grants for everything at once, or for a release: what is added to either later is covered too. */
export function WideGrants(props: WideGrantsProps) {
  const { party, grants, readOnly } = props;
  const releases = usePartyReleases(party.id);
  const [picked, setPicked] = useState<string | null>(null);
  const granted = new Set(
    grants.flatMap(({ subject: { kind, id } }) => (kind === 'RELEASE' && id !== null ? [id] : [])),
  );
  const isShown = ({ id }: { id: string }) => granted.has(id) || id === picked;
  const all = releases.data ?? [];
  const others = all.filter((release) => !isShown(release));
  return (
    <details className="artist-wide">
      <summary>Everything at once, or a release</summary>
      <WideEntry
        {...props}
        title="The whole catalogue"
        words={`All that ${party.name} has a say in, and whatever is added to it.`}
        subject={{ kind: 'CATALOGUE' }}
      />
      {all.filter(isShown).map(({ id, title, artist }) => (
        <WideEntry
          key={id}
          {...props}
          title={title}
          words={`${artist}, everything issued on it.`}
          subject={{ kind: 'RELEASE', id }}
        />
      ))}
      {others.length > 0 && !readOnly && (
        <div className="artist-pick">
          <Select
            label="A release"
            placeholder="Choose one"
            searchable
            data={others.map(({ id, title, artist }) => ({ value: id, label: `${title}, ${artist}` }))}
            value={null}
            onChange={setPicked}
          />
        </div>
      )}
    </details>
  );
}
