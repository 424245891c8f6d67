import { parseAddedModels } from '../../engine/separation/models/added-models.ts';
import type { ModelProgress } from '../../engine/separation/models/download-model.ts';
import type { KeptModel } from '../../engine/separation/models/model-store.ts';
import { ownModel } from '../../engine/separation/models/own-model.ts';
import { SEPARATION_MODELS, type NeuralModel } from '../../engine/separation/registry.ts';
import {
  chooseSeparation,
  recipeSeparation,
  type Separation,
  type SeparationChoice,
  type SeparationPreference,
} from '../../engine/separation/separation-choice.ts';
import type { RecipeSeparation } from '../../engine/separation/separation-name.ts';
import type { DeviceAbility } from '../../engine/workers/model.protocol.ts';
import type { SeparatedHow } from '../../engine/separation/separated-how.ts';
import { ExternalStore } from '../external-store.ts';
import { recall, remember, type SeparationMemory } from './separation-memory.ts';

/** A list that whoever runs the instance may fill. */
const ADDED_MODELS = '/separation-models.json';

/** A model being fetched, or an own file being read (which has no hash yet). */
export interface ModelTask {
  readonly sha256: string | null;
  readonly progress: ModelProgress | null;
}

export interface SeparationState {
  /** Null until it was looked. */
  readonly here: readonly KeptModel[] | null;
  readonly known: readonly NeuralModel[];
  readonly memory: SeparationMemory;
  readonly ability: DeviceAbility | null;
  readonly task: ModelTask | null;
  readonly error: unknown;
}

const BUILT_IN_LISTED = SEPARATION_MODELS.filter((model) => model.contract === 'stft-out');

/** Models by hash, the first of a hash wins. */
function merged(...lists: readonly (readonly NeuralModel[])[]): readonly NeuralModel[] {
  const models = new Map<string, NeuralModel>();
  for (const model of lists.flat()) if (!models.has(model.sha256)) models.set(model.sha256, model);
  return [...models.values()];
}

async function addedModels(): Promise<readonly NeuralModel[]> {
  const response = await fetch(ADDED_MODELS, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${ADDED_MODELS} answered ${response.status}.`);
  return parseAddedModels(await response.json());
}

const links = () => import('../../engine/workers/model-link.ts');

/** How this device makes stems: which models are here, which one is wanted, and what is being fetched. */
class SeparationStore {
  readonly state: ExternalStore<SeparationState>;
  #stop: AbortController | null = null;

  constructor() {
    const memory = recall();
    const known = merged(BUILT_IN_LISTED, memory.models);
    this.state = new ExternalStore<SeparationState>({
      here: null,
      known,
      memory,
      ability: null,
      task: null,
      error: null,
    });
  }

  /** Looks at what is on this device, what it can run, and what the instance offers beside. */
  async open(): Promise<void> {
    const { deviceAbility } = await links();
    const [ability] = await Promise.all([deviceAbility(), this.#look()]);
    this.state.set({ ability });
    try {
      const added = await addedModels();
      const memory = this.state.get().memory;
      this.state.set({ known: merged(BUILT_IN_LISTED, memory.models, added) });
    } catch (error) {
      // Offline, what the instance would add is not there to be fetched either.
      if (navigator.onLine) throw error;
    }
  }

  setPreference(preference: SeparationPreference): void {
    this.state.set({ memory: remember({ preference }) });
  }

  accept(sha256: string): void {
    const accepted = [...new Set([...this.state.get().memory.accepted, sha256])];
    this.state.set({ memory: remember({ accepted }) });
  }

  /** Fetches a model, going on from where it was stopped. Its licence must have been agreed to. */
  async download(model: NeuralModel): Promise<void> {
    if (!this.state.get().memory.accepted.includes(model.sha256)) return;
    await this.#work(model.sha256, async (report, signal) => {
      // Asked for so that the browser does not throw the model out for room; it may still say no.
      navigator.storage.persist().catch(reportError);
      const { fetchModel } = await links();
      await fetchModel(model, report, signal);
      this.#rememberModel(model);
    });
  }

  /** Takes a file that its owner chose: a model of the list when it has the hash of one. */
  async takeFile(file: File): Promise<void> {
    await this.#work(null, async (report, signal) => {
      const { takeModelFile } = await links();
      const { sha256, bytes } = await takeModelFile(file, report, signal);
      const model = ownModel(sha256, bytes, this.state.get().known);
      this.#rememberModel(model.download === null ? { ...model, name: file.name.slice(0, 80) } : model);
    });
  }

  /** Stops what is under way; what was fetched is kept. */
  cancel(): void {
    this.#stop?.abort(new DOMException('Stopped.', 'AbortError'));
  }

  async remove(sha256: string): Promise<void> {
    const { forgetModel } = await links();
    await forgetModel(sha256);
    const { memory } = this.state.get();
    const models = memory.models.filter((model) => model.sha256 !== sha256 || model.download !== null);
    const preference = memory.preference === sha256 ? 'as-made' : memory.preference;
    const known = this.state
      .get()
      .known.filter((model) => model.sha256 !== sha256 || model.download !== null);
    this.state.set({ memory: remember({ models, preference }), known });
    await this.#look();
  }

  /** How a recipe's stems are made here, as far as it was looked which models there are. */
  choiceNow(made: RecipeSeparation): SeparationChoice {
    const { memory, known } = this.state.get();
    return chooseSeparation(made, memory.preference, this.models(), known);
  }

  /** How a recipe's stems are made here. Nothing is looked up when no model can come into it. */
  async choose(made: RecipeSeparation): Promise<SeparationChoice> {
    const { memory, known } = this.state.get();
    const { preference } = memory;
    const needless = chooseSeparation(made, preference, [], known);
    const asMade = preference === 'as-made' && needless.differs === null;
    if (preference === 'built-in' || asMade) return needless;
    if (this.state.get().here === null) await this.#look();
    return this.choiceNow(made);
  }

  /** What a new recipe is made with. */
  async chooseForNew(): Promise<RecipeSeparation> {
    const { preference } = this.state.get().memory;
    const { separation } = await this.choose({ model: preference === 'as-made' ? 'builtin' : 'chosen' });
    return recipeSeparation(separation);
  }

  readonly separationFor = async (made: RecipeSeparation): Promise<Separation> =>
    (await this.choose(made)).separation;

  /** Notes how fast a model ran. */
  noteRun({ separation, run }: SeparatedHow): void {
    if (run === null || separation.contract === 'built-in') return;
    const { realTimeFactor } = run;
    const speeds = {
      ...this.state.get().memory.speeds,
      [separation.sha256]: { backend: run.runtime.backend, realTimeFactor },
    };
    this.state.set({ memory: remember({ speeds }) });
  }

  /** The models whose weights are whole on this device. */
  models(): readonly NeuralModel[] {
    const { here, known } = this.state.get();
    return known.filter(({ sha256 }) => here?.some((kept) => kept.sha256 === sha256 && kept.whole));
  }

  #rememberModel(model: NeuralModel): void {
    if (BUILT_IN_LISTED.some(({ sha256 }) => sha256 === model.sha256)) return;
    const models = merged([model], this.state.get().memory.models);
    this.state.set({
      memory: remember({ models }),
      known: merged(BUILT_IN_LISTED, models, this.state.get().known),
    });
  }

  async #look(): Promise<void> {
    const { modelsHere } = await links();
    try {
      this.state.set({ here: await modelsHere() });
    } catch (error) {
      const { ModelFileError } = await import('../../engine/separation/models/model-error.ts');
      if (!(error instanceof ModelFileError) || error.code !== 'no-storage') throw error;
      this.state.set({ here: [] });
    }
  }

  async #work(
    sha256: string | null,
    run: (report: (progress: ModelProgress) => void, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    if (this.state.get().task !== null) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.state.set({ task: { sha256, progress: null }, error: null });
    try {
      await run((progress) => this.state.set({ task: { sha256, progress } }), stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) this.state.set({ error });
    } finally {
      this.#stop = null;
      this.state.set({ task: null });
      await this.#look();
    }
  }
}

export const separation = new SeparationStore();
