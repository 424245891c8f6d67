import { safeName } from '../../../../engine/interchange/safe-name.ts';
import type { ExportKind, ExportOutlook } from '../../../../engine/workers/recipe-export.ts';
import { MOST_ZIP_BYTES } from '../../../../engine/interchange/zip-stream.ts';
import { byteWords } from '../../../words/byte-words.ts';

export interface ExportChoice {
  readonly kind: ExportKind;
  readonly name: string;
  /** What it is good for. */
  readonly goodFor: string;
  readonly suffix: string;
  readonly mediaType: string;
}

export const EXPORT_CHOICES: readonly ExportChoice[] = [
  {
    kind: 'wav24',
    name: 'WAV, 24 bits',
    goodFor: 'The mix, uncompressed: for mastering and for playing out.',
    suffix: '.wav',
    mediaType: 'audio/wav',
  },
  {
    kind: 'flac24',
    name: 'FLAC, 24 bits',
    goodFor: 'The same sound, bit for bit, in a smaller file: for sending and keeping.',
    suffix: '.flac',
    mediaType: 'audio/flac',
  },
  {
    kind: 'project',
    name: 'DAW project',
    goodFor:
      'Lanes, clips, fades and levels over the whole stems: to go on editing in a DAW that reads .dawproject.',
    suffix: '.dawproject',
    mediaType: 'application/octet-stream',
  },
  {
    kind: 'tracks',
    name: 'Tracks and MIDI',
    goodFor: 'Every lane as a WAV with its effects, the mix and the notes, zipped: for any other DAW.',
    suffix: '.zip',
    mediaType: 'application/zip',
  },
];

/** The name of the file, from the title of the flip. */
export const fileNameOf = (title: string, { suffix }: ExportChoice): string =>
  `${safeName(title.replace(/^[. ]+/, ''), 'Untitled flip')}${suffix}`;

/** What fits into a WAV file or an archive: not more than 4 GB. */
export const isTooLarge = (kind: ExportKind, { bytes }: ExportOutlook): boolean =>
  bytes[kind] > MOST_ZIP_BYTES;

/** About how large it gets. */
export function sizeWords(kind: ExportKind, outlook: ExportOutlook): string {
  const { bytes } = outlook;
  if (isTooLarge(kind, outlook)) return 'over 4 GB, too large';
  // Only notes, or nothing of it is here: there is no sound to be large.
  if (bytes[kind] === 0) return 'no sound';
  const size = byteWords(bytes[kind]);
  return kind === 'flac24' ? `under ${size}` : `about ${size}`;
}
