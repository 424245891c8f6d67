import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { PeerService } from '../../../modules/federation/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentPeerDetail, presentPeers } from './peers.presenter.ts';
import { NewPeer, PeerConfirmation, PeerDetail, PeerList, PeerParams, PeerReason } from './peers.schemas.ts';

type Id = z.infer<typeof PeerParams>;
type Reason = z.infer<typeof PeerReason>;

@ApiTags('Federation')
@RequireRole('operator')
@Controller('federation/peers')
export class PeersController {
  constructor(@Inject(PeerService) private readonly peers: PeerService) {}

  @Get()
  @ApiOperation({ summary: 'The instances whose logs are read here, and how that goes' })
  @Answers(200, PeerList)
  async list(@CurrentPrincipal() principal: Principal) {
    return presentPeers(await this.peers.list(principal));
  }

  @Post()
  @ApiOperation({ summary: 'Asks an instance for its keys and lists it; nothing rests on it yet' })
  @Answers(201, PeerDetail)
  async propose(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewPeer }) { url }: z.infer<typeof NewPeer>,
  ) {
    return presentPeerDetail(await this.peers.propose(principal, url));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A peer with its history, and the evidence against it' })
  @Answers(200, PeerDetail)
  async read(@CurrentPrincipal() principal: Principal, @Param({ schema: PeerParams }) { id }: Id) {
    return presentPeerDetail(await this.peers.read(principal, id));
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirms the keys of a peer as learnt on another way' })
  @Answers(200, PeerDetail)
  async confirm(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PeerParams }) { id }: Id,
    @Body({ schema: PeerConfirmation }) { keys }: z.infer<typeof PeerConfirmation>,
  ) {
    return presentPeerDetail(await this.peers.confirm(principal, id, keys));
  }

  @Post(':id/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reads the logs of a peer no further for now' })
  @Answers(200, PeerDetail)
  async pause(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PeerParams }) { id }: Id,
    @Body({ schema: PeerReason }) { reason }: Reason,
  ) {
    return presentPeerDetail(await this.peers.pause(principal, id, reason));
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reads on' })
  @Answers(200, PeerDetail)
  async resume(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PeerParams }) { id }: Id,
    @Body({ schema: PeerReason }) { reason }: Reason,
  ) {
    return presentPeerDetail(await this.peers.resume(principal, id, reason));
  }

  @Post(':id/remove')
  @HttpCode(200)
  @ApiOperation({ summary: 'Believes a peer no more and forgets what it said' })
  @Answers(200, PeerDetail)
  async remove(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PeerParams }) { id }: Id,
    @Body({ schema: PeerReason }) { reason }: Reason,
  ) {
    return presentPeerDetail(await this.peers.remove(principal, id, reason));
  }
}
