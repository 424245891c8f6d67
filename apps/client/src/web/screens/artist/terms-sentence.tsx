import type { GrantScope } from '../../queries/consent.ts';
import { lengthWords, pitchWords, stemsWords, tempoWords } from '../../words/terms-words.ts';
import { listWords } from '../../words/flip-words.ts';
import { territoryName } from '../../words/territories.ts';

/** A grant's terms as a sentence: what can be chosen is underlined. */
export function TermsSentence({ scope }: { scope: GrantScope }) {
  const everywhere = scope.territories.includes('WW') && scope.excludeTerritories.length === 0;
  return (
    <p className="terms-sentence">
      Remixers may use <b>{stemsWords(scope.allowedStems)}</b>, for <b>{lengthWords(scope.maxSeconds)}</b>, at{' '}
      <b>{tempoWords(scope.tempoPermille)}</b> and <b>{pitchWords(scope.pitchCents)}</b>
      {!everywhere && (
        <>
          , in <b>{listWords(scope.territories.map(territoryName))}</b>
          {scope.excludeTerritories.length > 0 && (
            <>
              {' '}
              but not in <b>{listWords(scope.excludeTerritories.map(territoryName))}</b>
            </>
          )}
        </>
      )}
      . I <b>{scope.preApproved ? 'don’t need to hear it first' : 'hear it first'}</b>.
    </p>
  );
}
