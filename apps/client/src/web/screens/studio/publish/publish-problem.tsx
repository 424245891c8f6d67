import { ProblemMessage } from '../../../components/problem-message.tsx';
import { ApiProblem } from '../../../queries/api-problem.ts';
import { useDocument } from '../state/use-studio.ts';
import { placeWords } from './issue-words.ts';
import { UnfinishedFlipError } from './use-publish.ts';

/** Why a flip was not published: who stands in the way (409), or where it is not in order (422). */
export function PublishProblem({ error }: { error: unknown }) {
  const document = useDocument((value) => value);
  if (error instanceof UnfinishedFlipError) {
    return (
      <p className="stop" role="alert">
        It is not finished. {error.message}
      </p>
    );
  }
  if (!(error instanceof ApiProblem) || (error.status !== 409 && error.status !== 422)) {
    return <ProblemMessage error={error} kept="Your draft is kept." />;
  }
  return (
    <div className="publish-problem" role="alert">
      <p>
        <strong className="stop">{error.title}.</strong> {error.message} Your draft is kept.
      </p>
      {error.fields.length > 0 && (
        <ul className="publish-reasons">
          {error.fields.map(({ pointer, detail }) => (
            <li key={`${pointer ?? ''}${detail}`}>
              {pointer !== undefined && (
                <strong>{placeWords(document, pointer.replace(/^\/recipe/, ''))}: </strong>
              )}
              {detail}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
