import { LinkButton } from '../../components/link-button.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import { SideGlyph } from '../../components/side-glyph.tsx';
import type { GoneFlip } from '../../queries/flips.ts';
import { dayWords } from '../../words/dates.ts';
import { STATE_WORDS } from '../../words/state-words.ts';

interface WithdrawnFlipProps {
  /** What stays of it; `null` when the instance told no more than that it is gone. */
  readonly flip: GoneFlip | null;
  /** Whose doing it was, and why. */
  readonly reason: string | null;
}

/** A flip that may no longer be played. Its credits stay; its recipe and its sound do not. */
export function WithdrawnFlip({ flip, reason }: WithdrawnFlipProps) {
  const since = flip?.since ?? null;
  return (
    <div className="page withdrawn">
      <p className="row secondary">
        <SideGlyph recording="no" composition="no" size={20} />
        {flip === null ? 'Withdrawn' : STATE_WORDS[flip.state]}
        {since !== null && ` on ${dayWords(since)}`}
      </p>
      {flip !== null && (
        <div className="flip-hero-print withdrawn-print">
          <RecipePrint shape={printOfPermille(flip.print)} faint />
        </div>
      )}
      <h1 className="title">{flip?.title ?? 'This flip was withdrawn'}</h1>
      {flip !== null && <p className="lead">Flipped by {flip.producer.displayName}</p>}
      <p className="lead secondary measure">
        {reason} It plays nowhere from here. Plays that were counted before stay counted and are paid.
      </p>
      {flip !== null && <p className="secondary measure withdrawn-credits">{flip.credits.text}</p>}
      <LinkButton to="/" variant="filled">
        Listen to what is new
      </LinkButton>
    </div>
  );
}
