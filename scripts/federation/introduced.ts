import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateDirectory, writePrivate } from '../instance/state.ts';

const directory = (): string => join(stateDirectory(), 'federation');
const marker = (): string => join(directory(), 'introduced');

/** What a person does something about; said without a stack. */
export class StateError extends Error {
  override readonly name = 'ConfigError';
}

/** How one begins again from nothing. */
export const startOverWords = (): string => `To start over, remove ${directory()}.`;

/**
 * Whether the three know each other: then what people changed since stays as they left it. Logs and peers have the
 * addresses in their names, so that they are of no use at others.
 *
 * @throws {StateError} when that was at other ports.
 */
export function areIntroduced(firstPort: number): boolean {
  if (!existsSync(marker())) return false;
  const before = readFileSync(marker(), 'utf8').trim();
  if (before !== String(firstPort))
    throw new StateError(
      `These three are at ports from ${before} on: set PORT to ${before}. ${startOverWords()}`,
    );
  return true;
}

export const introduced = (firstPort: number): void => writePrivate(marker(), `${firstPort}\n`);
