import { useState } from 'react';
import { Button } from '@mantine/core';
import { AskCorrection } from '../../credits/ask-correction.tsx';
import { changeWords } from '../../credits/correction-words.ts';
import { FlipTree } from '../../credits/flip-tree.tsx';
import type { RecipeView } from '../../queries/flips.ts';
import { dayWords } from '../../words/dates.ts';

/** What was accepted since the credits were frozen; both stand. */
export function Corrections({ flip }: { flip: RecipeView }) {
  const { corrections } = flip.credits;
  if (corrections.length === 0) return null;
  return (
    <div className="flip-corrections">
      <h3 className="label">Corrected since</h3>
      <ul>
        {corrections.map((one) => (
          <li key={one.id} className="secondary">
            Corrected on {dayWords(one.correctedAt)}, {one.subject}: <strong>{changeWords(one)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

const DOWNLOADS = [
  ['credits.txt', 'Text'],
  ['credits.jsonld', 'JSON-LD'],
  ['credits.ern.xml', 'DDEX ERN'],
] as const;

/** The whole line of flips, the credits to take along, and the way to put them right. */
export function CreditMore({ flip }: { flip: RecipeView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className="flip-credit-more">
        <Button
          size="sm"
          aria-expanded={open}
          aria-controls="flip-tree"
          onClick={() => setOpen((shown) => !shown)}
        >
          {open ? 'Hide the tree' : 'Who added what'}
        </Button>
        <span className="row small">
          {DOWNLOADS.map(([file, label]) => (
            <a key={file} href={`/api/recipes/${flip.hash}/${file}`} download={`${flip.code}-${file}`}>
              {label}
            </a>
          ))}
        </span>
        <span className="spacer" />
        <AskCorrection flip={flip} label="Something wrong? Ask for a correction" />
      </div>
      <div id="flip-tree" hidden={!open}>
        {open && <FlipTree hash={flip.hash} />}
      </div>
    </>
  );
}
