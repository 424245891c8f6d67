import { Option, InvalidArgumentError, type Command } from 'commander';
import { AUDIO_FORMATS, type AudioFormat } from '../../engine/export/index.ts';
import type { CommonOptions } from '../context.ts';

/** Options of commands that look for recordings. */
export interface PlaceOptions extends CommonOptions {
  readonly from: readonly string[];
}

export interface RenderOptions extends PlaceOptions {
  readonly out: string;
  readonly format?: AudioFormat;
  readonly stems?: boolean | 'tracks' | 'stems';
  readonly loudness?: number;
  readonly ceiling?: number;
  readonly model?: string;
  readonly modelFile?: string;
  readonly partial?: boolean;
}

export interface SeparateOptions extends CommonOptions {
  readonly out: string;
  readonly format: AudioFormat;
  readonly model?: string;
  readonly modelFile?: string;
}

export interface AlignOptions extends CommonOptions {
  readonly to: string;
  readonly source?: string;
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** A number within bounds, or a sentence about it. */
export const numberWithin =
  (least: number, most: number, what: string) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < least || value > most)
      throw new InvalidArgumentError(`It is ${what} from ${least} to ${most}.`);
    return value;
  };

export const withPlaces = (command: Command): Command =>
  command.addOption(
    new Option(
      '-f, --from <place>',
      'where your music is: a folder, a place that was added, or "demo"; may be given several times',
    )
      .default([], 'all places that were added')
      .argParser(collect),
  );

export const formatOption = (): Option =>
  new Option('--format <format>', 'what to write').choices([...AUDIO_FORMATS]);

export const modelFileOption = (): Option =>
  new Option('--model-file <path>', 'an ONNX file of the contract stft-out instead');

export const modelOption = (): Option =>
  new Option('--model <id>', 'how stems are separated; as the flip was made, or built in, when not given');

const SUFFIXES: readonly (readonly [RegExp, AudioFormat])[] = [
  [/\.wave?$/i, 'wav24'],
  [/\.flac$/i, 'flac24'],
];

/** The format that a file's name asks for; null when it asks for none. */
export const formatOfName = (name: string): AudioFormat | null =>
  SUFFIXES.find(([suffix]) => suffix.test(name))?.[1] ?? null;

export const suffixOf = (format: AudioFormat): string => (format.startsWith('flac') ? '.flac' : '.wav');
