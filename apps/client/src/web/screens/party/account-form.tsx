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
  ) as Partial<Record<Field, string>>;
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
  const field = (name: Field) => ({
    value: values[name],
    error: faults[name] ?? null,
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
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
      {method === 'IBAN' ? (
        <TextInput label="IBAN" required maxLength={60} classNames={{ input: 'mono' }} {...field('iban')} />
      ) : (
        <>
          <Select
            label="Country of the bank"
            required
            searchable
            data={territoryChoices()}
            value={values.country === '' ? null : values.country}
            error={faults.country ?? null}
            onChange={(country) => setValues({ ...values, country: country ?? '' })}
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
      )}
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
