import { useEffect, useRef, useState } from 'react';
import type { Studio } from '../state/studio.ts';
import { fileNameOf, type ExportChoice } from './export-words.ts';
import { chooseTarget, type SaveTarget } from './save-target.ts';

export type ExportState =
  /** `isBack`: from something that was shown in its place. */
  | { readonly phase: 'choosing'; readonly isBack: boolean }
  /** `done` from 0 to 1. */
  | { readonly phase: 'running'; readonly name: string; readonly done: number; readonly bytes: number }
  | { readonly phase: 'saved'; readonly name: string; readonly bytes: number; readonly isDownload: boolean }
  | { readonly phase: 'failed'; readonly error: unknown };

type Report = (done: number, bytes: number) => void;

/** Puts a file down as it is made; what is not finished does not stay. Gives its size in bytes. */
async function save(
  studio: Studio,
  choice: ExportChoice,
  target: SaveTarget,
  signal: AbortSignal,
  report: Report,
): Promise<number> {
  const pieces = studio.exportFile(choice.kind, signal);
  let bytes = 0;
  try {
    for (;;) {
      const next = await pieces.next();
      signal.throwIfAborted();
      if (next.done === true) {
        await target.finish(next.value);
        return bytes;
      }
      bytes += next.value.bytes.length;
      await target.write(next.value.bytes);
      report(next.value.done, bytes);
    }
  } catch (error) {
    await pieces.return(null);
    await target.discard();
    throw error;
  }
}

/** One export at a time: asks where to, writes it, and can be stopped. It is stopped when the studio goes away. */
export function useExport(studio: Studio) {
  const [state, setState] = useState<ExportState>({ phase: 'choosing', isBack: false });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const isRunning = state.phase === 'running';
  useEffect(() => {
    if (!isRunning) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [isRunning]);

  const begin = async (choice: ExportChoice) => {
    const stop = new AbortController();
    running.current = stop;
    try {
      const target = await chooseTarget(fileNameOf(studio.document.title, choice), choice);
      if (target === null) return;
      const { name, isDownload } = target;
      const report: Report = (done, bytes) => {
        if (!stop.signal.aborted) setState({ phase: 'running', name, done, bytes });
      };
      report(0, 0);
      const bytes = await save(studio, choice, target, stop.signal, report);
      setState({ phase: 'saved', name, bytes, isDownload });
    } catch (error) {
      setState(stop.signal.aborted ? { phase: 'choosing', isBack: true } : { phase: 'failed', error });
    }
  };

  return {
    state,
    begin: (choice: ExportChoice) => void begin(choice),
    cancel: () => running.current?.abort(),
    /** As when it was never opened. */
    reset: () => setState({ phase: 'choosing', isBack: false }),
    again: () => setState({ phase: 'choosing', isBack: true }),
  };
}
