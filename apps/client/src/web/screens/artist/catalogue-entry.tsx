import { Link } from '@tanstack/react-router';
import { ClearanceBadge } from '../../components/clearance-badge.tsx';
import { formatPpm } from '../../components/micros.ts';
import type { Schemas } from '../../../api/client.ts';
import type { PartyCatalogueItem } from '../../queries/consent.ts';
import { formatCount, listWords } from '../../words/flip-words.ts';
import { readableIsrc } from '../../words/isrc.ts';
import { roleWords } from '../../words/role-words.ts';
import { DisputeLink } from '../disputes/dispute-link.tsx';
import { GrantSide } from './grant-side.tsx';
import type { CatalogueGroup } from './group-catalogue.ts';

function subjectOf(item: PartyCatalogueItem): Schemas['NewGrant']['subject'] {
  return item.kind === 'RECORDING' && item.isrc !== null
    ? { kind: 'RECORDING', isrc: item.isrc }
    : { kind: 'WORK', id: item.id };
}

function Holding({ item, party }: { item: PartyCatalogueItem; party: string }) {
  if (item.roles.length === 0 && item.mandatedBy.length > 0)
    return `${party}, mandated by ${listWords(item.mandatedBy)}`;
  return (
    <>
      {party}
      {item.ppm > 0 && (
        <>
          , <span className="mono">{formatPpm(item.ppm)}</span>
        </>
      )}
      {item.roles.length > 0 && `, ${item.roles.map(roleWords).join(', ')}`}
    </>
  );
}

interface CatalogueEntryProps {
  readonly entry: CatalogueGroup;
  readonly party: { readonly id: string; readonly name: string };
  readonly readOnly: boolean;
}

/** A recording or work of the party: whether it is cleared, and the party's own say on each side. */
export function CatalogueEntry({ entry, party, readOnly }: CatalogueEntryProps) {
  const { first } = entry;
  return (
    <article className="artist-entry">
      <div className="artist-entry-head">
        <h2 className="heading">{entry.title}</h2>
        <ClearanceBadge status={first.clearance} />
        <span className="spacer" />
        <span className="small secondary">
          <span className="mono">{formatCount(first.flips)}</span> {first.flips === '1' ? 'flip' : 'flips'}
        </span>
      </div>
      <p className="small tertiary">
        {entry.artist !== null && <span className="secondary">{entry.artist}, </span>}
        <span className="mono">
          {first.isrc !== null ? readableIsrc(first.isrc) : (first.iswc ?? 'no ISWC yet')}
        </span>
        {first.release !== null && (
          <span className="secondary">
            , on{' '}
            <Link to="/tracks" search={{ release: first.release.id, all: '1' }}>
              {first.release.title}
            </Link>
          </span>
        )}
      </p>
      {entry.items.map((item) => (
        <GrantSide
          key={`${item.kind} ${item.id}`}
          party={party.id}
          place={{ side: item.side, subject: subjectOf(item), own: item.own, wider: item.wider }}
          title={item.title}
          holding={<Holding item={item} party={party.name} />}
          flips={item.flips}
          readOnly={readOnly}
          more={readOnly ? null : <DisputeLink item={item} party={party.id} />}
        />
      ))}
      {first.clearance === 'CONFLICT' && (
        <p className="small stop">
          The shares do not add up to a whole. New flips wait until the parties agree.{' '}
          <Link to="/disputes" search={{ party: party.id }}>
            Settle the shares
          </Link>
        </p>
      )}
    </article>
  );
}
