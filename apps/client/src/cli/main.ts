#!/usr/bin/env node
import { enterModelEnvironment } from '../engine/separation/node/model-memory.ts';

/** Commands that may run a model. */
const SEPARATING: ReadonlySet<string | undefined> = new Set(['separate', 'render', 'play', 'export']);
if (SEPARATING.has(process.argv[2])) enterModelEnvironment(process.env);

// Heard from the first moment on: what the command is made of takes a while to load.
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());

// Whoever reads along, such as `head`, may have had enough: the command still ends with its own code.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { runCommandLine } = await import('./program.ts');

process.exitCode = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  now: () => new Date(),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  terminal: process.stderr.isTTY ? process.stderr : null,
  signal: stop.signal,
  input: process.stdin,
  sound: process.stdout,
});
