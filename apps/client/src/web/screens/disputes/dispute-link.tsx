import { LinkButton } from '../../components/link-button.tsx';
import type { PartyCatalogueItem } from '../../queries/consent.ts';

interface DisputeLinkProps {
  readonly item: Pick<PartyCatalogueItem, 'kind' | 'id' | 'title'>;
  readonly party: string;
}

/** From a recording or work of a party to saying that a share of it is wrong. */
export function DisputeLink({ item, party }: DisputeLinkProps) {
  const subject = item.kind === 'RECORDING' ? { recording: item.id } : { work: item.id };
  return (
    <LinkButton
      to="/disputes/new"
      search={{ party, ...subject }}
      variant="subtle"
      size="sm"
      aria-label={`Dispute a share of ${item.title}, ${item.kind === 'RECORDING' ? 'recording' : 'composition'}`}
    >
      Dispute a share
    </LinkButton>
  );
}
