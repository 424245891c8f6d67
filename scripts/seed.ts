import { buildServer } from './build/steps.ts';
import { explain } from './instance/explain.ts';

/** `npm run seed`: the demo data, into an empty instance. One that is in use is left as it is. */
async function main(): Promise<void> {
  buildServer((line) => console.log(line));
  // Only now: the instance and its seed import what was just built.
  const { demoWelcome } = await import('./instance/demo-file.ts');
  const { openInstance } = await import('./instance/instance.ts');
  const { config, directory, close } = await openInstance();
  await close();
  console.log(
    demoWelcome(directory, config.baseUrl).replace('is ready at', 'is seeded; npm start serves it at'),
  );
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
