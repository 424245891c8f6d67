import type { Effect } from '@flipside/recipe';
import { Bitcrush } from './bitcrush.ts';
import { Chorus } from './chorus.ts';
import { Compressor } from './compressor.ts';
import { Delay } from './delay.ts';
import type { EffectProcessor } from './effect-processor.ts';
import { Eq } from './eq.ts';
import { Filter } from './filter.ts';
import { Gate } from './gate.ts';
import { Reverb } from './reverb.ts';
import { Saturation } from './saturation.ts';
import { Stutter } from './stutter.ts';

/** The processor of one effect of a recipe, at rest. */
export function createEffect(effect: Effect): EffectProcessor {
  switch (effect.type) {
    case 'eq':
      return new Eq(effect);
    case 'compressor':
      return new Compressor(effect);
    case 'delay':
      return new Delay(effect);
    case 'reverb':
      return new Reverb(effect);
    case 'filter':
      return new Filter(effect);
    case 'saturation':
      return new Saturation(effect);
    case 'gate':
      return new Gate(effect);
    case 'chorus':
      return new Chorus(effect);
    case 'bitcrush':
      return new Bitcrush(effect);
    default:
      return new Stutter(effect);
  }
}
