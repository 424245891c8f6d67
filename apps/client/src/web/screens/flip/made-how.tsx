import { Link } from '@tanstack/react-router';
import type { Recipe } from '@flipside/recipe';
import type { SourceStatus } from '../../../engine/playback/session.types.ts';
import { useStore } from '../../external-store.ts';
import { separation } from '../../separation/separation-store.ts';
import { differenceWords, separatedWords } from '../../words/separation-words.ts';

interface MadeHowProps {
  readonly recipe: Recipe;
  readonly sources: readonly SourceStatus[];
}

/** What takes the recordings apart on this device, and how that is not what the producer heard. */
export function MadeHow({ recipe, sources }: MadeHowProps) {
  const known = useStore(separation.state, (state) => state.known);
  // Renders again when models or the listener's choice change.
  useStore(separation.state, (state) => state.here);
  useStore(separation.state, (state) => state.memory);
  const how = sources.find((status) => status.how !== undefined)?.how;
  if (recipe.sources.length === 0) return null;
  const { differs } = separation.choiceNow(recipe.separation);
  const fellBack = how !== undefined && how.fallback !== null;
  const difference = fellBack ? null : differenceWords(differs, recipe.separation, known);
  if (how === undefined && difference === null) return null;
  return (
    <p className="small secondary made-how">
      {how !== undefined && separatedWords(how, known)} {difference}{' '}
      <Link to="/library" hash="separation">
        How stems are made
      </Link>
    </p>
  );
}
