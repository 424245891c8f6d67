import { useState } from 'react';
import { Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { ShowMore } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useAllParties, useImportPermission, useImports, type ImportView } from '../../queries/imports.ts';
import type { User } from '../../queries/session.ts';
import { MusicBar } from '../../shell/music-bar.tsx';
import { OperatorBar } from '../../shell/operator-bar.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { ChooseFile } from './choose-file.tsx';
import { ImportCard } from './import-card.tsx';
import { ImportHistory } from './import-history.tsx';
import { ImportPermission } from './import-permission.tsx';
import './imports.css';

const route = getRouteApi('/shell/imports');

interface PartyImportsProps {
  readonly party: string;
  readonly role: 'OWNER' | 'MANAGER' | 'VIEWER' | null;
  readonly operator: boolean;
}

function PartyImports({ party, role, operator }: PartyImportsProps) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const permission = useImportPermission(party);
  const imports = useImports(party);
  const failed = permission.error ?? imports.error;
  const items = imports.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = items.find(({ id }) => id === search.import) ?? items[0];
  const [made, setMade] = useState<string | null>(null);
  const show = (one: ImportView) => {
    setMade(one.id);
    void navigate({ to: '/imports', search: { party, import: one.id }, resetScroll: false });
  };
  if (failed !== null) {
    const retry = () => {
      void permission.refetch();
      void imports.refetch();
    };
    return <ProblemMessage error={failed} onRetry={retry} />;
  }
  if (permission.data === undefined || imports.isPending)
    return <div className="hatched import-skeleton" aria-busy="true" />;
  const mayImport = operator || (permission.data.permitted && role !== 'VIEWER');
  return (
    <>
      {operator && <ImportPermission key={party} party={party} permitted={permission.data.permitted} />}
      {mayImport && <ChooseFile key={party} party={party} quiet={shown !== undefined} onSent={show} />}
      {!mayImport && (
        <EmptyState>
          {role === 'VIEWER'
            ? 'You may look at imports of this party. Its managers make them.'
            : 'This party may not import yet. An operator of this instance has to verify it first.'}
        </EmptyState>
      )}
      {shown !== undefined && (
        <ImportCard
          key={shown.id}
          shown={shown}
          readOnly={!mayImport}
          onShow={show}
          takesFocus={shown.id === made}
        />
      )}
      {items.length > 0 && <ImportHistory items={items} shown={shown?.id} />}
      <ShowMore pages={imports} />
    </>
  );
}

/** An operator imports for any party. */
function AnyParty({ party }: { party: string | undefined }) {
  const navigate = useNavigate();
  const parties = useAllParties(true);
  return (
    <Select
      aria-label="Party"
      placeholder="Choose a party"
      searchable
      value={party ?? null}
      data={(parties.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => void navigate({ to: '/imports', search: id === null ? {} : { party: id } })}
    />
  );
}

function Imports({ user }: { user: User }) {
  const search = route.useSearch();
  const own = user.parties.find(({ id }) => id === search.party);
  const party = search.party ?? user.parties[0]?.id;
  const role = own?.role ?? (search.party === undefined ? user.parties[0]?.role : undefined) ?? null;
  return (
    <div className="page imports">
      {user.operator ? (
        <OperatorBar current="imports" aside={<AnyParty party={party} />} />
      ) : (
        party !== undefined && <MusicBar current="imports" parties={user.parties} party={party} />
      )}
      <div className="page-head">
        <div>
          <h1 className="title">Import a catalogue</h1>
          <p className="secondary">
            Recordings, works and who holds them, from one file.{' '}
            <a href="/api/imports/template.csv" download>
              CSV template
            </a>
          </p>
        </div>
      </div>
      {party === undefined ? (
        <EmptyState>
          {user.operator ? 'Choose the party to import for.' : 'This account belongs to no party yet.'}
        </EmptyState>
      ) : (
        <PartyImports key={party} party={party} role={role} operator={user.operator} />
      )}
    </div>
  );
}

/** Takes a catalogue in from a file, tried first. */
export function ImportsScreen() {
  useDocumentTitle('Import a catalogue · Flipside');
  return (
    <SignedInOnly
      title="Import a catalogue"
      reason="Sign in to import the catalogue of your label or publisher."
    >
      {(user) => <Imports user={user} />}
    </SignedInOnly>
  );
}
