import { Inject, Injectable } from '@nestjs/common';
import { UserRepository } from './user.repository.ts';

/** Who runs the instance. Called from its command line and seed alone: no request appoints anybody. */
@Injectable()
export class OperatorService {
  constructor(@Inject(UserRepository) private readonly users: UserRepository) {}

  async appoint(userId: string): Promise<void> {
    await this.users.setOperator(userId, true);
  }

  /** @returns false when nobody has the handle. */
  async appointByHandle(handle: string): Promise<boolean> {
    const userId = await this.users.findIdByHandle(handle);
    if (userId === null) return false;
    await this.appoint(userId);
    return true;
  }

  /** Somebody who is gone would keep the others from what they may not decide alone. @returns as above. */
  async dismissByHandle(handle: string): Promise<boolean> {
    const userId = await this.users.findIdByHandle(handle);
    if (userId === null) return false;
    await this.users.setOperator(userId, false);
    return true;
  }
}
