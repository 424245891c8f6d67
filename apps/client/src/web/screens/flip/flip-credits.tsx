import type { Recipe } from '@flipside/recipe';
import { Link } from '@tanstack/react-router';
import { CreditList } from '../../components/credit-list.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import type { RecipeView } from '../../queries/flips.ts';
import { Corrections, CreditMore } from './flip-credit-more.tsx';

function FlipCreditLine({ flip, recipe }: { flip: RecipeView; recipe: Recipe }) {
  const own = recipe.tracks.some(
    ({ notes = [], clips = [] }) => notes.length > 0 || clips.some((clip) => 'layer' in clip),
  );
  return (
    <p className="flip-credit">
      <strong>Flip</strong>
      <span>
        {flip.credits.remixer}
        <span className="secondary">
          {own ? ', arrangement, mix and own parts.' : ', arrangement and mix. Adds no new melody or lyric.'}
        </span>
      </span>
    </p>
  );
}

function Lineage({ flip }: { flip: RecipeView }) {
  const { parents } = flip.credits;
  if (parents.length === 0 && flip.children.length === 0) return null;
  return (
    <div className="flip-lineage">
      {parents.map(({ hash, title, remixer }) => (
        <p key={hash} className="secondary">
          Flipped from <strong>{title ?? 'an unnamed flip'}</strong>
          {remixer !== null && ` by ${remixer}`}
        </p>
      ))}
      {flip.children.length > 0 && (
        <p className="secondary">
          Flipped again as{' '}
          {flip.children.map(({ hash, code, title, producer }, index) => (
            <span key={hash}>
              {index > 0 && ', '}
              <Link to="/r/$code" params={{ code }}>
                {title}
              </Link>{' '}
              by {producer.displayName}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

/** Who made what a flip is made of, on both sides, and who flipped it. */
export function FlipCredits({ flip, recipe }: { flip: RecipeView; recipe: Recipe }) {
  const { sources } = flip.credits;
  return (
    <section aria-labelledby="credits-title">
      <div className="ruled-head">
        <h2 className="heading" id="credits-title">
          Credits
        </h2>
        <span className="spacer" />
        <span className="small secondary">As confirmed when it was published</span>
      </div>
      <div className="credits">
        <div>
          <h3 className="row credits-side">
            <SideMark side="A" />
            <strong>A</strong>
            <span className="secondary">Recording</span>
          </h3>
          <CreditList
            lines={sources.map(({ recording }, index) => ({ number: index + 1, names: recording }))}
          />
        </div>
        <div>
          <h3 className="row credits-side">
            <SideMark side="B" />
            <strong>B</strong>
            <span className="secondary">Composition</span>
          </h3>
          <CreditList
            lines={sources.map(({ composition }, index) => ({ number: index + 1, names: composition }))}
          />
        </div>
      </div>
      <FlipCreditLine flip={flip} recipe={recipe} />
      <Corrections flip={flip} />
      <Lineage flip={flip} />
      <CreditMore flip={flip} />
    </section>
  );
}
