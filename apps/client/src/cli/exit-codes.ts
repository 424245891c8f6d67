/** What the command ends with, so that scripts can tell a lie from a broken line. */
export const EXIT = {
  /** All is as it should be. */
  fine: 0,
  /** Something differs, or is not what was signed. */
  fault: 1,
  /** The command was not used as it is meant: options, files, tokens, names. */
  usage: 2,
  /** The instance could not be reached, so that nothing is known. */
  unreachable: 3,
  /** A recording is nowhere to be had, or the copy is not the one that is meant. */
  missing: 4,
  /** Ended by Ctrl-C: 128 and the number of the signal. */
  cancelled: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a sentence instead of a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: string;
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
    this.code = code;
  }
}

export const usageError = (code: string, message: string): CommandError =>
  new CommandError(EXIT.usage, code, message);
