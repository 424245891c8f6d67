import { DatabaseInUseError } from '../database/embedded-postgres.ts';

/** What a person can act on is said plainly; anything else keeps its stack. */
export function explain(error: unknown): unknown {
  if (error instanceof DatabaseInUseError)
    return `Flipside already runs here: ${error.message}. Stop it first, or set FLIPSIDE_STATE to other data.`;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `Port ${process.env['PORT'] ?? 3000} is taken. Set PORT to another one.`;
  if (error instanceof Error && error.name === 'ConfigError') return error.message;
  return error;
}
