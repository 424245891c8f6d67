import { LinkButton } from '../../components/link-button.tsx';
import { SideGlyph } from '../../components/side-glyph.tsx';
import type { RecipeView } from '../../queries/flips.ts';

/** A flip that may no longer be played. Its credits stay; its recipe and its sound do not. */
export function WithdrawnFlip({ flip, reason }: { flip: RecipeView | null; reason?: string }) {
  return (
    <div className="page withdrawn">
      <p className="row secondary">
        <SideGlyph recording="no" composition="no" size={20} />
        Withdrawn
      </p>
      <h1 className="title">{flip?.title ?? 'This flip was withdrawn'}</h1>
      <p className="lead secondary measure">
        {flip?.state === 'REMOVED'
          ? 'This instance removed the flip. It plays nowhere from here.'
          : 'The producer, or someone whose music is in it, took it back. It plays nowhere any more. Plays that were counted before stay counted and are paid.'}
      </p>
      {reason !== undefined && <p className="measure withdrawn-reason">{reason}</p>}
      {flip && <p className="secondary measure withdrawn-credits">{flip.credits.text}</p>}
      <LinkButton to="/" variant="filled">
        Listen to what is new
      </LinkButton>
    </div>
  );
}
