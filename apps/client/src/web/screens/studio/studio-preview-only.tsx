import { EmptyState } from '../../components/empty-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { TransportButton } from '../../components/transport-button.tsx';
import { ExportButton } from './export/export-dialog.tsx';
import { useDocument, useStudio, useStudioState } from './state/use-studio.ts';

/** On a narrow screen a flip can be heard, not made. */
export function StudioPreviewOnly() {
  const studio = useStudio();
  const playing = useStudioState(({ transport }) => transport.playing);
  const title = useDocument((document) => document.title);
  const hasClips = useDocument(({ tracks }) =>
    tracks.some(({ clips, notes }) => clips.length > 0 || (notes ?? []).length > 0),
  );
  return (
    <main className="studio-preview">
      <h1 className="heading">{title}</h1>
      <EmptyState
        action={
          <LinkButton to="/" variant="outline">
            Back to the feed
          </LinkButton>
        }
      >
        The studio needs a screen 960 pixels wide. Here you can listen to your draft and export it; it is kept
        on this device.
      </EmptyState>
      {hasClips && (
        <>
          <TransportButton
            size={56}
            playing={playing}
            subject={title}
            onToggle={() => void studio.toggle()}
          />
          <ExportButton />
        </>
      )}
    </main>
  );
}
