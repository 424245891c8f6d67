import { useState, type FormEvent } from 'react';
import { Button, Radio, Select, TextInput } from '@mantine/core';
import { ApiProblem } from '../../queries/api-problem.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import type { PartyView } from '../../queries/parties.ts';
import { useSetAccount } from '../../queries/payouts.ts';
import { territoryChoices } from '../../words/territories.ts';

interface AccountFormProps {
  readonly party: PartyView;
  /** What happens when it is saved. */
  readonly note: string;
  readonly onDone: () => void;
}

const EMPTY = { holder: '', iban: '', bic: '', country: '', number: '', bank: '' };
type Field = keyof typeof EMPTY;

/** What the instance says about each field. */
function faultsOf(error: unknown): Partial<Record<Field, string>> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.fields.flatMap(({ pointer, detail }) =>
      pointer === undefined ? [] : [[pointer.slice(1), detail]],
    ),
  );
}

interface FieldProps {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (event: { currentTarget: { value: string } }) => void;
  readonly autoComplete: string;
}

interface NumberFieldsProps {
  readonly isIban: boolean;
  readonly field: (name: Field) => FieldProps;
  readonly country: string;
  readonly onCountry: (country: string) => void;
}

function NumberFields({ isIban, field, country, onCountry }: NumberFieldsProps) {
  if (isIban)
    return (
      <TextInput label="IBAN" required maxLength={60} classNames={{ input: 'mono' }} {...field('iban')} />
    );
  return (
    <>
      <Select
        label="Country of the bank"
        required
        searchable
        data={territoryChoices()}
        value={country === '' ? null : country}
        error={field('country').error}
        onChange={(chosen) => onCountry(chosen ?? '')}
      />
      <TextInput label="Bank, with its code" required maxLength={140} {...field('bank')} />
      <TextInput
        label="Account number"
        required
        maxLength={40}
        classNames={{ input: 'mono' }}
        {...field('number')}
      />
    </>
  );
}

/** A bank account as it is entered. It leaves this form once and is not shown again. */
export function AccountForm({ party, note, onDone }: AccountFormProps) {
  const [values, setValues] = useState({ ...EMPTY, holder: party.name });
  const [method, setMethod] = useState('IBAN');
  const set = useSetAccount(party.id);
  const faults = faultsOf(set.error);
  const bic = values.bic.trim() === '' ? {} : { bic: values.bic.trim() };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { holder, iban, country, number, bank } = values;
    set.mutate(
      method === 'IBAN'
        ? { method: 'IBAN', holder, iban, ...bic }
        : { method: 'OTHER', holder, country, number, bank, ...bic },
      { onSuccess: onDone },
    );
  };
  const field = (name: Field): FieldProps => ({
    value: values[name],
    error: faults[name] ?? null,
    onChange: (event) => setValues({ ...values, [name]: event.currentTarget.value }),
    autoComplete: 'off',
  });
  return (
    <form className="party-form" onSubmit={submit}>
      <TextInput label="Who holds the account" required maxLength={140} {...field('holder')} />
      <Radio.Group label="Kind of account" value={method} onChange={setMethod}>
        <div className="payout-kinds">
          <Radio value="IBAN" label="With an IBAN" />
          <Radio value="OTHER" label="Another kind" />
        </div>
      </Radio.Group>
      <NumberFields
        isIban={method === 'IBAN'}
        field={field}
        country={values.country}
        onCountry={(country) => setValues({ ...values, country })}
      />
      <TextInput
        label="BIC, if you know it"
        maxLength={20}
        classNames={{ input: 'mono' }}
        {...field('bic')}
      />
      <p className="small secondary">{note}</p>
      {set.isError && Object.keys(faults).length === 0 && <ProblemMessage error={set.error} />}
      <div className="row">
        <Button
          type="submit"
          variant="filled"
          loading={set.isPending}
          disabled={method === 'OTHER' && values.country === ''}
        >
          Save the account
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
