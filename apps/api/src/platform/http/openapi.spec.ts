import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { convertSchema, SchemaNames } from './openapi.ts';

describe('ids of schemas', () => {
  const inner = () => z.strictObject({ a: z.string() }).meta({ id: 'Twin' });

  test('one schema may be described as often as it is used', () => {
    const [names, twin] = [new SchemaNames(), inner()];
    const Outer = z.strictObject({ one: twin, more: z.array(twin.nullable()) }).meta({ id: 'Outer' });
    for (const io of ['input', 'output'] as const) {
      const converted = convertSchema(Outer, io, names);
      expect(Object.keys(converted?.components ?? {}).toSorted()).toEqual(['Outer', 'Twin']);
    }
    expect(convertSchema(twin, 'output', names)?.components['Twin']).toBeDefined();
  });

  test.each([
    ['beside each other', inner()],
    ['one within another', z.strictObject({ list: z.array(inner()) }).meta({ id: 'Another' })],
  ])('two schemas of one id end the description, %s', (_where, second) => {
    const names = new SchemaNames();
    convertSchema(inner(), 'output', names);
    expect(() => convertSchema(second, 'output', names)).toThrow(/Two schemas have the id "Twin"/);
  });
});
