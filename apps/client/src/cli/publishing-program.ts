import { InvalidArgumentError, Option, type Command } from 'commander';
import { clear, type ClearOptions } from './publishing/clear.ts';
import { publish, type PublishOptions } from './publishing/publish.ts';
import type { CommandKit } from './sound-program.ts';

const MOST_MESSAGE = 2000;

function territory(text: string): string {
  if (!/^[A-Za-z]{2}$/.test(text))
    throw new InvalidArgumentError('It is a country by its two letters, such as BE.');
  return text.toUpperCase();
}

function message(text: string): string {
  if (text.trim() === '' || text.length > MOST_MESSAGE)
    throw new InvalidArgumentError(`It is a text of up to ${String(MOST_MESSAGE)} letters.`);
  return text.trim();
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Commands that bring a flip to an instance. */
export function addPublishing(program: Command, { world, withCommon, withToken, run }: CommandKit): void {
  withToken(withCommon(program.command('clear')))
    .description('Say whether a draft may be published, who has not said yes, and what a play would pay.')
    .argument('<recipe>', 'a recipe file, a hash, or a share link')
    .addOption(new Option('-t, --territory <code>', 'in one country').argParser(territory))
    .addOption(
      new Option('--ask <message>', 'ask those who have not said yes, with these words').argParser(message),
    )
    .action((word: string, options: ClearOptions) => run(options, () => clear(word, options, world)));
  withToken(withCommon(program.command('publish')))
    .description(
      'Sign a recipe with a key of this machine and publish it, when every side of every source is cleared.',
    )
    .argument('<recipe>', 'a recipe file')
    .addOption(new Option('--tag <tag>', 'may be given several times').default([], 'none').argParser(collect))
    .action((word: string, options: PublishOptions) => run(options, () => publish(word, options, world)));
}
