import { FileFault } from '../file-fault.ts';
import type { XmlRoot } from './xml-nodes.ts';

/** Where versions of ERN differ in what is read here. */
export interface ErnVersion {
  readonly name: string;
  /** 3.8: parties, titles and rights stand in the subjects, by territory; references go to identifiers. */
  readonly embedded: boolean;
}

const NAMESPACE = /^http:\/\/ddex\.net\/xml\/ern\/(\d{2,3})$/;
const VERSIONS: Readonly<Record<string, ErnVersion>> = {
  '382': { name: '3.8.2', embedded: true },
  '41': { name: '4.1', embedded: false },
  '411': { name: '4.1.1', embedded: false },
  '42': { name: '4.2', embedded: false },
  '43': { name: '4.3', embedded: false },
  '431': { name: '4.3.1', embedded: false },
  '432': { name: '4.3.2', embedded: false },
};

/** @throws {FileFault} for what is no ERN message, and for versions that are not read. */
export function ernVersion({ name, namespace, line }: XmlRoot): ErnVersion {
  const [, number = ''] = NAMESPACE.exec(namespace) ?? [];
  if (number === '')
    throw new FileFault('XML_NOT_ERN', `<${name.slice(0, 60)}> is not in a DDEX ERN namespace.`, { line });
  const version = VERSIONS[number];
  if (version === undefined)
    throw new FileFault(
      'ERN_VERSION',
      `This version of DDEX ERN (${number}) is not read; 4.3, 4.2, 4.1.1, 4.1 and 3.8.2 are.`,
      { line },
    );
  if (name !== 'NewReleaseMessage' && name !== 'PurgeReleaseMessage')
    throw new FileFault(
      'ERN_MESSAGE',
      `<${name.slice(0, 60)}> is not a NewReleaseMessage or PurgeReleaseMessage.`,
      {
        line,
      },
    );
  return version;
}
