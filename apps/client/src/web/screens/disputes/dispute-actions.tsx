import { useState } from 'react';
import { Button } from '@mantine/core';
import { useDisputeAct, usePartyList, type DisputeView } from '../../queries/disputes.ts';
import { OwnCause } from '../../components/own-cause.tsx';
import { SplitEditor } from './split-editor.tsx';
import { claimedLines, isWhole, sentLines } from './split-draft.ts';
import { StatementForm } from './statement-form.tsx';

type Doing = 'respond' | 'propose' | 'add' | 'escalate' | 'withdraw' | 'settle' | 'dismiss';

interface Choice {
  readonly doing: Doing;
  readonly label: string;
  readonly danger?: boolean;
}

interface Asker {
  /** The party in whose name one acts, with its right to. */
  readonly party: { readonly id: string; readonly canAct: boolean } | null;
  readonly operator: boolean;
}

const isOver = ({ parts }: DisputeView): boolean => parts.some(({ cause }) => cause === 'OVERCLAIM');

/** What one may do now, the likeliest first. */
export function choicesFor(dispute: DisputeView, { party, operator }: Asker): Choice[] {
  const choices: Choice[] = [];
  const mine = dispute.parties.find(({ id }) => id === party?.id);
  if (party?.canAct === true && mine !== undefined) {
    const opened = dispute.openedByPartyId === party.id;
    if (!opened && mine.respondedAt === null) choices.push({ doing: 'respond', label: 'Answer' });
    if (mine.isNamed) choices.push({ doing: 'propose', label: 'Propose a split' });
    choices.push({ doing: 'add', label: 'Add evidence' });
    if (dispute.state !== 'ESCALATED')
      choices.push({ doing: 'escalate', label: 'Ask the operator to decide' });
    if (opened && !isOver(dispute)) choices.push({ doing: 'withdraw', label: 'Take it back', danger: true });
  }
  if (operator) {
    choices.unshift({ doing: 'settle', label: 'Settle the shares' });
    if (mine === undefined || party?.canAct !== true) choices.push({ doing: 'add', label: 'Add a note' });
    if (!isOver(dispute)) choices.push({ doing: 'dismiss', label: 'Dismiss', danger: true });
  }
  return choices;
}

interface FormProps {
  readonly dispute: DisputeView;
  readonly partyId: string | null;
  readonly quiet: boolean;
  readonly onDone: () => void;
}

const SAY: Record<
  Exclude<Doing, 'propose' | 'settle'>,
  { label: string; submit: string; danger?: boolean }
> = {
  respond: { label: 'What is right, in your words', submit: 'Answer' },
  add: { label: 'What these show', submit: 'Add to the record' },
  escalate: { label: 'Why the operator has to decide', submit: 'Ask the operator' },
  withdraw: { label: 'Why the shares are right after all', submit: 'Take the dispute back', danger: true },
  dismiss: { label: 'Why the shares stand', submit: 'Dismiss the dispute', danger: true },
};

function SayForm({ dispute, partyId, quiet, onDone, doing }: FormProps & { doing: keyof typeof SAY }) {
  const act = useDisputeAct(dispute.id);
  const { label, submit, danger = false } = SAY[doing];
  return (
    <StatementForm
      label={label}
      submit={submit}
      danger={danger}
      quiet={quiet}
      busy={act.isPending}
      error={act.error}
      onCancel={onDone}
      onSubmit={(said) => {
        const done = { onSuccess: onDone };
        if (doing === 'dismiss') act.mutate({ act: 'release', body: said }, done);
        else if (partyId === null) act.mutate({ act: 'evidence', body: said }, done);
        else {
          const path = doing === 'respond' ? 'responses' : doing === 'add' ? 'evidence' : doing;
          act.mutate({ act: path, body: { ...said, partyId } }, done);
        }
      }}
    />
  );
}

/** @param partyId who proposes; `null` when the operator decides. */
function SplitForm({ dispute, partyId, quiet, onDone }: FormProps) {
  const act = useDisputeAct(dispute.id);
  const everybody = usePartyList(partyId === null);
  const [draft, setDraft] = useState<ReturnType<typeof claimedLines>[]>(dispute.parts.map(claimedLines));
  const parties = new Map(
    [...dispute.parties, ...(everybody.data ?? [])].map(({ id, name }) => [id, { id, name }]),
  );
  const settles = partyId === null;
  return (
    <StatementForm
      label={settles ? 'Why, for everybody to read' : 'Why this is fair'}
      submit={settles ? 'Settle the shares' : 'Propose this split'}
      busy={act.isPending}
      error={act.error}
      quiet={quiet}
      blocked={!isWhole(draft, dispute.parts)}
      onCancel={onDone}
      onSubmit={(said) => {
        const body = { ...said, revision: dispute.revision, parts: sentLines(draft) };
        const done = { onSuccess: onDone };
        if (partyId === null) act.mutate({ act: 'settle', body }, done);
        else act.mutate({ act: 'proposals', body: { ...body, partyId } }, done);
      }}
    >
      <SplitEditor
        parts={dispute.parts}
        draft={draft}
        parties={[...parties.values()]}
        onChange={(next) => setDraft(next.map((lines) => [...lines]))}
      />
    </StatementForm>
  );
}

interface DisputeActionsProps extends Asker {
  readonly dispute: DisputeView;
  /** Something else on the screen is the next step. */
  readonly quiet: boolean;
}

/** Everything that can be done in an open dispute, one form at a time. */
export function DisputeActions({ dispute, party, operator, quiet }: DisputeActionsProps) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const choices = choicesFor(dispute, { party, operator });
  const partyId =
    party?.canAct === true && dispute.parties.some(({ id }) => id === party.id) ? party.id : null;
  const form = { dispute, partyId, quiet, onDone: () => setDoing(null) };
  if (choices.length === 0) return null;
  const concerned = dispute.parties.map(({ id }) => id);
  if (doing === 'settle' || doing === 'dismiss')
    return (
      <OwnCause parties={concerned}>
        {doing === 'settle' ? <SplitForm {...form} partyId={null} /> : <SayForm {...form} doing={doing} />}
      </OwnCause>
    );
  if (doing === 'propose') return <SplitForm {...form} />;
  if (doing !== null) return <SayForm {...form} doing={doing} />;
  return (
    <div className="dispute-actions">
      {choices.map(({ doing: next, label, danger = false }, index) => (
        <Button
          key={next}
          variant={index === 0 && !quiet ? 'filled' : danger ? 'subtle' : 'outline'}
          {...(danger ? { 'data-danger': true } : {})}
          onClick={() => setDoing(next)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
