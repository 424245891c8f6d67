import type {
  ContributionTree,
  CorrectionRecord,
  Derivative,
  Earned,
  OwnFlip,
  StatedFlip,
  TreeNode,
} from '../../../modules/credits/index.ts';
import { encodeCursor } from '../common/cursor.ts';
import { presentCard, presentChange } from '../recipes/recipes.presenter.ts';

export function presentCorrection({
  id,
  state,
  side,
  subject,
  credited,
  proposed,
  explanation,
  evidence,
  party,
  createdAt,
  events,
  mayDecide,
}: CorrectionRecord) {
  return {
    id,
    state,
    side,
    subject,
    credited,
    proposed,
    explanation,
    evidence,
    party,
    createdAt: createdAt.toISOString(),
    events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
    mayDecide,
  };
}

const presentNode = ({ publishedAt, ...node }: TreeNode) => ({
  ...node,
  publishedAt: publishedAt.toISOString(),
});

export function presentTree({ root, ancestors, descendants, next, ...tree }: ContributionTree) {
  return {
    ...tree,
    root: presentNode(root),
    ancestors: ancestors.map(presentNode),
    descendants: descendants.map(presentNode),
    nextCursor: next === null ? null : encodeCursor(next),
  };
}

function presentEarned({ currency, plays, amountMicros }: Earned) {
  const counted = BigInt(plays);
  const perPlayMicros = counted === 0n ? 0n : BigInt(amountMicros) / counted;
  return { currency, plays, amountMicros, perPlayMicros: String(perPlayMicros) };
}

export function presentDerivative(derivative: Derivative) {
  return { ...presentCard(derivative), earned: derivative.earned.map(presentEarned) };
}

export const presentOwnFlip = (flip: OwnFlip) => presentCard(flip);

export function presentStated({ id, flip, ...change }: StatedFlip) {
  return { id, ...presentChange(change), flip: presentCard(flip) };
}
