import { Injectable } from '@nestjs/common';

export type PersonalDataSource = (userId: string) => Promise<unknown>;

/** Modules that keep something about a user add a section to the data export here, in `onModuleInit`. */
@Injectable()
export class PersonalData {
  private readonly sources = new Map<string, PersonalDataSource>();

  add(section: string, source: PersonalDataSource): void {
    if (this.sources.has(section)) throw new Error(`section ${section} is there already`);
    this.sources.set(section, source);
  }

  async collect(userId: string): Promise<Record<string, unknown>> {
    const sections = [...this.sources].map(async ([name, source]) => [name, await source(userId)] as const);
    return Object.fromEntries(await Promise.all(sections));
  }
}
