import type { ExportChoice } from './export-words.ts';

/** Where a file goes to. */
export interface SaveTarget {
  /** What it is called in the end: a person may have changed it. */
  readonly name: string;
  /** The browser puts it where downloads go; otherwise it is where the person said. */
  readonly isDownload: boolean;
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** @param head bytes that belong over the first ones */
  finish(head: Uint8Array<ArrayBuffer> | null): Promise<void>;
  /** Nothing of it is left. */
  discard(): Promise<void>;
}

/** File System Access (WICG), not in the type library. */
interface SavePicker {
  showSaveFilePicker(options: {
    readonly id: string;
    readonly suggestedName: string;
    readonly types: readonly { readonly description: string; readonly accept: Record<string, string[]> }[];
  }): Promise<FileSystemFileHandle & { remove?(): Promise<void> }>;
}

/** A download is kept by the browser for as long as it may need to copy it. */
const DOWNLOAD_KEPT_MS = 60_000;

const hasPicker = (scope: object): scope is SavePicker =>
  'showSaveFilePicker' in scope && typeof scope.showSaveFilePicker === 'function';

async function fileTarget(scope: SavePicker, name: string, choice: ExportChoice): Promise<SaveTarget> {
  const handle = await scope.showSaveFilePicker({
    id: 'flipside-export',
    suggestedName: name,
    types: [{ description: choice.name, accept: { [choice.mediaType]: [choice.suffix] } }],
  });
  // The picker makes an empty file for a new name; one that was there before is not ours to remove.
  const isNew = (await handle.getFile()).size === 0;
  const file = await handle.createWritable();
  return {
    name: handle.name,
    isDownload: false,
    write: (bytes) => file.write(bytes),
    finish: async (head) => {
      if (head !== null) await file.write({ type: 'write', position: 0, data: head });
      await file.close();
    },
    discard: async () => {
      await file.abort();
      if (isNew) await handle.remove?.();
    },
  };
}

function download(file: Blob, name: string): void {
  const href = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), DOWNLOAD_KEPT_MS);
}

function downloadTarget(name: string, { mediaType }: ExportChoice): SaveTarget {
  // Each piece is a blob of its own, which the browser may keep on disk; only the first is needed again.
  const blobs: Blob[] = [];
  let first = new Uint8Array(0);
  return {
    name,
    isDownload: true,
    write: (bytes) => {
      if (blobs.length === 0) first = bytes;
      blobs.push(new Blob([bytes]));
      return Promise.resolve();
    },
    finish: (head) => {
      if (head !== null) blobs[0] = new Blob([head, first.subarray(head.length)]);
      download(new Blob(blobs, { type: mediaType }), name);
      return Promise.resolve();
    },
    discard: () => {
      blobs.length = 0;
      return Promise.resolve();
    },
  };
}

/**
 * Asks where the file is to go, where the browser can ask; elsewhere it becomes a download. To be called on a click.
 *
 * @returns null when the person thought better of it
 */
export async function chooseTarget(name: string, choice: ExportChoice): Promise<SaveTarget | null> {
  const scope: object = globalThis;
  if (!hasPicker(scope)) return downloadTarget(name, choice);
  try {
    return await fileTarget(scope, name, choice);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
