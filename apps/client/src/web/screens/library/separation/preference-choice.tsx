import { Radio, Stack } from '@mantine/core';
import type { NeuralModel } from '../../../../engine/separation/registry.ts';
import { separation } from '../../../separation/separation-store.ts';
import { useSeparation } from './use-separation.ts';

/** Which way stems are made, of those that are here. */
export function PreferenceChoice({ models }: { models: readonly NeuralModel[] }) {
  const preference = useSeparation(({ memory }) => memory.preference);
  const options = [
    {
      value: 'as-made',
      label: 'As each flip was made',
      description: 'The model its producer used when it is on this device, else the built-in separation.',
    },
    { value: 'built-in', label: 'Built-in, always', description: 'Quick, rougher.' },
    ...models.map(({ sha256, name }) => ({
      value: sha256,
      label: `${name}, always`,
      description: 'For new flips too. Slower.',
    })),
  ];
  const known = options.some(({ value }) => value === preference);
  return (
    <Radio.Group
      label="Take recordings apart"
      value={known ? preference : 'as-made'}
      onChange={(value) => separation.setPreference(value)}
    >
      <Stack gap={8} mt={8}>
        {options.map((option) => (
          <Radio key={option.value} {...option} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
