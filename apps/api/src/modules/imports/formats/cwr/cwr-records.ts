/** Fields of CWR records: start (1-based) and length (CWR 2.1 Rev 8 and 2.2 Rev 2 functional specifications). */
export type Field = readonly [start: number, length: number];

export const PREFIX = { type: [1, 3], transaction: [4, 8], record: [12, 8] } as const satisfies Fields;
export const HDR = {
  senderType: [4, 2],
  senderId: [6, 9],
  senderName: [15, 45],
  version: [102, 3],
} as const satisfies Fields;
export const GRH = { transactionType: [4, 3], groupId: [7, 5], version: [12, 5] } as const satisfies Fields;
export const GRT = { groupId: [4, 5], transactions: [9, 8], records: [17, 8] } as const satisfies Fields;
export const TRL = { groups: [4, 5], transactions: [9, 8], records: [17, 8] } as const satisfies Fields;
export const WORK = {
  title: [20, 60],
  workNo: [82, 14],
  iswc: [96, 11],
  duration: [130, 6],
  versionType: [143, 3],
} as const satisfies Fields;
export const PUBLISHER = {
  chain: [20, 2],
  ipNo: [22, 9],
  name: [31, 45],
  unknown: [76, 1],
  type: [77, 2],
  ipi: [88, 11],
  pr: [116, 5],
  mr: [124, 5],
  sr: [132, 5],
} as const satisfies Fields;
export const PUBLISHER_TERRITORY = {
  ipNo: [20, 9],
  pr: [35, 5],
  mr: [40, 5],
  sr: [45, 5],
  inclusion: [50, 1],
  tis: [51, 4],
} as const satisfies Fields;
export const WRITER = {
  ipNo: [20, 9],
  last: [29, 45],
  first: [74, 30],
  unknown: [104, 1],
  role: [105, 2],
  ipi: [116, 11],
  pr: [130, 5],
  mr: [138, 5],
  sr: [146, 5],
} as const satisfies Fields;
/** No gap before the shares, unlike {@link PUBLISHER_TERRITORY}. */
export const WRITER_TERRITORY = {
  ipNo: [20, 9],
  pr: [29, 5],
  mr: [34, 5],
  sr: [39, 5],
  inclusion: [44, 1],
  tis: [45, 4],
} as const satisfies Fields;
export const PER = { last: [20, 45], first: [65, 30] } as const satisfies Fields;
export const REC = {
  duration: [88, 6],
  isrc: [250, 12],
  title: [267, 60],
  displayArtist: [387, 60],
} as const satisfies Fields;

type Fields = Readonly<Record<string, Field>>;

export interface CwrLine {
  readonly line: number;
  readonly type: string;
  readonly text: string;
}

/** The content of a field. Files trim trailing blanks: what lies beyond the end is empty. */
export const fieldOf = ({ text }: CwrLine, [start, length]: Field): string =>
  text.slice(start - 1, start - 1 + length).trim();
