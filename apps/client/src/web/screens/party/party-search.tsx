import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Icon } from '../../components/icon.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { usePartySearch, type PartyFound } from '../../queries/parties.ts';
import './party.css';

const PAUSE_MS = 250;

interface PartySearchProps {
  readonly label: string;
  readonly chosen: PartyFound | null;
  readonly onChoose: (party: PartyFound | null) => void;
  /** Not offered. */
  readonly except?: string | undefined;
  /** What is looked for at first. */
  readonly start?: string;
}

const identifiersOf = ({ ipiNameNumber, isni, dpid }: PartyFound) =>
  [ipiNameNumber, isni, dpid].filter((text) => text !== null).join(', ');

/** Finds a party by name or identifier. */
export function PartySearch({ label, chosen, onChoose, except, start = '' }: PartySearchProps) {
  const [text, setText] = useState(start);
  const [asked] = useDebouncedValue(text, PAUSE_MS);
  const found = usePartySearch(asked);
  const items = found.data?.filter(({ id }) => id !== except) ?? [];
  return (
    <div>
      <TextInput
        label={label}
        placeholder="Name, IPI, ISNI or DPID"
        value={text}
        autoComplete="off"
        leftSection={<Icon name="search" />}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onChoose(null);
        }}
      />
      {found.isError && <ProblemMessage error={found.error} />}
      <p className="small secondary" role="status">
        {found.isSuccess && (items.length === 0 ? 'No party is called so.' : `${items.length} found`)}
      </p>
      <div className="party-found">
        {items.map((party) => (
          <button
            key={party.id}
            type="button"
            aria-pressed={chosen?.id === party.id}
            onClick={() => onChoose(party)}
          >
            <span>{party.name}</span>
            <span className="small secondary">
              {party.kind === 'PERSON' ? 'Person' : 'Organisation'}
              {party.verified && ', verified'}
              {identifiersOf(party) !== '' && <span className="mono">, {identifiersOf(party)}</span>}
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}
