import type { PickedFolder } from '../../engine/providers/browser-folder.ts';
import type { Provider, ProviderId } from '../../engine/types.ts';
import { ExternalStore } from '../external-store.ts';

/** How the listener's own files stand. */
export interface FilesState {
  readonly phase: 'none' | 'reading' | 'ready';
  /** Name of the folder, or of the choice of files. */
  readonly name: string | null;
  readonly done: number;
  readonly total: number | null;
  /** Recordings found, and how many of them carry an ISRC. */
  readonly found: number;
  readonly withIsrc: number;
  /** Paths of files that could not be read. */
  readonly unreadable: readonly string[];
  /** The folder holds more files than are read. */
  readonly isCut: boolean;
}

export interface ProvidersState {
  /** Where recordings may come from, first choice first. */
  readonly list: readonly Provider[];
  readonly files: FilesState;
  /** A folder of an earlier visit that waits for a click to be read again. */
  readonly remembered: string | null;
  readonly demo: boolean;
  readonly error: unknown;
}

export const NO_FILES: FilesState = {
  phase: 'none',
  name: null,
  done: 0,
  total: null,
  found: 0,
  withIsrc: 0,
  unreadable: [],
  isCut: false,
};

const DEMO_KEY = 'flipside-demo-library';

function rememberDemo(on: boolean): void {
  try {
    if (on) localStorage.setItem(DEMO_KEY, 'on');
    else localStorage.removeItem(DEMO_KEY);
  } catch (error) {
    // Storage is closed to this page: the choice holds until it is left.
    reportError(error);
  }
}

function demoWasOn(): boolean {
  try {
    return localStorage.getItem(DEMO_KEY) === 'on';
  } catch {
    // Storage is closed to some embedded pages; nothing was remembered there.
    return false;
  }
}

const INITIAL: ProvidersState = { list: [], files: NO_FILES, remembered: null, demo: false, error: null };

/**
 * Where this device's music comes from: own files, and the demo library. Reading folders and tags is brought in
 * only when it is used; nothing about the music leaves the device.
 */
class Providers {
  readonly state = new ExternalStore<ProvidersState>(INITIAL);
  #files: Provider | null = null;
  #demo: Provider | null = null;
  readonly #joined = new Map<ProviderId, Provider>();
  #reading: AbortController | null = null;
  #restored: Promise<void> | null = null;

  /** What was connected at the last visit, as far as the browser lets it be used again without a click. */
  restore(): Promise<void> {
    this.#restored ??= this.#restore();
    return this.#restored;
  }

  async #restore(): Promise<void> {
    if (demoWasOn()) await this.setDemo(true);
    const { rememberedFolder } = await import('../../engine/providers/browser-folder.ts');
    const remembered = await rememberedFolder();
    if (remembered === null) return;
    if (remembered.isGranted) await this.reopenFolder();
    else this.state.set({ remembered: remembered.name });
  }

  /** Asks for a folder. True once its recordings can be used; false when the person closed the picker. */
  async chooseFolder(): Promise<boolean> {
    const { pickFolder } = await import('../../engine/providers/browser-folder.ts');
    return this.#take(await pickFolder());
  }

  /** Opens the folder of an earlier visit; may ask for permission, so it needs a click. */
  async reopenFolder(): Promise<boolean> {
    const { reopenFolder } = await import('../../engine/providers/browser-folder.ts');
    return this.#take(await reopenFolder());
  }

  /** For browsers without a folder picker: what a file input gave. */
  async takeFiles(files: Iterable<File>): Promise<boolean> {
    const { filesFromInput } = await import('../../engine/providers/browser-folder.ts');
    return this.#take(filesFromInput(files));
  }

  /** Lets go of the folder. Its files stay where they are. */
  async forgetFiles(): Promise<void> {
    this.#reading?.abort();
    const { forgetFolder } = await import('../../engine/providers/browser-folder.ts');
    await forgetFolder();
    this.#files = null;
    this.state.set({ files: NO_FILES, remembered: null });
    this.#relist();
  }

  async setDemo(on: boolean): Promise<void> {
    // Before anything is loaded: who leaves the page meanwhile has chosen all the same.
    rememberDemo(on);
    if (on && this.#demo === null) {
      const { WorkerDemoProvider } = await import('../../engine/workers/worker-demo-provider.ts');
      this.#demo = new WorkerDemoProvider();
    }
    this.state.set({ demo: on });
    this.#relist();
  }

  /** Takes in a place with sound that another store has connected (a music server), or lets go of it. */
  join(id: ProviderId, provider: Provider | null): void {
    if (provider === null) this.#joined.delete(id);
    else this.#joined.set(id, provider);
    this.#relist();
  }

  fail(error: unknown): void {
    this.state.set({ error });
  }

  async #take(folder: PickedFolder | null): Promise<boolean> {
    if (folder === null) return false;
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    const { LocalFilesProvider } = await import('../../engine/providers/local-files.ts');
    const { IndexedDbTagIndex } = await import('../../engine/providers/tag-index.ts');
    const provider = new LocalFilesProvider(folder.files, new IndexedDbTagIndex(folder.name));
    const start: FilesState = {
      ...NO_FILES,
      phase: 'reading',
      name: folder.name,
      total: folder.files.length,
      isCut: folder.isCut,
    };
    this.state.set({ files: start, remembered: null, error: null });
    const report = await provider.index(
      (done, total) => this.state.set({ files: { ...start, done, total } }),
      reading.signal,
    );
    const withIsrc = provider.tracks.filter(({ isrc }) => isrc.length > 0).length;
    this.#files = provider;
    this.state.set({
      files: {
        ...start,
        phase: 'ready',
        done: folder.files.length,
        found: report.tracks,
        withIsrc,
        unreadable: report.unreadable,
      },
    });
    this.#relist();
    return true;
  }

  #relist(): void {
    const { demo } = this.state.get();
    const joined = [...this.#joined.values()];
    const [files, own] = [this.#files ? [this.#files] : [], demo && this.#demo ? [this.#demo] : []];
    this.state.set({ list: [...files, ...joined, ...own] });
  }
}

export const providers = new Providers();
