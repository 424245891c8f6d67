import { Button, NumberInput, Select } from '@mantine/core';
import type { DisputePart } from '../../queries/disputes.ts';
import { percentWords, territoriesWords } from '../../words/dispute-words.ts';
import { roleWords } from '../../words/role-words.ts';
import { roomOf, scaledLines, sumOf, type SplitLine } from './split-draft.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

interface PartEditorProps {
  readonly part: DisputePart;
  readonly lines: readonly SplitLine[];
  /** Whom a share may be given to, with those that are in the dispute. */
  readonly parties: readonly Named[];
  readonly onChange: (lines: readonly SplitLine[]) => void;
}

/** Percent as typed, in parts per million: four decimals are exact. */
const toPpm = (value: string | number): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.round(value * 10_000) : 0;

function Total({ lines, room }: { lines: readonly SplitLine[]; room: number }) {
  const sum = sumOf(lines);
  const off = sum - room;
  return (
    <p className={off === 0 ? '' : 'stop'} aria-live="polite">
      Comes to <span className="mono strong">{percentWords(sum)}</span>
      {room < 1_000_000 && ` of the ${percentWords(room)} in dispute`}
      {off !== 0 && (
        <>
          , <span className="mono">{percentWords(Math.abs(off))}</span> too {off > 0 ? 'much' : 'little'}
        </>
      )}
      .
    </p>
  );
}

function PartEditor({ part, lines, parties, onChange }: PartEditorProps) {
  const names = new Map(parties.map(({ id, name }) => [id, name]));
  const room = roomOf(part);
  const where = territoriesWords(part.territories);
  const absent = parties.filter(({ id }) => lines.every(({ partyId }) => partyId !== id));
  const role = lines[0]?.role ?? part.disputed[0]?.role ?? 'LABEL';
  return (
    <fieldset className="split-part">
      <legend className="strong">{where.charAt(0).toUpperCase() + where.slice(1)}</legend>
      {part.standing.map(({ shareId, party, ppm }) => (
        <p key={shareId} className="split-line secondary">
          <span className="ellipsis">{party.name}, not in dispute</span>
          <span className="mono">{percentWords(ppm)}</span>
        </p>
      ))}
      {lines.map((line, index) => {
        const name = names.get(line.partyId) ?? line.partyId;
        return (
          <div key={`${line.partyId} ${line.role}`} className="split-line">
            <span className="ellipsis">
              <strong>{name}</strong> <span className="secondary">{roleWords(line.role)}</span>
            </span>
            <NumberInput
              aria-label={`Share of ${name} in per cent, ${where}`}
              min={0}
              max={100}
              decimalScale={4}
              suffix=" %"
              hideControls
              value={line.ppm / 10_000}
              onChange={(value) =>
                onChange(lines.map((one, at) => (at === index ? { ...one, ppm: toPpm(value) } : one)))
              }
            />
          </div>
        );
      })}
      <div className="split-foot">
        <Total lines={lines} room={room} />
        {sumOf(lines) !== room && sumOf(lines) > 0 && (
          <Button size="sm" onClick={() => onChange(scaledLines(lines, room))}>
            Scale to {percentWords(room)}
          </Button>
        )}
        {absent.length > 0 && (
          <Select
            aria-label={`Add a party, ${where}`}
            placeholder="Add a party"
            searchable
            data={absent.map(({ id, name }) => ({ value: id, label: name }))}
            value={null}
            onChange={(id) => id !== null && onChange([...lines, { partyId: id, role, ppm: 0 }])}
          />
        )}
      </div>
    </fieldset>
  );
}

interface SplitEditorProps {
  readonly parts: readonly DisputePart[];
  readonly draft: readonly (readonly SplitLine[])[];
  readonly parties: readonly Named[];
  readonly onChange: (draft: readonly (readonly SplitLine[])[]) => void;
}

/** Who owns what, for each group of territories: it has to come to a whole before it can be sent. */
export function SplitEditor({ parts, draft, parties, onChange }: SplitEditorProps) {
  return (
    <div className="split">
      {parts.map((part, index) => (
        <PartEditor
          key={JSON.stringify([part.territories, part.from])}
          part={part}
          lines={draft[index] ?? []}
          parties={parties}
          onChange={(lines) => onChange(draft.map((one, at) => (at === index ? lines : one)))}
        />
      ))}
    </div>
  );
}
