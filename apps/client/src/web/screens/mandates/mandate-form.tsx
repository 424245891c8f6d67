import { useState } from 'react';
import { Button, MultiSelect, Radio, Select, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { usePartyCatalogue } from '../../queries/consent.ts';
import { useCreateMandate, usePartyNames, type NewMandate } from '../../queries/mandates.ts';
import { territoryChoices } from '../../words/territories.ts';
import { dayEnd, dayStart } from '../../words/terms-fields.ts';

interface MandateFormProps {
  readonly party: { readonly id: string; readonly name: string };
  readonly onDone: () => void;
}

const EVERYTHING = 'everything';
const PLACES = [{ value: 'WW', label: 'Everywhere' }, ...territoryChoices()];

interface Draft {
  readonly as: NewMandate['as'];
  readonly other: string | null;
  readonly side: NewMandate['side'];
  readonly about: string;
  readonly places: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly evidence: string;
}

const EMPTY: Draft = {
  as: 'GRANTOR',
  other: null,
  side: 'MASTER',
  about: EVERYTHING,
  places: ['WW'],
  from: '',
  to: '',
  evidence: '',
};

function bodyOf({ as, other, side, about, places, from, to, evidence }: Draft): NewMandate | null {
  if (other === null || evidence.trim().length < 10) return null;
  const subject: NewMandate['subject'] =
    about === EVERYTHING
      ? { kind: 'CATALOGUE' }
      : side === 'MASTER'
        ? { kind: 'RECORDING', isrc: about }
        : { kind: 'WORK', id: about };
  const dates = { from: dayStart(from), to: dayEnd(to) };
  return {
    as,
    counterparty: other,
    side,
    subject,
    ...dates,
    evidence,
    territories: [...places],
    excludeTerritories: [],
  };
}

interface FieldProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

/** The other party, found by the beginning of its name. */
function OtherParty({ draft, change, self }: FieldProps & { readonly self: string }) {
  const [typed, setTyped] = useState('');
  const [start] = useDebouncedValue(typed.trim(), 200);
  const names = usePartyNames(start);
  const data = (names.data ?? [])
    .filter(({ id }) => id !== self)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      label={draft.as === 'GRANTOR' ? 'Who may say yes for you' : 'Who mandated you'}
      placeholder="Begin to write the name"
      searchable
      nothingFoundMessage={start === '' ? 'Begin to write the name' : 'No party has a name that begins so'}
      filter={({ options }) => options}
      data={data}
      value={draft.other}
      onChange={(other) => change({ other })}
      searchValue={typed}
      onSearchChange={setTyped}
      error={names.isError ? 'The names did not load. Try again.' : null}
    />
  );
}

/** Everything on a side, or one recording or work; the holder names the grantor's by its ISRC. */
function AboutField({ draft, change, party }: FieldProps & { readonly party: string }) {
  const catalogue = usePartyCatalogue(party, { side: draft.side }, 200);
  const items = catalogue.data?.pages.flatMap((page) => page.items) ?? [];
  const choices = items.flatMap(({ kind, id, isrc, title }) => {
    const value = kind === 'RECORDING' ? isrc : id;
    return value === null ? [] : [{ value, label: title }];
  });
  if (draft.as === 'HOLDER') {
    return (
      <TextInput
        label={draft.side === 'MASTER' ? 'ISRC of the one recording' : 'Number of the one work'}
        description="Empty for everything on this side"
        value={draft.about === EVERYTHING ? '' : draft.about}
        onChange={(event) => change({ about: event.currentTarget.value.trim() || EVERYTHING })}
      />
    );
  }
  return (
    <Select
      label="For what"
      searchable
      allowDeselect={false}
      data={[{ value: EVERYTHING, label: 'Everything on this side' }, ...choices]}
      value={draft.about}
      onChange={(about) => change({ about: about ?? EVERYTHING })}
    />
  );
}

/** Where the mandate holds, and from which day to which. */
function PlaceAndTime({ draft, change }: FieldProps) {
  return (
    <>
      <MultiSelect
        label="Where"
        data={PLACES}
        searchable
        hidePickedOptions
        value={[...draft.places]}
        onChange={(places) => {
          const last = places.at(-1);
          if (last !== undefined)
            change({ places: last === 'WW' ? ['WW'] : places.filter((code) => code !== 'WW') });
        }}
      />
      <div className="mandate-days">
        <TextInput
          type="date"
          label="First day, UTC"
          value={draft.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="Last day, UTC"
          value={draft.to}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

/** Gives a mandate, or says that one was given, which the other side then confirms. */
export function MandateForm({ party, onDone }: MandateFormProps) {
  const [draft, setDraft] = useState(EMPTY);
  const create = useCreateMandate(party.id);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const body = bodyOf(draft);
  return (
    <form
      className="mandate-form panel"
      onSubmit={(event) => {
        event.preventDefault();
        if (body !== null) create.mutate(body, { onSuccess: onDone });
      }}
    >
      <Radio.Group
        label="Direction"
        value={draft.as}
        onChange={(as) => change({ as: as === 'HOLDER' ? 'HOLDER' : 'GRANTOR', about: EVERYTHING })}
      >
        <Radio value="GRANTOR" label={`Somebody says yes in the name of ${party.name}`} />
        <Radio value="HOLDER" label={`${party.name} says yes in somebody’s name`} />
      </Radio.Group>
      <Radio.Group
        label="Side"
        value={draft.side}
        onChange={(side) =>
          change({ side: side === 'COMPOSITION' ? 'COMPOSITION' : 'MASTER', about: EVERYTHING })
        }
      >
        <Radio value="MASTER" label="Recordings" />
        <Radio value="COMPOSITION" label="Compositions" />
      </Radio.Group>
      <OtherParty draft={draft} change={change} self={party.id} />
      <AboutField draft={draft} change={change} party={party.id} />
      <PlaceAndTime draft={draft} change={change} />
      <Textarea
        className="mandate-evidence"
        label="What it rests on"
        description="A contract with its date, or a link. The other side and, if need be, an operator read it."
        minLength={10}
        maxLength={2000}
        autosize
        minRows={2}
        value={draft.evidence}
        onChange={(event) => change({ evidence: event.currentTarget.value })}
      />
      {create.isError && <ProblemMessage error={create.error} kept="What you wrote is kept." />}
      <div className="row mandate-end">
        <Button type="submit" variant="filled" loading={create.isPending} disabled={body === null}>
          {draft.as === 'GRANTOR' ? 'Give the mandate' : 'Ask for confirmation'}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
        {draft.as === 'HOLDER' && (
          <span className="small secondary">It counts once the other side, or an operator, confirms it.</span>
        )}
      </div>
    </form>
  );
}
