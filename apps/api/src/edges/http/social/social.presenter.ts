import type {
  BlockRow,
  DomainRow,
  FollowedFlip,
  HostHealth,
  ListedFollow,
  ProducerFollow,
  ReceivedComment,
  RemoteActor,
  RemoteFlip,
  ShownComment,
} from '../../../modules/social/index.ts';
import type { KnownAs } from '../../activitypub/own-accounts.service.ts';
import { presentCard } from '../recipes/recipes.presenter.ts';

export function presentRemoteFlip<T extends RemoteFlip>({ publishedAt, ...flip }: T) {
  return { ...flip, publishedAt: publishedAt.toISOString() };
}

export function presentFollowed({ local, remote, boostedBy }: FollowedFlip) {
  return local === null
    ? { local: null, remote: presentRemoteFlip(remote), boostedBy }
    : { local: presentCard(local), remote: null, boostedBy };
}

export const presentProducerFollow = ({ following, counts, moved }: ProducerFollow) => ({
  following,
  followers: counts.followers,
  followed: counts.following,
  movedTo: moved === null ? null : presentPerson(moved.to),
});

export const presentPerson = ({ id, handle, displayName, host, url }: RemoteActor) => ({
  ...{ id, handle, displayName, host, url },
});

export const presentReceived = ({ createdAt, flip, ...comment }: ReceivedComment) => ({
  ...comment,
  flip: presentCard(flip),
  createdAt: createdAt.toISOString(),
});

export function presentKnownAs({ keysReplacedAt, movedTo, movedAt, ...known }: KnownAs) {
  return {
    ...known,
    keysReplacedAt: keysReplacedAt?.toISOString() ?? null,
    movedTo: movedTo === null ? null : presentPerson(movedTo),
    movedAt: movedAt?.toISOString() ?? null,
  };
}

export function presentActor(actor: RemoteActor, follow: { state: 'PENDING' | 'ACCEPTED' } | null) {
  const { id, handle, displayName, summary, host, url, movedToId } = actor;
  return { id, handle, displayName, summary, host, url, movedToId, follow: follow?.state ?? null };
}

export const presentFollow = ({ since, ...follow }: ListedFollow) => ({
  ...follow,
  since: since.toISOString(),
});

export const presentComment = ({ createdAt, ...comment }: ShownComment) => ({
  ...comment,
  createdAt: createdAt.toISOString(),
});

export const presentBlock = ({ createdAt, ...block }: BlockRow) => ({
  ...block,
  createdAt: createdAt.toISOString(),
});

export const presentDomain = ({ changedAt, ...domain }: DomainRow) => ({
  ...domain,
  changedAt: changedAt.toISOString(),
});

export const presentHost = ({ failingFrom, deliveredAt, ...host }: HostHealth) => ({
  ...host,
  failingFrom: failingFrom?.toISOString() ?? null,
  deliveredAt: deliveredAt?.toISOString() ?? null,
});
