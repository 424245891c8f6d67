import type { Automation, Effect } from '@flipside/recipe';
import { AutomationLane } from './automation-lane.ts';
import { createEffect } from './effects/create-effect.ts';
import type { EffectProcessor } from './effects/effect-processor.ts';
import type { QuantumBuffer, QuantumTime } from './quantum.ts';

interface Link {
  settings: Effect;
  processor: EffectProcessor;
}

interface Control {
  readonly index: number;
  readonly parameter: string;
  readonly lane: AutomationLane;
}

const TARGET = /^effects\/(\d+)\/([a-zA-Z]+)$/;

/** The effects of a track or of the master, in order, with the automation of their parameters. */
export class EffectChain {
  private links: Link[] = [];
  private controls: Control[] = [];

  constructor(effects: readonly Effect[], automation: readonly Automation[]) {
    this.adopt(effects, automation);
  }

  /** Takes over an edited chain; effects that only change in numbers keep sounding. */
  adopt(effects: readonly Effect[], automation: readonly Automation[]): void {
    this.links = effects.map((settings, i) => {
      const old = this.links[i];
      return old !== undefined && retune(old, settings)
        ? old
        : { settings, processor: createEffect(settings) };
    });
    this.controls = automation.flatMap(({ target, points }) => {
      const [, index, parameter] = TARGET.exec(target) ?? [];
      if (index === undefined || parameter === undefined) return [];
      return [{ index: Number(index), parameter, lane: new AutomationLane(points) }];
    });
  }

  get latency(): number {
    return this.links.reduce((sum, { processor }) => sum + processor.latency, 0);
  }

  tailSeconds(bpm: number): number {
    return this.links.reduce((sum, { processor }) => sum + processor.tailSeconds(bpm), 0);
  }

  process(buffer: QuantumBuffer, time: QuantumTime): void {
    for (const { index, parameter, lane } of this.controls) {
      this.links[index]?.processor.set(parameter, lane.at(time.beat));
    }
    for (const { processor } of this.links) processor.process(buffer, time);
  }

  reset(): void {
    for (const { processor } of this.links) processor.reset();
  }
}

/** Brings a processor to other numbers of the same effect; false when it differs in more than numbers. */
function retune(link: Link, settings: Effect): boolean {
  const before = Object.entries(link.settings);
  const after: [string, unknown][] = Object.entries(settings);
  const old = new Map<string, unknown>(before);
  const alike =
    before.length === after.length &&
    after.every(([name, value]) =>
      typeof value === 'number'
        ? typeof old.get(name) === 'number'
        : JSON.stringify(value) === JSON.stringify(old.get(name)),
    );
  if (!alike) return false;
  for (const [name, value] of after) if (typeof value === 'number') link.processor.set(name, value);
  link.settings = settings;
  return true;
}
