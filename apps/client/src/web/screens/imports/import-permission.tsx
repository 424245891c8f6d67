import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { OwnCause } from '../../components/own-cause.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useDecideImportPermission } from '../../queries/imports.ts';

interface ImportPermissionProps {
  readonly party: string;
  readonly permitted: boolean;
}

/** An operator lets a party import: whoever may import enters shares without asking anybody else. */
export function ImportPermission({ party, permitted }: ImportPermissionProps) {
  const [evidence, setEvidence] = useState('');
  const decide = useDecideImportPermission(party);
  return (
    <form
      className="import-permission panel"
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate({ permitted: !permitted, evidence }, { onSuccess: () => setEvidence('') });
      }}
    >
      <p>
        {permitted
          ? 'Managers of this party may import.'
          : 'Managers of this party may not import yet. You, as an operator, may.'}
      </p>
      <OwnCause parties={[party]}>
        <div className="import-permission-fields">
          <TextInput
            label={permitted ? 'Why no longer' : 'How you know them'}
            required
            minLength={3}
            maxLength={2_000}
            value={evidence}
            onChange={(event) => setEvidence(event.currentTarget.value)}
          />
          <Button type="submit" loading={decide.isPending} {...(permitted && { 'data-danger': true })}>
            {permitted ? 'Stop imports' : 'Let them import'}
          </Button>
        </div>
      </OwnCause>
      {decide.isError && <ProblemMessage error={decide.error} />}
    </form>
  );
}
