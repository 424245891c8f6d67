import { namedId } from '../../platform/ids/named-id.ts';

/**
 * An id of another registry as it is called here: a name made of the registry's log and its id.
 *
 * A registry chooses its ids freely. Were they taken as they are, one could write a share down for a party of this
 * instance, and that party's own opt-in would clear it.
 */
export const scopedId = (origin: string, id: string): string => namedId(origin, id);
