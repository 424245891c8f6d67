import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { LinkButton } from '../../components/link-button.tsx';
import { ClearanceBadge } from '../../components/clearance-badge.tsx';
import { Duration } from '../../components/duration.tsx';
import { Icon } from '../../components/icon.tsx';
import { StemChip } from '../../components/stem-chip.tsx';
import type { RecordingItem, RemixTerms } from '../../queries/recordings.ts';
import { dayWords } from '../../words/dates.ts';
import { bpmWords, formatCount, keyWords } from '../../words/flip-words.ts';
import { readableIsrc } from '../../words/isrc.ts';
import { ClearancePanel } from './clearance-panel.tsx';
import { moveBetweenTracks } from './move-between-tracks.ts';
import { withSearch, type TracksSearch } from './tracks-search.ts';

const STEMS = ['drums', 'bass', 'other', 'vocals'] as const;

/** Which of the four stems may be used: dashed ones may not. */
function AllowedStems({ terms }: { terms: RemixTerms | null }) {
  if (terms === null) return <span />;
  return (
    <span className="row recording-stems">
      {STEMS.map((stem) => (
        <StemChip key={stem} stem={stem} absent={terms.stems !== null && !terms.stems.includes(stem)} />
      ))}
    </span>
  );
}

/** One recording: names, numbers, whether it is cleared, and on request why. */
export function RecordingRow({ item, search }: { item: RecordingItem; search: TracksSearch }) {
  const [open, setOpen] = useState(false);
  const panel = useId();
  return (
    <li className="recording">
      <div className="recording-row">
        <div className="recording-names">
          <h2 className="lead">
            <strong>{item.title}</strong>
            {item.versionTitle !== null && <span className="secondary"> ({item.versionTitle})</span>}
          </h2>
          <p className="secondary ellipsis">
            <Link to="/tracks" search={withSearch(search, { artist: item.artist })} className="quiet-link">
              {item.artist}
            </Link>
            {item.label !== null && (
              <span className="tertiary">
                ,{' '}
                <Link to="/tracks" search={withSearch(search, { label: item.label })} className="quiet-link">
                  {item.label}
                </Link>
              </span>
            )}
          </p>
        </div>
        <div className="recording-numbers mono secondary small">
          <span className="tertiary">{readableIsrc(item.isrc)}</span>
          {item.durationMs !== null && <Duration ms={item.durationMs} />}
          {item.bpm !== null && <span>{bpmWords(item.bpm)}</span>}
          {item.key !== null && <span>{keyWords(item.key)}</span>}
          <span>
            {formatCount(item.flips)} {item.flips === '1' ? 'flip' : 'flips'}
          </span>
          {item.closesAt !== null && <span className="stop">Ends {dayWords(item.closesAt)}</span>}
        </div>
        <AllowedStems terms={item.terms} />
        <span className="recording-badge">
          <ClearanceBadge status={item.clearance} />
        </span>
        <div className="recording-actions">
          <Button
            variant="subtle"
            size="sm"
            aria-expanded={open}
            aria-controls={panel}
            data-track
            onKeyDown={moveBetweenTracks}
            onClick={() => setOpen(!open)}
            rightSection={<Icon name="chevron-down" />}
          >
            {item.clearance === 'CLEARED' ? 'Terms' : 'Why not'}
          </Button>
          {item.clearance === 'CLEARED' && (
            <LinkButton to="/studio" search={{ isrc: item.isrc }} size="sm">
              Flip it
            </LinkButton>
          )}
        </div>
      </div>
      <div id={panel} hidden={!open}>
        {open && <ClearancePanel isrc={item.isrc} territory={search.territory} />}
      </div>
    </li>
  );
}
