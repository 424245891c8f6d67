import { parseDpid, parseIpiNameNumber, parseIsni } from '@flipside/royalty';
import type { Parsed } from '@flipside/royalty';
import type { FieldReading } from '../field-reading.ts';
import { FileFault } from '../file-fault.ts';
import type { PartyMention } from '../subject.types.ts';
import { at, childrenOf, textAt } from './xml-nodes.ts';
import type { XmlNode } from './xml-nodes.ts';

const MOST_PARTIES = 200_000;

/** The parties of a message by their references; the list stands before all that refers to it. */
export class ErnParties {
  private readonly byReference = new Map<string, XmlNode>();

  /** A party of the PartyList. */
  add(node: XmlNode): void {
    const reference = textAt(node, 'PartyReference');
    if (reference === '')
      throw new FileFault('ERN_REFERENCE', 'A Party has no PartyReference.', { line: node.line });
    if (this.byReference.has(reference))
      throw new FileFault('ERN_REFERENCE', `The PartyReference ${reference.slice(0, 40)} occurs twice.`, {
        line: node.line,
      });
    if (this.byReference.size >= MOST_PARTIES)
      throw new FileFault('XML_TOO_LARGE', `The message lists more than ${MOST_PARTIES} parties.`, {
        line: node.line,
      });
    this.byReference.set(reference, node);
  }

  /** Whoever an element names: by reference, or with the name and ids in it (4.1, 3.8). `null` when it is refused. */
  mentioned(node: XmlNode, reference: string, reading: FieldReading): PartyMention | null {
    const named = at(node, reference);
    if (named === undefined) return readParty(node, node.line, reading);
    const party = this.byReference.get(named.text);
    if (party !== undefined) return readParty(party, named.line, reading);
    reading.error(
      named.line,
      reference,
      'ERN_REFERENCE',
      `There is no party ${named.text.slice(0, 40)} in the PartyList.`,
    );
    return null;
  }
}

function readParty(node: XmlNode, line: number, reading: FieldReading): PartyMention | null {
  const names = childrenOf(node, 'PartyName');
  const [first] = names;
  const name = reading.required(
    textAt(first, 'FullName') ||
      [textAt(first, 'NamesBeforeKeyName'), textAt(first, 'KeyName')].join(' ').trim(),
    first?.line ?? line,
    'PartyName/FullName',
  );
  if (name === '') return null;
  const ids = childrenOf(node, 'PartyId');
  const found = <T>(element: string, parse: (text: string) => Parsed<T>): T | null => {
    const holder = ids.map((id) => at(id, element)).find((id) => id !== undefined);
    return reading.parsed(holder?.text ?? '', parse, holder?.line ?? line, `PartyId/${element}`);
  };
  return {
    name,
    ipiNameNumber: found('IpiNameNumber', parseIpiNameNumber),
    isni: found('ISNI', parseIsni) ?? legacyId(ids, 'IsISNI', parseIsni, reading),
    dpid: found('DPID', parseDpid) ?? legacyId(ids, 'IsDPID', parseDpid, reading),
    ref: proprietary(ids),
  };
}

/** 3.8: the identifier is the text of PartyId, and an attribute says of which kind it is. */
function legacyId<T>(
  ids: readonly XmlNode[],
  kind: 'IsISNI' | 'IsDPID',
  parse: (text: string) => Parsed<T>,
  reading: FieldReading,
): T | null {
  const id = ids.find(({ attributes }) => attributes[kind] === 'true');
  return id === undefined ? null : reading.parsed(id.text, parse, id.line, 'PartyId');
}

function proprietary(ids: readonly XmlNode[]): string | null {
  const id = ids.map((one) => at(one, 'ProprietaryId')).find((one) => one !== undefined);
  if (id === undefined || id.text === '') return null;
  return `${id.attributes['Namespace'] ?? ''}:${id.text}`.slice(0, 200);
}
