import { Argument, Option, type Command } from 'commander';
import type { CommonOptions, Outcome, World } from './context.ts';
import { login, logout, type LoginOptions } from './login.ts';
import { addDemo, addFolder, addSubsonic, listPlaces, removePlace, testPlaces } from './places/providers.ts';
import type { AddServerOptions } from './places/providers.ts';
import { tracks, type TracksOptions } from './places/tracks.ts';
import { serve, type ServeOptions } from './proxy/serve.ts';
import { align } from './sound/align.ts';
import { exportProject, type ExportOptions } from './sound/export.ts';
import { importProject, type ImportOptions } from './sound/import.ts';
import { inspect } from './sound/inspect.ts';
import { dropModel, getModel, listModels, type GetModelOptions } from './sound/models.ts';
import { play, type PlayOptions } from './sound/play.ts';
import { render } from './sound/render.ts';
import { separate } from './sound/separate.ts';
import { clearStems, listStems } from './sound/stems.ts';
import {
  formatOption,
  modelFileOption,
  modelOption,
  numberWithin,
  withPlaces,
} from './sound/sound-options.ts';
import type { AlignOptions, RenderOptions, SeparateOptions } from './sound/sound-options.ts';

/** What the program gives to those who add commands to it. */
export interface CommandKit {
  readonly world: World;
  readonly withCommon: (command: Command) => Command;
  readonly withToken: (command: Command) => Command;
  readonly run: (options: CommonOptions, work: () => Promise<Outcome>) => Promise<void>;
}

function addRender(program: Command, { world, withCommon, withToken, run }: CommandKit): void {
  withPlaces(withToken(withCommon(program.command('render'))))
    .description(
      'Make a flip into a file, from your own recordings: found, aligned, separated and rendered on this machine.',
    )
    .argument('<recipe>', 'a recipe file, a hash (of --url), or a share link')
    .requiredOption('-o, --out <path>', 'the file to write; with --stems the directory')
    .addOption(formatOption())
    .addOption(
      new Option('--stems [by]', 'the mix, and a file for each track or each kind of stem')
        .choices(['tracks', 'stems'])
        .preset('tracks'),
    )
    .addOption(
      new Option('--loudness <lufs>', 'bring the mix to this loudness (BS.1770)').argParser(
        numberWithin(-40, -5, 'a loudness'),
      ),
    )
    .addOption(
      new Option('--ceiling <dbtp>', 'highest true peak with --loudness').argParser(
        numberWithin(-20, 0, 'a level'),
      ),
    )
    .addOption(modelOption())
    .addOption(modelFileOption())
    .option('--partial', 'write the file although recordings are missing; it ends with 4 all the same')
    .action((word: string, options: RenderOptions) => run(options, () => render(word, options, world)));
}

function addPlay(program: Command, { world, withCommon, withToken, run }: CommandKit): void {
  withPlaces(withToken(withCommon(program.command('play'))))
    .description(
      'Play a flip, made from your own recordings on this machine, by a program that plays WAV from its input. A flip of an instance counts as in a browser.',
    )
    .argument('<recipe>', 'a recipe file, a hash (of --url), or a share link')
    .option(
      '--player <words>',
      'the program with its arguments (or FLIPSIDE_PLAYER); aplay, mpv, ffplay or play else',
    )
    .option('--stdout', 'write a WAV file to the output instead, as fast as it is taken; that is no play')
    .addOption(
      new Option('--at <seconds>', 'where to begin').default(0).argParser(numberWithin(0, 86_400, 'a time')),
    )
    .addOption(modelOption())
    .addOption(modelFileOption())
    .option('--partial', 'play although recordings are missing; it ends with 4 all the same')
    .action((word: string, options: PlayOptions) => run(options, () => play(word, options, world)));
}

function addExchange(program: Command, { world, withCommon, withToken, run }: CommandKit): void {
  withPlaces(withToken(withCommon(program.command('export'))))
    .description(
      'Take a flip to a DAW: as a .dawproject over its stems, or as a .zip of the mix and every track as aligned 24-bit files, with notes and tempo as MIDI.',
    )
    .argument('<recipe>', 'a recipe file, a hash (of --url), or a share link')
    .requiredOption('-o, --out <file>', 'what to write; it ends with .dawproject or .zip')
    .addOption(modelOption())
    .addOption(modelFileOption())
    .option('--partial', 'write it although recordings are missing; it ends with 4 all the same')
    .action((word: string, options: ExportOptions) =>
      run(options, () => exportProject(word, options, world)),
    );
  withToken(withCommon(program.command('import')))
    .description(
      'Bring a .dawproject of a flip back as a recipe; sound that is no stem of the flip is refused by name.',
    )
    .argument('<project>', 'a .dawproject that a DAW saved')
    .requiredOption('-o, --out <file>', 'the recipe to write')
    .option(
      '--recipe <recipe>',
      'the flip that it was made of (file, hash, share link), where it is not inside',
    )
    .action((path: string, options: ImportOptions) =>
      run(options, () => importProject(path, options, world)),
    );
}

function addSeparate(program: Command, { world, withCommon, run }: CommandKit): void {
  withCommon(program.command('separate'))
    .description('Take a recording apart into stems that sum to it.')
    .argument('<file>', 'FLAC, MP3, Ogg, Opus or WAV')
    .requiredOption('-o, --out <directory>', 'where to put the stems')
    .addOption(formatOption().default('wav24'))
    .addOption(modelOption())
    .addOption(modelFileOption())
    .action((path: string, options: SeparateOptions) => run(options, () => separate(path, options, world)));
}

function addStems(program: Command, { world, withCommon, run }: CommandKit): void {
  const stems = program
    .command('stems')
    .description('stems that are kept on this machine, so that they are made once');
  withCommon(stems.command('list'))
    .description('List them by recording and model, those used last first.')
    .action((options: CommonOptions) => run(options, () => listStems(options, world)));
  withCommon(stems.command('clear'))
    .description('Throw them out; they are made again when they are needed.')
    .action((options: CommonOptions) => run(options, () => clearStems(options, world)));
}

function addModels(program: Command, { world, withCommon, run }: CommandKit): void {
  const models = program.command('models').description('ways to separate stems');
  withCommon(models.command('list'))
    .description('List the models that this machine knows, which of them it has, and their licences.')
    .action((options: CommonOptions) => run(options, () => listModels(options, world)));
  withCommon(models.command('get'))
    .description('Download the weights of a model, once; a download that was cut off goes on.')
    .argument('<id>', 'such as htdemucs')
    .option('--accept-licence', 'you have read what the weights may be used for, and agree')
    .action((id: string, options: GetModelOptions) => run(options, () => getModel(id, options, world)));
  withCommon(models.command('remove'))
    .description('Remove the weights of a model, or the part of them that was fetched.')
    .argument('<id>', 'such as htdemucs')
    .action((id: string, options: CommonOptions) => run(options, () => dropModel(id, options, world)));
}

function addLooks(program: Command, { world, withCommon, withToken, run }: CommandKit): void {
  withToken(withCommon(program.command('align')))
    .description('Say where a copy lies against a recording, to the sample, or why it is not a copy of it.')
    .argument('<file>', 'the copy')
    .requiredOption('--to <recipe or file>', 'a recipe (file, hash, share link), or another copy')
    .option('--source <id or ISRC>', 'which recording of the recipe')
    .action((path: string, options: AlignOptions) => run(options, () => align(path, options, world)));
  withToken(withCommon(program.command('inspect')))
    .description(
      'Say what a recipe or a recording is: tags, length, tempo, key, loudness; uses, credits and signature.',
    )
    .argument('<recipe or file>', 'a recipe (file, hash, share link), or a recording')
    .action((word: string, options: CommonOptions) => run(options, () => inspect(word, options, world)));
  withPlaces(withCommon(program.command('tracks')))
    .description('List the recordings in your places, or those that match words.')
    .argument('[words...]', 'title, artist or ISRC')
    .addOption(
      new Option('--limit <number>', 'how many of each place')
        .default(100)
        .argParser(numberWithin(1, 100_000, 'a number')),
    )
    .action((words: string[], options: TracksOptions) => run(options, () => tracks(words, options, world)));
}

function addProviders(program: Command, { world, withCommon, run }: CommandKit): void {
  const providers = program
    .command('providers')
    .description('where your recordings are; kept on this machine alone');
  withCommon(providers.command('list'))
    .description('List the places, without their passwords.')
    .action((options: CommonOptions) => run(options, () => listPlaces(options, world)));
  const add = providers.command('add').description('add a place');
  withCommon(add.command('folder'))
    .description('Add a folder of this machine.')
    .argument('<name>')
    .argument('<path>')
    .action((name: string, path: string, options: CommonOptions) =>
      run(options, () => addFolder(name, path, options, world)),
    );
  withCommon(add.command('subsonic'))
    .description(
      'Add a music server that speaks Subsonic. The password or key is typed, piped in, or in FLIPSIDE_PASSWORD or FLIPSIDE_API_KEY.',
    )
    .argument('<name>')
    .argument('<address>', 'such as https://music.example')
    .option('--user <name>', 'who you are there')
    .option('--api-key', 'sign in by an API key instead')
    .option('--no-check', 'do not try it')
    .action((name: string, address: string, options: AddServerOptions) =>
      run(options, () => addSubsonic(name, address, options, world)),
    );
  withCommon(add.command('demo'))
    .description('Add the demo library.')
    .action((options: CommonOptions) => run(options, () => addDemo(options, world)));
  withCommon(providers.command('remove'))
    .description('Forget a place and its login.')
    .argument('<name>')
    .action((name: string, options: CommonOptions) => run(options, () => removePlace(name, options, world)));
  withCommon(providers.command('test'))
    .description('Try places out and say what they can do.')
    .addArgument(new Argument('[name]', 'one place alone'))
    .action((name: string | undefined, options: CommonOptions) =>
      run(options, () => testPlaces(name, options, world)),
    );
}

function addDoors(program: Command, { world, withCommon, withToken, run }: CommandKit): void {
  withToken(withCommon(program.command('login')))
    .description(
      'Sign in to an instance in the browser, and keep an API token on this machine; or keep one that is piped in or in FLIPSIDE_TOKEN.',
    )
    .option('--browser', 'in the browser, also where nobody sits at a terminal')
    .option('--code', 'in a browser elsewhere: it shows a code to copy here')
    .action((options: LoginOptions) => run(options, () => login(options, world)));
  withCommon(program.command('logout'))
    .description('Forget the token of an instance.')
    .action((options: CommonOptions) => run(options, () => logout(options, world)));
  withCommon(program.command('serve'))
    .description(
      'Let the pages of an instance (--url) play from your music server through this machine, which alone can reach it.',
    )
    .option('--proxy', 'a door to a Subsonic server that does not let pages read its sound')
    .option('--server <name>', 'which of your servers; not needed when there is one')
    .addOption(
      new Option('--port <number>', '0 for a free one')
        .default(4533)
        .argParser(numberWithin(0, 65_535, 'a port')),
    )
    .action((options: ServeOptions) => run(options, () => serve(options, world)));
}

/** Commands about sound and where it comes from. */
export function addSound(program: Command, kit: CommandKit): void {
  addRender(program, kit);
  addPlay(program, kit);
  addExchange(program, kit);
  addSeparate(program, kit);
  addStems(program, kit);
  addModels(program, kit);
  addLooks(program, kit);
  addProviders(program, kit);
  addDoors(program, kit);
}
