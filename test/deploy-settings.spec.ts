import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { environmentSchema } from '../apps/api/src/platform/config/config.schema.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as Record<
  'x-app',
  { environment: Record<string, string> }
> & { services: Record<string, { environment?: Record<string, string> }> };
const exampleOf = new Map(
  read('deploy/example.env')
    .split('\n')
    .flatMap((line) => {
      const [, name, value] = /^([A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? ''] as const];
    }),
);
const shared = compose['x-app'].environment;
const services = [shared, ...Object.values(compose.services).map((service) => service.environment ?? {})];

/** What the image and the shape of the installation say; an operator has no say in it. */
const BY_IMAGE = ['HOST', 'PORT', 'WEB_DIST'];
/** Only a development machine lets the server reach into its own network, and only a test lets days pass. */
const FOR_DEVELOPMENT = ['ALLOW_PRIVATE_NETWORKS', 'CLOCK_FILE'];

describe('what an operator can set', () => {
  test.each(Object.keys(environmentSchema.shape))('%s reaches the processes', (name) => {
    const reached = services.some((environment) => name in environment);
    expect(reached).toBe(![...BY_IMAGE, ...FOR_DEVELOPMENT].includes(name));
  });

  test('every variable of the compose file is in the example, and the other way round', () => {
    const asked = [...read('docker-compose.yml').matchAll(/\$\{([A-Z0-9_]+)[:}]/g)].map(([, name]) => name);
    // The version is for whoever pins an image.
    const names = [...new Set(asked)].filter((name) => name !== 'FLIPSIDE_VERSION');
    expect([...exampleOf.keys()].toSorted()).toEqual(names.toSorted());
  });

  test('the example says what happens when nothing is set', () => {
    for (const value of Object.values(shared)) {
      const [, name = '', fallback = ''] = /^\$\{([A-Z0-9_]+):-(.*)\}$/.exec(value) ?? [];
      if (name !== '' && name !== 'FLIPSIDE_VERSION')
        expect([name, exampleOf.get(name)]).toEqual([name, fallback]);
    }
    const defaults = environmentSchema.shape;
    expect(exampleOf.get('DISPUTE_RESPOND_DAYS')).toBe(
      String(defaults.DISPUTE_RESPOND_DAYS.parse(undefined)),
    );
    expect(exampleOf.get('DISPUTE_DECIDE_DAYS')).toBe(String(defaults.DISPUTE_DECIDE_DAYS.parse(undefined)));
  });
});
