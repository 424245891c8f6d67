import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { World } from './context.ts';
import { usageError } from './exit-codes.ts';

const MOST_CHARS = 4096;

/** The first line of what is piped in. */
async function firstLine(input: NodeJS.ReadStream): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.includes('\n') || text.length > MOST_CHARS) break;
  }
  return text.split('\n')[0]?.trim() ?? '';
}

/**
 * A secret: from the variable that is named, from what is piped in, or typed without being shown. Never from an option, which
 * every user of the machine could read in the list of processes; and never asked for where nobody sits at a terminal.
 *
 * @throws {CommandError} when there is none
 */
export async function secretFor(what: string, variable: string, world: World): Promise<string> {
  const given = world.env[variable];
  if (given !== undefined && given !== '') return given;
  const { input, terminal, signal } = world;
  if (input?.isTTY === true && terminal !== null) {
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input, output: silent, terminal: true });
    terminal.write(`${what}: `);
    try {
      const answer = await lines.question('', signal === undefined ? {} : { signal });
      if (answer !== '') return answer;
    } finally {
      lines.close();
      terminal.write('\n');
    }
  } else if (input !== undefined && !input.isTTY) {
    const piped = await firstLine(input);
    if (piped !== '') return piped;
  }
  throw usageError('SECRET_MISSING', `${what} is missing: set ${variable} or pipe it in.`);
}
