import { Global, Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { PersonalData } from '../identity/index.ts';
import { NotificationRepository } from './notification.repository.ts';
import { NotificationService } from './notification.service.ts';
import { NotifyService } from './notify.service.ts';

const FACE = [NotificationService, NotifyService];

@Global()
@Module({ providers: [...FACE, NotificationRepository], exports: FACE })
export class NotificationsModule implements OnModuleInit {
  constructor(
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(NotificationRepository) private readonly notifications: NotificationRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.add('notifications', (userId) => this.notifications.toldTo(userId));
  }
}
