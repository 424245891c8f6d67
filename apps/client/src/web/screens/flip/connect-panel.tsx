import { Button } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import { FolderButton } from '../../providers/folder-button.tsx';
import { FilesProgress } from '../../providers/files-progress.tsx';
import { providers } from '../../providers/provider-store.ts';
import type { RecipeView } from '../../queries/flips.ts';
import { countWord } from '../../words/flip-words.ts';

/** The first thing a visitor without connected music sees: where the sound comes from, and one button. */
export function ConnectPanel({ flip, onConnected }: { flip: RecipeView; onConnected: () => void }) {
  const count = flip.credits.sources.length;
  const useDemo = () => {
    providers
      .setDemo(true)
      .then(onConnected)
      .catch((error: unknown) => providers.fail(error));
  };
  return (
    <section className="connect panel-raised" aria-labelledby="connect-title">
      <div>
        <h2 className="heading" id="connect-title">
          Play it from music you already have
        </h2>
        <p className="secondary measure connect-words">
          Flipside sends a recipe, never audio. Your device takes{' '}
          {count === 1 ? 'the recording' : `the ${countWord(count)} recordings`} from your own files,
          separates the stems and plays the remix here. Nothing leaves it.
        </p>
      </div>
      <FolderButton variant="filled" size="xl" onConnected={onConnected}>
        Choose your music folder
      </FolderButton>
      <div className="connect-others">
        <span className="label">Or choose another</span>
        <Button leftSection={<Icon name="disc" />} onClick={useDemo}>
          Demo library
        </Button>
        <span className="small tertiary">
          A few pieces made on this device, to try Flipside without own files
        </span>
      </div>
      <FilesProgress />
    </section>
  );
}
