import type { ExportOutlook } from '../../../../engine/workers/recipe-export.ts';
import { stageWords } from '../../../words/source-words.ts';
import { useDocument, useStudioState } from '../state/use-studio.ts';

/** What the file would lack, before it is made. */
export function ExportGaps({ missing }: Pick<ExportOutlook, 'missing'>) {
  const sources = useDocument((document) => document.sources);
  const statuses = useStudioState((state) => state.statuses);
  const lacking = sources.filter(({ id }) => missing.sources.includes(id));
  const layers = missing.layers.length;
  if (lacking.length === 0 && layers === 0) return null;
  return (
    <div className="export-gaps" role="status">
      <p>
        <strong className="stop">Not all of it is on this device.</strong> The file would be silent where
        these play:
      </p>
      <ul>
        {lacking.map(({ id, title, artist }) => {
          const status = statuses.get(id);
          return (
            <li key={id}>
              <strong>{title}</strong> by {artist}
              <span className="secondary">
                {' · '}
                {status === undefined ? 'No music is connected' : stageWords(status)}
              </span>
            </li>
          );
        })}
        {layers > 0 && <li>{layers === 1 ? 'One layer' : `${layers} layers`} of a producer’s own sound</li>}
      </ul>
    </div>
  );
}
