import { useState, type FormEvent } from 'react';
import { Button, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useEnterClaim } from '../../queries/claims.ts';
import { roleWords } from '../../words/role-words.ts';
import { territoryChoices } from '../../words/territories.ts';
import { dayStart, linesOf, ppmOf } from './percent.ts';
import './party.css';

const RECORDING_ROLES = ['LABEL', 'MAIN_ARTIST', 'FEATURED_ARTIST', 'PERFORMER', 'PRODUCER', 'MIXER'];
const WORK_ROLES = [
  'COMPOSER',
  'LYRICIST',
  'COMPOSER_LYRICIST',
  'ARRANGER',
  'PUBLISHER',
  'SUB_PUBLISHER',
  'ADMINISTRATOR',
];

const choices = (roles: readonly string[]) =>
  roles.map((value) => {
    const words = roleWords(value);
    return { value, label: words.charAt(0).toUpperCase() + words.slice(1) };
  });

/** What a code names: recordings have ISRCs, works have ISWCs, which begin with T and have no letters after it. */
const isIswc = (code: string): boolean => /^\s*(ISWC\W*)?T[\d\-. ]{10,}\s*$/iu.test(code);

interface Draft {
  readonly code: string;
  readonly role: string;
  readonly percent: number | string;
  readonly include: string[];
  readonly exclude: string[];
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly links: string;
}

const EMPTY: Draft = {
  code: '',
  role: '',
  percent: 100,
  include: [],
  exclude: [],
  from: '',
  to: '',
  text: '',
  links: '',
};

interface PartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function WhereAndWhen({ draft, change }: PartProps) {
  return (
    <>
      <MultiSelect
        label="Where; empty is everywhere"
        data={territoryChoices()}
        searchable
        value={draft.include}
        onChange={(include) => change({ include })}
      />
      <MultiSelect
        label="But not in, optional"
        data={territoryChoices()}
        searchable
        value={draft.exclude}
        onChange={(exclude) => change({ exclude })}
      />
      <div className="party-form-pair">
        <TextInput
          label="From, optional"
          type="date"
          value={draft.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          label="Until, optional"
          type="date"
          value={draft.to}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

function What({ draft, change }: PartProps) {
  const roles = isIswc(draft.code) ? WORK_ROLES : RECORDING_ROLES;
  return (
    <>
      <TextInput
        label="ISRC of the recording, or ISWC of the work"
        required
        maxLength={20}
        value={draft.code}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        onChange={(event) => {
          const code = event.currentTarget.value;
          const kept = isIswc(code) === isIswc(draft.code);
          change({ code, ...(kept ? {} : { role: '' }) });
        }}
      />
      <div className="party-form-pair">
        <Select
          label="As"
          required
          data={choices(roles)}
          value={draft.role === '' ? null : draft.role}
          onChange={(role) => change({ role: role ?? '' })}
        />
        <NumberInput
          label="Share, in per cent"
          required
          min={0.0001}
          max={100}
          decimalScale={4}
          value={draft.percent}
          onChange={(percent) => change({ percent })}
        />
      </div>
    </>
  );
}

/** Claims a share of a recording or a work. */
export function ClaimForm({ party, onDone }: { party: string; onDone: (claim: string | null) => void }) {
  const [draft, setDraft] = useState(EMPTY);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const enter = useEnterClaim(party);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = draft.code.trim();
    enter.mutate(
      {
        subject: isIswc(code) ? { iswc: code } : { isrc: code },
        role: draft.role,
        ppm: ppmOf(Number(draft.percent)),
        territories: draft.include.length === 0 ? ['WW'] : draft.include,
        excludeTerritories: draft.exclude,
        from: dayStart(draft.from),
        to: dayStart(draft.to),
        text: draft.text.trim() === '' ? null : draft.text.trim(),
        links: linesOf(draft.links),
      },
      { onSuccess: ({ id }) => onDone(id) },
    );
  };
  return (
    <form className="party-dialog" onSubmit={submit}>
      <What draft={draft} change={change} />
      <WhereAndWhen draft={draft} change={change} />
      <Textarea
        label="What an operator should know, optional"
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Textarea
        label="Links to evidence, one a line, optional"
        placeholder="https://"
        autosize
        minRows={2}
        value={draft.links}
        onChange={(event) => change({ links: event.currentTarget.value })}
      />
      {enter.isError && <ProblemMessage error={enter.error} kept="What you typed is kept." />}
      <div className="row">
        <Button type="submit" variant="filled" loading={enter.isPending} disabled={draft.role === ''}>
          Claim it
        </Button>
        <Button variant="subtle" onClick={() => onDone(null)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
