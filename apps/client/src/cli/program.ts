import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { audit } from './audit.ts';
import type { CommonOptions, LogOptions, Outcome, World } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { LOG_NAMES } from './log-resource.ts';
import type { LogName } from './log-resource.ts';
import { printableLines } from './printable.ts';
import { addPublishing } from './publishing-program.ts';
import { addSound, type CommandKit } from './sound-program.ts';
import { PULL_FORMATS, pullStatements } from './statements-pull.ts';
import type { PullFormat, PullOptions } from './statements-pull.ts';
import { verifyLog } from './verify-log.ts';
import type { VerifyLogOptions } from './verify-log.ts';
import { verifyPromises } from './verify-promises.ts';
import type { PromiseOptions } from './verify-promises.ts';
import { verifySample } from './verify-sample.ts';
import type { SampleOptions } from './verify-sample.ts';
import { verifyStatement } from './verify-statement.ts';

const EXIT_HELP = `
Exit codes:
  0  all is as it should be
  1  something differs, or is not what was signed: it is named
  2  the command was not used as it is meant
  3  the instance could not be reached
  4  a recording is missing, or the copy is not the one that is meant: it is named
  130  ended by Ctrl-C; no half files are left`;

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0 || value > 3_600)
    throw new InvalidArgumentError('It is a number of seconds, up to 3600.');
  return value;
}

function drawn(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 50)
    throw new InvalidArgumentError('It is a whole number from 1 to 50.');
  return value;
}

function formats(text: string): PullFormat[] {
  return text.split(',').map((name) => {
    const format = PULL_FORMATS.find((one) => one === name.trim());
    if (format === undefined)
      throw new InvalidArgumentError(`"${name.trim()}" is none of ${PULL_FORMATS.join(', ')}.`);
    return format;
  });
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

function withCommon(command: Command): Command {
  return command
    .option('-u, --url <address>', 'the instance, such as https://flipside.example (or FLIPSIDE_URL)')
    .addOption(
      new Option('--timeout <seconds>', 'how long one answer may take').default(60).argParser(seconds),
    )
    .option('--json', 'print one JSON document instead of text')
    .addHelpText('after', EXIT_HELP);
}

const withLogs = (command: Command): Command =>
  withCommon(command)
    .addOption(
      new Option('-k, --key <vkey>', 'pin the key of a log; may be given for each')
        .default([], 'none')
        .argParser(collect),
    )
    .option(
      '-p, --policy <file>',
      'a tlog-policy file: keys of logs, witnesses, and how many must have cosigned',
    )
    .option(
      '--state <directory>',
      'where what was seen is kept (or FLIPSIDE_STATE; else the XDG state directory)',
    );

const withToken = (command: Command): Command =>
  command.option('--token <token>', 'an API token; FLIPSIDE_TOKEN keeps it out of the list of processes');

const CANCELLED = new CommandError(EXIT.cancelled, 'CANCELLED', 'Ended before it was done.');

/** Runs commands and knows how the last one ended. */
class Runner {
  exitCode: ExitCode = EXIT.fine;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  async run({ json }: CommonOptions, work: () => Promise<Outcome>): Promise<void> {
    try {
      const { exitCode, document, lines } = await work();
      this.exitCode = exitCode;
      if (json === true) this.#world.out(JSON.stringify(document));
      else for (const line of lines) this.#world.out(printableLines(line));
    } catch (thrown) {
      const error = this.#world.signal?.aborted === true ? CANCELLED : thrown;
      if (!(error instanceof CommandError)) throw error;
      const { code, message, exitCode } = error;
      this.exitCode = exitCode;
      if (json === true) this.#world.out(JSON.stringify({ ok: false, error: { code, message } }));
      else this.#world.err(`flipside: ${printableLines(message)}`);
    }
  }
}

function addVerify(program: Command, runner: Runner, world: World): void {
  const verify = program.command('verify').description('check public logs and statements, believing nobody');
  withLogs(verify.command('log'))
    .description(
      'Check the logs of an instance: signatures, that nothing seen before was rewritten, every entry against the tree, cosignatures.',
    )
    .addArgument(new Argument('[log]', 'which log').choices([...LOG_NAMES, 'both']).default('both'))
    .option('--all', 'read all entries again, also those checked before')
    .action(async (which: LogName | 'both', options: VerifyLogOptions) => {
      await runner.run(options, () => verifyLog(which, options, world));
    });
  withToken(withLogs(verify.command('statement')))
    .description(
      'Recompute a statement from the public logs and the recipes alone, and name the first line that differs. The logs are checked first.',
    )
    .argument('<statement>', 'the id of a statement, or a downloaded document (a file)')
    .action(async (target: string, options: LogOptions) => {
      await runner.run(options, () => verifyStatement(target, options, world));
    });
  withLogs(verify.command('promises'))
    .description(
      'Look whether the plays that `flipside play` was promised are in the public logs: of one instance, or of all that this machine heard flips of.',
    )
    .option('--believe <did:key>', 'the new key of the instance, as whoever runs it told you by another way')
    .action(async (options: PromiseOptions) => {
      await runner.run(options, () => verifyPromises(options, world));
    });
  addSample(verify, runner, world);
}

function addSample(verify: Command, runner: Runner, world: World): void {
  withToken(withLogs(verify.command('sample')))
    .description(
      'Look at single plays of a flip in a statement: ask for their receipts with a signed request, and check them against the public log.',
    )
    .argument('<statement>', 'the id of a statement, or a sample that was saved (a file)')
    .option('-r, --recipe <hash>', 'whose plays: the flip')
    .option('-t, --territory <code>', 'of one territory alone')
    .addOption(new Option('-n, --draw <count>', 'how many are drawn').default(10).argParser(drawn))
    .addOption(
      new Option('--play <commitment>', 'a play by its commitment, instead of a draw; may be given often')
        .default([], 'none')
        .argParser(collect),
    )
    .option('--reason <words>', 'why, kept with the request')
    .option('-o, --out <file>', 'keep what was shown')
    .action(async (target: string, options: SampleOptions) => {
      await runner.run(options, () => verifySample(target, options, world));
    });
}

function addStatements(program: Command, runner: Runner, world: World): void {
  const statements = program.command('statements').description('your statements on this machine');
  withToken(withCommon(statements.command('pull')))
    .description(
      'Download every statement that the token may read, as the frozen document, CSV, PDF or DDEX reports; only those that are not there yet.',
    )
    .requiredOption('-o, --out <directory>', 'where to put them')
    .addOption(
      new Option('-f, --format <formats>', `one or more of ${PULL_FORMATS.join(', ')}, with commas between`)
        .default(['json'], 'json')
        .argParser(formats),
    )
    .option('--party <id>', 'of one party alone')
    .action(async (options: PullOptions) => {
      await runner.run(options, () => pullStatements(options, world));
    });
}

function addAudit(program: Command, runner: Runner, world: World): void {
  withToken(withCommon(program.command('audit')))
    .description(
      'For operators: look over books, plays, logs and statements of the instance, and name what breaks a rule.',
    )
    .action(async (options: CommonOptions) => {
      await runner.run(options, () => audit(options, world));
    });
}

function programOf(runner: Runner, world: World): Command {
  const program = new Command('flipside')
    .description('Flipside on the command line.')
    .showHelpAfterError('Add --help to see how it is used.')
    .configureOutput({
      writeOut: (text) => world.out(text.trimEnd()),
      writeErr: (text) => world.err(text.trimEnd()),
    })
    .exitOverride();
  addVerify(program, runner, world);
  addStatements(program, runner, world);
  addAudit(program, runner, world);
  const kit: CommandKit = { world, withCommon, withToken, run: (options, work) => runner.run(options, work) };
  addSound(program, kit);
  addPublishing(program, kit);
  return program;
}

/**
 * Runs the command line.
 * @param words what stands after `flipside`.
 * @returns what the process is to end with.
 */
export async function runCommandLine(words: readonly string[], world: World): Promise<ExitCode> {
  const runner = new Runner(world);
  try {
    await programOf(runner, world).parseAsync([...words], { from: 'user' });
    return runner.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    throw error;
  }
}
