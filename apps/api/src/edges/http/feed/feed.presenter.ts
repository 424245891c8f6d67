import type { Producer } from '../../../modules/feed/index.ts';

export function presentProducer({ since, ...producer }: Producer) {
  return { ...producer, since: since.toISOString() };
}
