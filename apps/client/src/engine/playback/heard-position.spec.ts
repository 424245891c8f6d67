import { describe, expect, test } from '@jest/globals';
import { HeardPosition } from './heard-position.ts';

describe('HeardPosition', () => {
  test('follows the player', () => {
    const position = new HeardPosition();
    position.report(1000, 0);
    position.report(500, 1);
    expect(position.frame).toBe(500);
  });

  test('after a jump passes over reports of the old place', () => {
    const position = new HeardPosition();
    position.report(90_000, 0);
    position.jump(10_000, 100);
    position.report(91_000, 110);
    expect(position.frame).toBe(10_000);
    position.report(10_500, 150);
    expect(position.frame).toBe(10_500);
    position.report(9000, 160);
    expect(position.frame).toBe(9000);
  });

  test('believes the player again after a second', () => {
    const position = new HeardPosition();
    position.jump(10_000, 0);
    position.report(500_000, 999);
    expect(position.frame).toBe(10_000);
    position.report(500_000, 1000);
    expect(position.frame).toBe(500_000);
  });
});
