import type { CoveringGrant } from '../../queries/consent.ts';
import { exampleWords, placeWords, rateWords, refusedWords, scheduleWords } from '../../words/grant-words.ts';
import { listWords } from '../../words/flip-words.ts';
import { lengthWords, pitchWords, stemsWords, tempoWords } from '../../words/terms-words.ts';

export type Terms = Pick<CoveringGrant, 'policy' | 'scope' | 'minimumRate'>;

/** A grant's terms as sentences: what can be chosen is underlined. */
export function TermsSentence({ terms }: { terms: Terms }) {
  const { scope, policy, minimumRate } = terms;
  if (policy === 'BLOCK') {
    return (
      <p className="terms-sentence">
        Remixers may <b>not use it</b>.
      </p>
    );
  }
  const refused = refusedWords(scope);
  const schedule = scheduleWords(scope);
  return (
    <p className="terms-sentence">
      Remixers may use <b>{stemsWords(scope.allowedStems)}</b>, for <b>{lengthWords(scope.maxSeconds)}</b>, at{' '}
      <b>{tempoWords(scope.tempoPermille)}</b> and <b>{pitchWords(scope.pitchCents)}</b>,{' '}
      <b>{placeWords(scope)}</b>
      {schedule !== '' && (
        <>
          , <b>{schedule}</b>
        </>
      )}
      . I <b>{scope.preApproved ? 'don’t need to hear it first' : 'hear it first'}</b>.
      {refused.length > 0 && (
        <>
          {' '}
          They may not <b>{listWords(refused).replace(/ and ([^,]*)$/, ' or $1')}</b>.
        </>
      )}
      {policy === 'REPORT_USAGE' && (
        <>
          {' '}
          Plays <b>are only reported</b>.
        </>
      )}
      {minimumRate !== null && (
        <>
          {' '}
          My side asks <b>{rateWords(minimumRate)}</b>.
        </>
      )}
    </p>
  );
}

/** "What a remixer may do": the sentence again, as something that happens. */
export function TermsExample({ terms }: { terms: Terms }) {
  return (
    <p className="terms-example small secondary">
      <span className="label">For example</span> {exampleWords(terms)}
    </p>
  );
}
