import { describe, expect, test } from '@jest/globals';
import { STEM_ROWS } from '../theme/stems.ts';
import { withStemToggled } from './stem-toggle.ts';

describe('the choice of stems', () => {
  test('of everything, one is left out', () => {
    expect(withStemToggled(null, 'vocals')).toEqual(STEM_ROWS.filter((stem) => stem !== 'vocals'));
  });
  test('the four separated stems are not everything: the full mix stays left out', () => {
    expect(withStemToggled(['drums', 'bass', 'other'], 'vocals')).toEqual([
      'drums',
      'bass',
      'other',
      'vocals',
    ]);
  });
  test('the last that was missing makes everything', () => {
    expect(withStemToggled(withStemToggled(null, 'mix'), 'mix')).toBeNull();
  });
  test('the last one cannot be left out', () => {
    expect(withStemToggled(['drums'], 'drums')).toEqual(['drums']);
  });
});
