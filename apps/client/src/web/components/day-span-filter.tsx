import { useRef, useState, type Ref } from 'react';
import { Button, TextInput } from '@mantine/core';
import { isAnyTime, isDay, moved, type DaySpan } from '../words/day-span.ts';
import { EmptyState } from './empty-state.tsx';
import type { Pages } from './paged.tsx';
import './day-span-filter.css';

interface DayFieldProps {
  readonly label: string;
  readonly day: string | undefined;
  /** A day that is typed goes by others, such as in the years 2 and 20: those after the first are `again`. */
  readonly onDay: (day: string | undefined, again: boolean) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A day counts once it is whole; until then it is only what somebody types. */
function DayField({ label, day = '', onDay, ref }: DayFieldProps) {
  const [typed, setTyped] = useState({ text: day, since: day });
  const again = useRef(false);
  return (
    <TextInput
      ref={ref}
      type="date"
      label={label}
      max="9999-12-31"
      value={typed.since === day ? typed.text : day}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped({ text, since: day });
        if (text !== '' && !isDay(text)) return;
        onDay(text === '' ? undefined : text, again.current);
        again.current = true;
      }}
      onBlur={() => {
        again.current = false;
        setTyped({ text: day, since: day });
      }}
    />
  );
}

/** Asks for a time: a step of its own in the browser's history, or, typed on, still the same. */
export type OnDaySpan = (span: DaySpan, again?: boolean) => void;

interface DaySpanFilterProps {
  /** What happened in the time, such as "Opened". */
  readonly what: string;
  readonly span: DaySpan;
  readonly onSpan: OnDaySpan;
  /** The list. Above one that is empty whatever the time, there is nothing to choose. */
  readonly pages: Pick<Pages<unknown>, 'data' | 'isSuccess'>;
}

/** The time that a list is about: from a day to a day, or any. */
export function DaySpanFilter({ what, span, onSpan, pages }: DaySpanFilterProps) {
  const first = useRef<HTMLInputElement>(null);
  const isEmpty = pages.isSuccess && pages.data?.pages.every(({ items }) => items.length === 0);
  if (isAnyTime(span) && isEmpty === true) return null;
  return (
    <search className="day-span" aria-label={`${what} when`}>
      <DayField
        ref={first}
        label={`${what} from, UTC`}
        day={span.from}
        onDay={(day, again) => onSpan(moved(span, 'from', day), again)}
      />
      <DayField
        label="To, UTC"
        day={span.until}
        onDay={(day, again) => onSpan(moved(span, 'until', day), again)}
      />
      {!isAnyTime(span) && (
        <Button
          variant="subtle"
          onClick={() => {
            // The button goes away with what it clears: the keyboard stays at the filter.
            first.current?.focus();
            onSpan({});
          }}
        >
          Any time
        </Button>
      )}
    </search>
  );
}

interface NothingInTimeProps {
  readonly children: string;
  readonly onAnyTime: () => void;
}

/** Says that the time is what hides a list, and offers to ask for any. */
export function NothingInTime({ children, onAnyTime }: NothingInTimeProps) {
  return <EmptyState action={<Button onClick={onAnyTime}>Show any time</Button>}>{children}</EmptyState>;
}
