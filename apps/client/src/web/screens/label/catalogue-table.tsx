import { memo, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ClearanceBadge } from '../../components/clearance-badge.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import type { PartyCatalogueItem } from '../../queries/consent.ts';
import { formatCount } from '../../words/flip-words.ts';
import { readableIsrc } from '../../words/isrc.ts';
import { grantState } from './grant-state.ts';
import {
  anchored,
  EVERYTHING,
  extended,
  isChosen,
  moved,
  NOTHING,
  toggled,
  type Selection,
} from './selection.ts';

interface CatalogueTableProps {
  readonly items: readonly PartyCatalogueItem[];
  /** How many there are, loaded or not. */
  readonly total: number;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly hasMore: boolean;
  readonly onMore: () => void;
}

const ROW = 48;
const ROW_PHONE = 76;
/** More is asked for when so few loaded rows are left below. */
const AHEAD = 250;
/** More than are ever in sight. */
const SLOTS = 96;
const COLUMNS = ['Chosen', 'Title', 'Number', 'Your say', 'Stands as', 'Flips'] as const;

export const keyOf = ({ kind, id }: Pick<PartyCatalogueItem, 'kind' | 'id'>): string => `${kind} ${id}`;

interface RowProps {
  readonly item: PartyCatalogueItem;
  readonly chosen: boolean;
}

/** One recording or work. Drawn again only when it changes: thousands pass by. */
const Row = memo(function Row({ item, chosen }: RowProps) {
  return (
    <>
      <span
        role="gridcell"
        className="label-check"
        aria-label={chosen ? 'Chosen' : 'Not chosen'}
        data-checked={chosen}
      />
      <span role="gridcell" className="label-title">
        <span className="ellipsis">{item.title}</span>
        <span className="small secondary ellipsis">
          {item.artist ?? 'Composition'}
          {item.mandatedBy.length > 0 && `, for ${item.mandatedBy.join(', ')}`}
        </span>
      </span>
      <span role="gridcell" className="label-number mono small tertiary ellipsis">
        <SideMark side={item.side === 'MASTER' ? 'A' : 'B'} />
        {item.isrc === null ? (item.iswc ?? 'no ISWC yet') : readableIsrc(item.isrc)}
      </span>
      <span role="gridcell" className="label-say ellipsis">
        {grantState(item)}
      </span>
      <span role="gridcell" className="label-badge">
        <ClearanceBadge status={item.clearance} />
      </span>
      <span role="gridcell" className="label-flips mono">
        {formatCount(item.flips)}
      </span>
    </>
  );
});

/** The head and the lines above and below. */
const HEAD = 34;

interface LineProps {
  readonly index: number;
  /** Undefined while it is on its way. */
  readonly item: PartyCatalogueItem | undefined;
  readonly chosen: boolean;
  readonly active: boolean;
  readonly place: { readonly height: number; readonly transform: string };
}

/** A row in its place. Clicks and keys are the grid's, which has the focus (`aria-activedescendant`). */
function Line({ index, item, chosen, active, place }: LineProps) {
  return (
    <div
      id={`label-row-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen}
      aria-busy={item === undefined}
      className={`label-row${item === undefined ? ' hatched' : ''}`}
      data-active={active}
      data-index={index}
      style={place}
    >
      {item === undefined ? (
        <span role="gridcell" aria-label="Loading" />
      ) : (
        <Row item={item} chosen={chosen} />
      )}
    </div>
  );
}

function Head() {
  return (
    <div role="row" aria-rowindex={1} className="label-row label-head">
      {COLUMNS.map((name, index) => (
        <span
          key={name}
          role="columnheader"
          className={index === 0 ? 'visually-hidden' : `label label-head-${index}`}
        >
          {name}
        </span>
      ))}
    </div>
  );
}

/** What is in sight of a list of any length. */
function useRowsInSight(total: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const phone = useMediaQuery('(max-width: 599px)', false, { getInitialValueInEffect: false });
  // oxlint-disable-next-line react/incompatible-library -- what it returns goes to no memoised component
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? ROW_PHONE : ROW),
    overscan: 12,
  });
  useEffect(() => rows.measure(), [rows, phone]);
  return { scroller, rows };
}

/** A table of any length: what is in sight is drawn, and the next page comes before its rows do. */
export function CatalogueTable({ items, total, selection, onSelect, hasMore, onMore }: CatalogueTableProps) {
  const { scroller, rows } = useRowsInSight(total);
  const [active, setActive] = useState(0);
  const seen = rows.getVirtualItems();
  const slots = Math.max(SLOTS, seen.length);
  const lastSeen = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastSeen + AHEAD > items.length) onMore();
  }, [hasMore, lastSeen, items.length, onMore]);

  const keyAt = (index: number) => {
    const item = items[index];
    return item === undefined ? undefined : keyOf(item);
  };
  const choose = (index: number, ranged: boolean) => {
    const key = keyAt(index);
    if (key === undefined) return;
    setActive(index);
    onSelect(ranged ? extended(selection, index, keyAt) : toggled(selection, key, index));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = moved(event.key, active, Math.min(total, items.length) - 1, 10);
    if (to !== null) {
      setActive(to);
      rows.scrollToIndex(to);
      onSelect(event.shiftKey ? extended(selection, to, keyAt) : anchored(selection, to));
    } else if (event.key === ' ') choose(active, event.shiftKey);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) onSelect(EVERYTHING);
    else if (event.key === 'Escape') onSelect(NOTHING);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      className="label-table"
      // No higher than its rows: of two there is nothing to scroll.
      style={{ maxHeight: rows.getTotalSize() + HEAD }}
      role="grid"
      tabIndex={0}
      aria-label="Recordings and works"
      aria-multiselectable
      aria-rowcount={total + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={`label-row-${active}`}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
        if (row !== null) choose(Number(row.getAttribute('data-index')), event.shiftKey);
      }}
    >
      <Head />
      <div role="presentation" className="label-rows" style={{ height: rows.getTotalSize() }}>
        {seen.map(({ index, start, size }) => {
          // Rows that leave give their place to rows that come: thousands pass, few are made.
          const slot = index % slots;
          const item = items[index];
          return (
            <Line
              key={slot}
              index={index}
              item={item}
              chosen={item !== undefined && isChosen(selection, keyOf(item))}
              active={index === active}
              place={{ height: size, transform: `translateY(${start}px)` }}
            />
          );
        })}
      </div>
    </div>
  );
}
