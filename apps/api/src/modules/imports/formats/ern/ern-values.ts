import { parseTerritorySet, WORLD, WORLDWIDE } from '@flipside/royalty';
import type { TerritorySet } from '@flipside/royalty';
import { isDate, quoted } from '../field-reading.ts';
import type { FieldReading } from '../field-reading.ts';
import { childrenOf, textAt } from './xml-nodes.ts';
import type { XmlNode } from './xml-nodes.ts';

const MOST_MS = 14_400_000;

/** `PT2M28S`, `PT1H`, `PT3M4.5S` (ISO 8601 as XML Schema durations of recordings are written), in milliseconds. */
export function readDuration(node: XmlNode | undefined, reading: FieldReading): number | null {
  if (node === undefined || node.text === '') return null;
  const [, hours, minutes, seconds] =
    /^PT(?:(\d{1,2})H)?(?:(\d{1,4})M)?(?:(\d{1,5}(?:\.\d{1,6})?)S)?$/.exec(node.text) ?? [];
  const milliseconds =
    Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000 + Math.round(Number(seconds ?? 0) * 1_000);
  if (milliseconds > 0 && milliseconds <= MOST_MS) return milliseconds;
  if (!/^PT0?(?:0[HMS])*$/.test(node.text))
    reading.error(
      node.line,
      'Duration',
      'DURATION_INVALID',
      `${quoted(node.text)} is not a duration such as PT3M20S`,
    );
  return null;
}

/** TerritoryCode and ExcludedTerritoryCode of a deal or controller; `Worldwide` is the world. Without any: everywhere. */
export function readTerritories(node: XmlNode, reading: FieldReading): TerritorySet {
  const include = [...childrenOf(node, 'TerritoryCode'), ...childrenOf(node, 'Territory')];
  const exclude = [...childrenOf(node, 'ExcludedTerritoryCode'), ...childrenOf(node, 'ExcludedTerritory')];
  if (include.length === 0 && exclude.length === 0) return WORLDWIDE;
  const codes = include.map(({ text }) => (/^(worldwide|2136)$/i.test(text) ? WORLD : text));
  const set = parseTerritorySet({
    include: codes.length === 0 ? [WORLD] : codes,
    exclude: exclude.map(({ text }) => text),
  });
  if (set.ok) return set.value;
  reading.error((include[0] ?? exclude[0] ?? node).line, 'TerritoryCode', set.code, set.message);
  return { include: [], exclude: [] };
}

/** A date or an instant, by its day. */
export function readDay(node: XmlNode | undefined, reading: FieldReading): string | null {
  if (node === undefined || node.text === '') return null;
  const day = node.text.slice(0, 10);
  if (isDate(day) && /^(?:T|$)/.test(node.text.slice(10))) return day;
  reading.error(node.line, node.name, 'DATE_INVALID', `${quoted(node.text)} is not a date`);
  return null;
}

/** Titles come as DisplayTitleText (4.x), ReferenceTitle (3.8) or DisplayTitle. */
export function readTitle(node: XmlNode, reading: FieldReading): { title: string; subTitle: string | null } {
  const texts = [
    textAt(node, 'DisplayTitleText'),
    textAt(node, 'DisplayTitle', 'TitleText'),
    textAt(node, 'ReferenceTitle', 'TitleText'),
    textAt(node, 'Title', 'TitleText'),
  ];
  const title = reading.required(texts.find((text) => text !== '') ?? '', node.line, 'DisplayTitleText');
  const subTitle = textAt(node, 'DisplayTitle', 'SubTitle') || textAt(node, 'ReferenceTitle', 'SubTitle');
  return { title, subTitle: reading.text(subTitle, node.line, 'DisplayTitle/SubTitle') };
}
