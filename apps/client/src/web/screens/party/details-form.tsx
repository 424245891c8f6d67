import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useEditParty, type PartyView } from '../../queries/parties.ts';
import { Section } from './section.tsx';

const FIELDS = [
  { key: 'name', label: 'Name, as credits show it', max: 200 },
  { key: 'ipiNameNumber', label: 'IPI name number, eleven digits', max: 20, mono: true },
  { key: 'isni', label: 'ISNI, sixteen characters', max: 60, mono: true },
  { key: 'dpid', label: 'DDEX party id, PADPIDA…', max: 24, mono: true },
  { key: 'contactEmail', label: 'E-mail for rights questions', max: 254, type: 'email' },
  { key: 'contactUrl', label: 'Web address for rights questions', max: 500, type: 'url' },
] as const;

type Key = (typeof FIELDS)[number]['key'];

/** Who the party is, to people and to other systems. */
export function DetailsForm({ party, readOnly }: { party: PartyView; readOnly: boolean }) {
  const [values, setValues] = useState<Record<Key, string>>(() => textsOf(party));
  const edit = useEditParty(party.id);
  const before = textsOf(party);
  const changed = FIELDS.filter(({ key }) => values[key].trim() !== before[key]);
  const endsVerification =
    party.verified && changed.some(({ key }) => key !== 'contactEmail' && key !== 'contactUrl');
  const save = (event: FormEvent) => {
    event.preventDefault();
    const change = changed.map(({ key }) => {
      const text = values[key].trim();
      return [key, text === '' && key !== 'name' ? null : text] as const;
    });
    edit.mutate(Object.fromEntries(change), { onSuccess: (made) => setValues(textsOf(made)) });
  };
  return (
    <Section title="Identity">
      <form className="party-form" onSubmit={save}>
        {FIELDS.map(({ key, label, max, ...more }) => (
          <TextInput
            key={key}
            label={key === 'name' ? label : `${label}, optional`}
            required={key === 'name'}
            maxLength={max}
            readOnly={readOnly}
            type={'type' in more ? more.type : 'text'}
            classNames={'mono' in more ? { input: 'mono' } : {}}
            value={values[key]}
            spellCheck={false}
            onChange={(event) => setValues({ ...values, [key]: event.currentTarget.value })}
          />
        ))}
        {endsVerification && (
          <p className="small">
            Another name or identifier ends the verification: an operator has to look at the party again.
          </p>
        )}
        {edit.isError && <ProblemMessage error={edit.error} />}
        {!readOnly && (
          <div className="row">
            <Button type="submit" variant="filled" disabled={changed.length === 0} loading={edit.isPending}>
              Save
            </Button>
            <span role="status" className="secondary">
              {edit.isSuccess && changed.length === 0 ? 'Saved.' : ''}
            </span>
          </div>
        )}
      </form>
    </Section>
  );
}

function textsOf(party: PartyView): Record<Key, string> {
  return {
    name: party.name,
    ipiNameNumber: party.ipiNameNumber ?? '',
    isni: party.isni ?? '',
    dpid: party.dpid ?? '',
    contactEmail: party.contactEmail ?? '',
    contactUrl: party.contactUrl ?? '',
  };
}
