import { Body, Controller, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { NotificationService } from '../../../modules/notifications/index.ts';
import type { NotificationRow } from '../../../modules/notifications/index.ts';
import { CurrentPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import {
  NotificationPage,
  NotificationParams,
  NotificationPreferences,
  NotificationQuery,
  SetPreference,
  UnreadCount,
  Unsubscribe,
  Unsubscribed,
} from './notifications.schemas.ts';

const present = ({ createdAt, readAt, ...row }: NotificationRow) => ({
  ...row,
  createdAt: createdAt.toISOString(),
  readAt: readAt?.toISOString() ?? null,
});

@ApiTags('Notifications')
@Controller()
export class NotificationsController {
  constructor(@Inject(NotificationService) private readonly notifications: NotificationService) {}

  @Get('notifications')
  @ApiOperation({ summary: 'What you were told, newest first' })
  @Answers(200, NotificationPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: NotificationQuery }) query: z.infer<typeof NotificationQuery>,
  ) {
    const page = pageRequest(query, 'notifications');
    return presentPage(await this.notifications.list(principal, query.unread, page), present);
  }

  @Get('notifications/unread')
  @RouteConfig({ etag: true })
  @ApiOperation({ summary: 'How many you have not read; asked again and again, so with an ETag' })
  @Answers(200, UnreadCount)
  async unread(@CurrentPrincipal() principal: Principal) {
    return await this.notifications.unread(principal);
  }

  @Post('notifications/read')
  @ApiOperation({ summary: 'Marks everything as read' })
  @AnswersEmpty(204)
  async markAllRead(@CurrentPrincipal() principal: Principal): Promise<void> {
    await this.notifications.markAllRead(principal);
  }

  @Post('notifications/:id/read')
  @ApiOperation({ summary: 'Marks one as read' })
  @AnswersEmpty(204)
  async markRead(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: NotificationParams }) { id }: z.infer<typeof NotificationParams>,
  ): Promise<void> {
    await this.notifications.markRead(principal, id);
  }

  @Post('notifications/unsubscribe')
  @Public()
  @RateLimit({ name: 'unsubscribe', points: 60, perSeconds: 3_600 })
  @ApiOperation({ summary: 'Turns a kind of mail off, by the token in its link' })
  @Answers(200, Unsubscribed)
  async unsubscribe(@Body({ schema: Unsubscribe }) { token }: z.infer<typeof Unsubscribe>) {
    return await this.notifications.unsubscribe(token);
  }

  @Get('me/notification-preferences')
  @ApiOperation({ summary: 'Which kinds of notifications also come by mail' })
  @Answers(200, NotificationPreferences)
  async preferences(@CurrentPrincipal() principal: Principal) {
    return await this.notifications.preferences(principal);
  }

  @Put('me/notification-preferences')
  @ApiOperation({ summary: 'Turns mail of one kind on or off' })
  @AnswersEmpty(204)
  async prefer(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: SetPreference }) preference: z.infer<typeof SetPreference>,
  ): Promise<void> {
    await this.notifications.prefer(principal, preference);
  }
}
