import { buildAll, buildServer, generateSources } from './build/steps.ts';

/** `npm run build [-- sources | server]`: builds what is missing or older than its sources. */
const targets = { sources: generateSources, server: buildServer, all: buildAll };
const target = process.argv[2] ?? 'all';
if (!Object.hasOwn(targets, target))
  throw new Error(`unknown target ${target}; one of ${Object.keys(targets).join(', ')}`);
targets[target as keyof typeof targets]((line) => console.log(line));
