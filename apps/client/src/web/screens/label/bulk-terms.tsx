import { Switch } from '@mantine/core';
import type { BulkChange } from '../../queries/bulk-grants.ts';
import { useTariff, type GrantScope } from '../../queries/consent.ts';
import { OPEN_SCOPE } from '../artist/open-scope.ts';
import { AnswerFields, UseFields } from '../artist/terms-editor.tsx';
import { StemChoice } from '../../components/stem-choice.tsx';
import { LimitFields, PlaceFields } from '../artist/terms-limits.tsx';
import type { Terms } from '../artist/terms-sentence.tsx';

const GROUPS = {
  parts: ['allowedStems'],
  limits: ['maxSeconds', 'tempoPermille', 'pitchCents'],
  places: ['territories', 'excludeTerritories', 'from', 'to'],
  uses: ['mixWithOthers', 'layers', 'remixOfRemix', 'commercialUse'],
  answer: ['preApproved'],
} as const satisfies Record<string, readonly (keyof GrantScope)[]>;
export type TermGroup = keyof typeof GROUPS;

export interface BulkTermsDraft {
  readonly terms: Terms;
  readonly groups: ReadonlySet<TermGroup>;
  readonly rateIsValid: boolean;
}

export const NO_TERMS: BulkTermsDraft = {
  terms: { policy: 'MONETISE', scope: OPEN_SCOPE, minimumRate: null },
  groups: new Set(),
  rateIsValid: true,
};

/** Only the groups that were switched on: the rest stays as each grant has it. */
export function changeOf({ terms, groups }: BulkTermsDraft): BulkChange {
  const names = [...groups].flatMap((group): readonly (keyof GrantScope)[] => GROUPS[group]);
  const scope = Object.fromEntries(names.map((name) => [name, terms.scope[name]])) as Partial<GrantScope>;
  const { policy, minimumRate } = terms;
  return {
    kind: 'GRANT',
    ...(names.length === 0 ? {} : { scope }),
    ...(groups.has('answer') ? { policy, minimumRate } : {}),
  };
}

const WORDS: Record<TermGroup, string> = {
  parts: 'Change which parts',
  limits: 'Change how much and how far',
  places: 'Change where and when',
  uses: 'Change what else is allowed',
  answer: 'Change approval and pay',
};

interface BulkTermsProps {
  readonly draft: BulkTermsDraft;
  readonly onChange: (draft: BulkTermsDraft) => void;
}

/** The fields of one group. */
function GroupFields({ group, draft, onChange }: BulkTermsProps & { readonly group: TermGroup }) {
  const tariff = useTariff();
  const { terms } = draft;
  const { scope } = terms;
  const change = (part: Partial<GrantScope>) =>
    onChange({ ...draft, terms: { ...terms, scope: { ...scope, ...part } } });
  switch (group) {
    case 'parts':
      return <StemChoice scope={scope} onChange={change} />;
    case 'limits':
      return <LimitFields scope={scope} onChange={change} />;
    case 'places':
      return <PlaceFields scope={scope} onChange={change} />;
    case 'uses':
      return <UseFields scope={scope} onChange={change} />;
    case 'answer':
      return (
        <AnswerFields
          terms={terms}
          currency={tariff.data?.currency ?? 'EUR'}
          onChange={(part) => onChange({ ...draft, rateIsValid: true, terms: { ...terms, ...part } })}
          onRate={(rateIsValid) => onChange({ ...draft, rateIsValid })}
        />
      );
  }
}

/** The terms to give to many: each group opens by its switch, and what stays closed stays as it is. */
export function BulkTerms({ draft, onChange }: BulkTermsProps) {
  const turn = (group: TermGroup, on: boolean) => {
    const groups = new Set(draft.groups);
    if (on) groups.add(group);
    else groups.delete(group);
    onChange({ ...draft, groups });
  };
  return (
    <div className="bulk-terms">
      {(Object.keys(GROUPS) as TermGroup[]).map((group) => (
        <div key={group} className="bulk-group">
          <Switch
            label={WORDS[group]}
            checked={draft.groups.has(group)}
            onChange={(event) => turn(group, event.currentTarget.checked)}
          />
          {draft.groups.has(group) && (
            <div className="bulk-fields">
              <GroupFields group={group} draft={draft} onChange={onChange} />
            </div>
          )}
        </div>
      ))}
    </div>
  );
}
