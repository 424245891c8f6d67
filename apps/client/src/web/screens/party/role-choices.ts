import { MEMBER_ROLES } from '../../words/claim-words.ts';

export const ROLE_CHOICES = (['OWNER', 'MANAGER', 'VIEWER'] as const).map((value) => ({
  value,
  label: MEMBER_ROLES[value].label,
}));
