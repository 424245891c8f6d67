import { useState } from 'react';
import { Button, Checkbox, Modal, Radio, Select, Textarea, TextInput } from '@mantine/core';
import { ProblemMessage } from '../components/problem-message.tsx';
import { useAskCorrection, useRecording } from '../queries/credits.ts';
import type { Credits } from '../queries/flips.ts';
import { useMe, type User } from '../queries/session.ts';
import { signInHref } from '../shell/sign-in-href.ts';
import { roleWords } from '../words/role-words.ts';
import { creditedIn, MISSING, rolesOf, sideOf, toAsked, type CorrectionDraft } from './correction-draft.ts';
import './ask-correction.css';

export interface CorrectedFlip {
  readonly hash: string;
  readonly title: string;
  readonly credits: Credits;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function aboutChoices({ title, credits }: CorrectedFlip) {
  return [
    { value: 'REMIX', label: `The flip: ${title}` },
    ...credits.sources.flatMap((source) => [
      { value: `RECORDING/${source.sourceId}`, label: `A, the recording of ${source.title}` },
      { value: `COMPOSITION/${source.sourceId}`, label: `B, the composition of ${source.title}` },
    ]),
  ];
}

/** Of which work of the recording: most have one, and nothing is asked then. */
function useWork(draft: CorrectionDraft, credits: Credits, chosen: string | null) {
  const { side, sourceId } = sideOf(draft);
  const source = credits.sources.find((one) => one.sourceId === sourceId);
  const wanted = draft.everywhere && side === 'COMPOSITION' && source !== undefined;
  const recording = useRecording(source?.isrc ?? '', wanted);
  const works = wanted ? (recording.data?.works ?? []) : [];
  return { works, workId: works.find(({ id }) => id === chosen)?.id ?? works[0]?.id ?? null };
}

interface FieldsProps {
  readonly flip: CorrectedFlip;
  readonly draft: CorrectionDraft;
  readonly onChange: (change: Partial<CorrectionDraft>) => void;
}

/** The credit as it should be. */
function RightFields({ draft, onChange }: Omit<FieldsProps, 'flip'>) {
  return (
    <div className="ask-right">
      <TextInput
        label="Who it should be"
        value={draft.name}
        maxLength={200}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Select
        label="As what"
        data={rolesOf(draft).map((role) => ({ value: role, label: capital(roleWords(role)) }))}
        value={draft.role}
        allowDeselect={false}
        onChange={(role) => onChange({ role: role ?? draft.role })}
      />
    </div>
  );
}

function WhatFields({ flip, draft, onChange }: FieldsProps) {
  const { side } = sideOf(draft);
  const credited = creditedIn(flip.credits, draft);
  return (
    <>
      <Select
        label="What the credit is of"
        data={aboutChoices(flip)}
        value={draft.about}
        allowDeselect={false}
        onChange={(about) => {
          if (about === null) return;
          onChange({ about, wrong: MISSING, remove: false, role: rolesOf({ about })[0] ?? '' });
        }}
      />
      {side !== 'REMIX' && (
        <Radio.Group
          label="How far it reaches"
          value={draft.everywhere ? 'all' : 'flip'}
          onChange={(reach) => onChange({ everywhere: reach === 'all' })}
        >
          <div className="ask-choices">
            <Radio value="flip" label="This flip" />
            <Radio
              value="all"
              label={side === 'RECORDING' ? 'Every flip of the recording' : 'Every flip of the work'}
            />
          </div>
        </Radio.Group>
      )}
      <Select
        label="What it says"
        data={[
          { value: MISSING, label: 'A credit is missing' },
          ...credited.map(({ name, role }, index) => ({
            value: String(index),
            label: `${name}, ${roleWords(role)}`,
          })),
        ]}
        value={draft.wrong}
        allowDeselect={false}
        onChange={(wrong) => onChange({ wrong: wrong ?? MISSING, remove: false })}
      />
      {draft.wrong !== MISSING && (
        <Checkbox
          label="It does not belong there at all"
          checked={draft.remove}
          onChange={(event) => onChange({ remove: event.currentTarget.checked })}
        />
      )}
      {!draft.remove && <RightFields draft={draft} onChange={onChange} />}
    </>
  );
}

function WhyFields({ draft, onChange, parties }: Omit<FieldsProps, 'flip'> & { parties: User['parties'] }) {
  return (
    <>
      <Textarea
        label="What is wrong"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={draft.explanation}
        onChange={(event) => onChange({ explanation: event.currentTarget.value })}
      />
      <Textarea
        label="Links that show it, one a line"
        autosize
        minRows={1}
        maxRows={5}
        placeholder="https://"
        value={draft.evidence}
        onChange={(event) => onChange({ evidence: event.currentTarget.value })}
      />
      <Select
        label="In whose name you ask"
        data={parties.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.party}
        allowDeselect={false}
        onChange={(party) => onChange({ party: party ?? draft.party })}
      />
    </>
  );
}

function AskForm({ flip, user, onDone }: { flip: CorrectedFlip; user: User; onDone: () => void }) {
  const parties = user.parties.filter(({ role }) => role !== null && role !== 'VIEWER');
  const [draft, setDraft] = useState<CorrectionDraft>(() => ({
    party: parties[0]?.id ?? '',
    about: aboutChoices(flip)[1]?.value ?? 'REMIX',
    everywhere: false,
    wrong: MISSING,
    name: '',
    role: rolesOf({ about: aboutChoices(flip)[1]?.value ?? 'REMIX' })[0] ?? '',
    remove: false,
    explanation: '',
    evidence: '',
  }));
  const [chosen, setChosen] = useState<string | null>(null);
  const { works, workId } = useWork(draft, flip.credits, chosen);
  const ask = useAskCorrection();
  const asked = toAsked(draft, { ...flip, workId });
  const change = (next: Partial<CorrectionDraft>) => setDraft((now) => ({ ...now, ...next }));
  if (parties.length === 0)
    return (
      <p className="measure">
        Corrections are asked for in the name of an artist, writer, label or publisher. This account acts for
        none yet.
      </p>
    );
  if (ask.isSuccess)
    return (
      <div className="ask">
        <p>
          Asked. Whoever holds it decides, and you find the answer under Credit corrections. The credits as
          they were published stay, and a correction that is accepted stands beside them.
        </p>
        <Button variant="filled" onClick={onDone}>
          Done
        </Button>
      </div>
    );
  return (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (asked !== null) ask.mutate(asked);
      }}
    >
      <WhatFields flip={flip} draft={draft} onChange={change} />
      {works.length > 1 && (
        <Select
          label="Which work"
          data={works.map(({ id, title }) => ({ value: id, label: title }))}
          value={workId}
          allowDeselect={false}
          onChange={setChosen}
        />
      )}
      <WhyFields draft={draft} onChange={change} parties={parties} />
      {ask.isError && <ProblemMessage error={ask.error} />}
      <Button type="submit" variant="filled" disabled={asked === null} loading={ask.isPending}>
        Ask for the correction
      </Button>
    </form>
  );
}

/** A button that opens the question what is wrong in the credits of a flip, and what would be right. */
export function AskCorrection({ flip, label }: { flip: CorrectedFlip; label: string }) {
  const [open, setOpen] = useState(false);
  const { user } = useMe();
  return (
    <>
      <Button variant="subtle" size="sm" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={`Credits of ${flip.title}`} size="lg">
        {user ? (
          <AskForm flip={flip} user={user} onDone={() => setOpen(false)} />
        ) : (
          <div className="ask">
            <p>Sign in to say what is wrong in the credits and what would be right.</p>
            <Button component="a" href={signInHref()} variant="filled">
              Sign in
            </Button>
          </div>
        )}
      </Modal>
    </>
  );
}
