import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { isAnyTime, isDay, moved, type DaySpan } from '../words/day-span.ts';
import { EmptyState } from './empty-state.tsx';
import './day-span-filter.css';

interface DayFieldProps {
  readonly label: string;
  readonly day: string | undefined;
  readonly onDay: (day: string | undefined) => void;
}

/** A day counts once it is whole; until then it is only what somebody types. */
function DayField({ label, day = '', onDay }: DayFieldProps) {
  const [typed, setTyped] = useState({ text: day, since: day });
  return (
    <TextInput
      type="date"
      label={label}
      max="9999-12-31"
      value={typed.since === day ? typed.text : day}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped({ text, since: day });
        if (text === '' || isDay(text)) onDay(text === '' ? undefined : text);
      }}
      onBlur={() => setTyped({ text: day, since: day })}
    />
  );
}

interface DaySpanFilterProps {
  /** What happened in the time, such as "Opened". */
  readonly what: string;
  readonly span: DaySpan;
  readonly onSpan: (span: DaySpan) => void;
}

/** The time that a list is about: from a day to a day, or any. */
export function DaySpanFilter({ what, span, onSpan }: DaySpanFilterProps) {
  return (
    <search className="day-span" aria-label={`${what} when`}>
      <DayField
        label={`${what} from, UTC`}
        day={span.from}
        onDay={(day) => onSpan(moved(span, 'from', day))}
      />
      <DayField label="To, UTC" day={span.until} onDay={(day) => onSpan(moved(span, 'until', day))} />
      {!isAnyTime(span) && (
        <Button variant="subtle" onClick={() => onSpan({})}>
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
