import { commentCame, followerCame } from '../../modules/social/index.ts';
import { when } from './notice-rule.ts';
import type { NoticeRule } from './notice-rule.ts';

/** What users hear of people elsewhere. */
export const SOCIAL_NOTICES: readonly NoticeRule[] = [
  when(followerCame, 'follower-new', ({ userId, name, link }) =>
    Promise.resolve({ to: [userId], text: `${name} follows you.`, link }),
  ),
  when(commentCame, 'comment-received', ({ userId, name, link, title }) =>
    Promise.resolve({ to: [userId], text: `${name} says something about “${title}”.`, link }),
  ),
];
