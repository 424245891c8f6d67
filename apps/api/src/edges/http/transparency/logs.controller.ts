import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { LogService, ProofService } from '../../../modules/transparency/index.ts';
import type { LogName, ProvedLeaf } from '../../../modules/transparency/index.ts';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentLeaves, presentProved } from './transparency.presenter.ts';
import {
  LeafParams,
  LeafQuery,
  LogLeafPage,
  LogLeafPlaces,
  LogParams,
  PlacesQuery,
  ProvedLogLeaf,
  PublicLogs,
} from './transparency.schemas.ts';

@ApiTags('Public logs')
@Public()
@Controller('logs')
export class LogsController {
  constructor(
    @Inject(LogService) private readonly logs: LogService,
    @Inject(ProofService) private readonly proofs: ProofService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The public logs of this instance and the keys they are signed with' })
  @Answers(200, PublicLogs)
  async overview() {
    return await this.logs.overview();
  }

  @Get(':name/leaves')
  @ApiOperation({ summary: 'Leaves of a log, the newest first' })
  @Answers(200, LogLeafPage)
  async leaves(
    @Param({ schema: LogParams }) { name }: z.infer<typeof LogParams>,
    @Query({ schema: LeafQuery }) { before, limit }: z.infer<typeof LeafQuery>,
  ) {
    return presentLeaves(await this.logs.latest(name, before ?? null, limit));
  }

  @Get(':name/places')
  @ApiOperation({ summary: 'Where leaves are in a log, by their hashes' })
  @Answers(200, LogLeafPlaces)
  async places(
    @Param({ schema: LogParams }) { name }: z.infer<typeof LogParams>,
    @Query({ schema: PlacesQuery }) { leaves }: z.infer<typeof PlacesQuery>,
  ) {
    return { places: await this.proofs.places(name, leaves) };
  }

  @Get(':name/leaves/:leaf')
  @ApiOperation({ summary: 'One leaf, by index or hash, with a proof that anybody can check' })
  @Answers(200, ProvedLogLeaf)
  async leaf(@Param({ schema: LeafParams }) { name, leaf }: z.infer<typeof LeafParams>) {
    return presentProved(await find(this.proofs, name, leaf));
  }
}

function find(proofs: ProofService, name: LogName, leaf: string): Promise<ProvedLeaf> {
  return leaf.length === 64
    ? proofs.byHash(name, Buffer.from(leaf, 'hex'))
    : proofs.byIndex(name, Number(leaf));
}
