import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { REQUESTS } from './requests.ts';
import type { Asked } from './asked.ts';
import { isUnsafe, OUTSIDE_MATRIX, routesOf } from './routes.ts';
import { castFor, ROLES, setStage } from './stage.ts';
import type { Cast, Role, Stage } from './stage.ts';

/**
 * Who gets what. The scope is what an API token needs: `lacking` has every scope but this, `scoped` this alone.
 * `owner`, `manager` and `viewer` act for the party that the request is about, `foreign` owns another one.
 * `lacking` and `scoped` are an operator's who acts for that party as well: what it may not decide is 409 (ADR 78).
 */
const MATRIX = `
route                                       scope            visitor session lacking scoped viewer manager owner foreign operator
GET    /api/health                          -                200     200     200     200    200    200     200   200     200
GET    /api/health/ready                    -                200     200     200     200    200    200     200   200     200
GET    /api/auth/issuers                    -                200     200     200     200    200    200     200   200     200
GET    /api/auth/login                      -                302     302     302     302    302    302     302   302     302
GET    /api/auth/callback/:issuer           -                302     302     302     302    302    302     302   302     302
POST   /api/auth/logout                     -                204     204     204     204    204    204     204   204     204
GET    /api/music-services                  -                200     200     200     200    200    200     200   200     200
POST   /api/music-services/:id/token        -                404     404     404     404    404    404     404   404     404
GET    /api/me                              profile:read     200     200     403     200    200    200     200   200     200
PATCH  /api/me                              profile:write    401     200     403     200    200    200     200   200     200
DELETE /api/me                              profile:write    401     204     403     204    204    204     204   204     204
GET    /api/me/export                       profile:read     401     200     403     200    200    200     200   200     200
GET    /api/me/tokens                       profile:read     401     200     403     200    200    200     200   200     200
POST   /api/me/tokens                       profile:write    401     201     403     201    201    201     201   201     201
DELETE /api/me/tokens/:id                   profile:write    401     404     403     404    404    404     404   404     404
GET    /api/recordings                      -                200     200     200     200    200    200     200   200     200
POST   /api/recordings                      operator         401     403     403     201    403    403     403   403     201
GET    /api/recordings/:isrc                -                200     200     200     200    200    200     200   200     200
GET    /api/recordings/:isrc/clearance      -                200     200     200     200    200    200     200   200     200
POST   /api/recipes                         recipes:write    401     201     403     201    201    201     201   201     201
POST   /api/recipes/preview                 recipes:write    401     200     403     200    200    200     200   200     200
GET    /api/recipes/:hash                   -                200     200     200     200    200    200     200   200     200
GET    /api/recipes/:hash/document          -                200     200     200     200    200    200     200   200     200
POST   /api/recipes/:hash/take-down         recipes:write    401     403     403     200    403    403     403   403     403
POST   /api/recipes/:hash/bring-back        recipes:write    401     403     403     200    403    403     403   403     403
POST   /api/recipes/:hash/remove            operator         401     403     403     200    403    403     403   403     200
POST   /api/recipes/:hash/restore           operator         401     403     403     200    403    403     403   403     200
GET    /api/recipes/:hash/history           profile:read     401     403     403     200    403    403     403   403     200
GET    /api/recipes/:hash/tree              -                200     200     200     200    200    200     200   200     200
GET    /api/recipes/:hash/credits           -                200     200     200     200    200    200     200   200     200
GET    /api/recipes/:hash/credits.txt       -                200     200     200     200    200    200     200   200     200
GET    /api/recipes/:hash/credits.jsonld    -                200     200     200     200    200    200     200   200     200
GET    /api/recipes/:hash/credits.ern.xml   -                200     200     200     200    200    200     200   200     200
GET    /api/recipe-changes                  operator         401     403     403     200    403    403     403   403     200
GET    /api/me/flips                        profile:read     401     200     403     200    200    200     200   200     200
GET    /api/parties/:id/derivatives         catalogue:read   401     403     403     200    200    200     200   403     200
POST   /api/recipes/:hash/credit-corrections catalogue:write 401     403     403     201    403    201     201   403     403
POST   /api/recordings/:isrc/credit-corrections catalogue:write 401  403     403     201    403    201     201   403     403
POST   /api/works/:id/credit-corrections    catalogue:write  401     403     403     201    403    201     201   403     403
GET    /api/credit-corrections              catalogue:read   401     403     403     200    200    200     200   403     200
GET    /api/credit-corrections/:id          catalogue:read   401     403     403     200    200    200     200   403     200
POST   /api/credit-corrections/:id/accept   catalogue:write  401     403     403     200    403    200     200   403     200
POST   /api/credit-corrections/:id/decline  catalogue:write  401     403     403     200    403    200     200   403     200
POST   /api/credit-corrections/:id/withdraw catalogue:write  401     403     403     200    403    200     200   403     403
GET    /api/royalties/periods               statements:read  401     200     403     200    200    200     200   200     200
GET    /api/royalties/periods/:id           statements:read  401     200     403     200    200    200     200   200     200
POST   /api/royalties/periods/:id/close     operator         401     403     403     202    403    403     403   403     202
GET    /api/royalties/periods/:id/pools     operator         401     403     403     200    403    403     403   403     200
POST   /api/royalties/periods/:id/pools     operator         401     403     403     201    403    403     403   403     201
POST   /api/royalties/periods/:id/listener-payments operator 401     403     403     201    403    403     403   403     201
GET    /api/royalties/entries               operator         401     403     403     200    403    403     403   403     200
POST   /api/royalties/entries/:id/reversal  operator         401     403     403     409    403    403     403   403     201
POST   /api/royalties/adjustments           operator         401     403     403     409    403    403     403   403     201
GET    /api/royalties/advances              operator         401     403     403     200    403    403     403   403     200
POST   /api/royalties/advances              operator         401     403     403     409    403    403     403   403     201
GET    /api/royalties/withholdings          operator         401     403     403     200    403    403     403   403     200
POST   /api/royalties/withholdings          operator         401     403     403     409    403    403     403   403     201
GET    /api/royalties/statements            statements:read  401     403     403     200    200    200     200   403     200
GET    /api/royalties/statements/:id        statements:read  401     403     403     200    200    200     200   403     200
GET    /api/royalties/statements/:id/lines  statements:read  401     403     403     200    200    200     200   403     200
GET    /api/royalties/statements/:id/document statements:read 401    403     403     200    200    200     200   403     200
GET    /api/parties/:id/payee               statements:read  401     403     403     200     403     200     200     403     200
PUT    /api/parties/:id/payee/account       payees:write     401     403     403     200     403     403     200     403     403
DELETE /api/parties/:id/payee/account       payees:write     401     403     403     200     403     403     200     403     403
PUT    /api/parties/:id/payee/thresholds/:currency payees:write     401     403     403     200     403     403     200     403     403
POST   /api/parties/:id/payee/stop          operator         401     403     403     200     403     403     403     403     200
POST   /api/parties/:id/payee/resume        operator         401     403     403     409     403     403     403     403     200
GET    /api/parties/:id/payments            statements:read  401     403     403     200     200     200     200     403     200
GET    /api/payouts/owed                    operator         401     403     403     200     403     403     403     403     200
GET    /api/payouts/runs                    operator         401     403     403     200     403     403     403     403     200
POST   /api/payouts/runs                    operator         401     403     403     201     403     403     403     403     201
GET    /api/payouts/runs/:id                operator         401     403     403     200     403     403     403     403     200
GET    /api/payouts/runs/:id/lines          operator         401     403     403     200     403     403     403     403     200
GET    /api/payouts/runs/:id/history        operator         401     403     403     200     403     403     403     403     200
POST   /api/payouts/runs/:id/approve        operator         401     403     403     200     403     403     403     403     200
POST   /api/payouts/runs/:id/send           operator         401     403     403     200     403     403     403     403     200
POST   /api/payouts/runs/:id/settle         operator         401     403     403     200     403     403     403     403     200
POST   /api/payouts/runs/:id/cancel         operator         401     403     403     200     403     403     403     403     200
GET    /api/payouts/runs/:id/pain.001.xml   operator         401     403     403     409     403     403     403     403     409
GET    /api/payouts/runs/:id/payments.csv   operator         401     403     403     200     403     403     403     403     200
POST   /api/payouts/payments/:id/settle     operator         401     403     403     204     403     403     403     403     204
POST   /api/payouts/payments/:id/return     operator         401     403     403     409     403     403     403     403     204
GET    /api/royalties/statements/:id/breakdown statements:read 401   403     403     200    200    200     200   403     200
GET    /api/royalties/statements/:id/export.csv statements:read 401 403     403     200    200    200     200   403     200
GET    /api/royalties/statements/:id/export.pdf statements:read 401 403     403     200    200    200     200   403     200
GET    /api/royalties/statements/:id/export.dsr.tsv statements:read 401 403     403     409    409    409     409   403     409
GET    /api/royalties/statements/:id/export.ugc.tsv statements:read 401 403     403     409    409    409     409   403     409
POST   /api/royalties/statements/:id/play-samples statements:read 401 403 403   201    403    201     201   403     403
GET    /api/royalties/statements/:id/play-samples statements:read 401 403 403   200    403    200     200   403     403
GET    /api/royalties/play-samples/:id      statements:read  401     403     403     200    403    200     200   403     403
GET    /api/royalties/play-samples/:id/plays/:position statements:read 401 403 403 200 403    200     200   403     403
POST   /api/plays/device-erasures           -                200     200     200     200    200    200     200   200     200
GET    /api/plays/erasures                  operator         401     403     403     200    403    403     403   403     200
POST   /api/plays/erasures                  operator         401     403     403     201    403    403     403   403     201
GET    /api/plays/bodies                    operator         401     403     403     200    403    403     403   403     200
GET    /api/royalties/receivables           statements:read  401     403     403     200    200    200     200   403     200
GET    /api/royalties/receivables/lines     statements:read  401     403     403     200    200    200     200   403     200
GET    /api/royalties/receivables/export.csv statements:read 401     403     403     200    200    200     200   403     200
GET    /api/royalties/balances              operator         401     403     403     200    403    403     403   403     200
GET    /api/notifications                   profile:read     401     200     403     200    200    200     200   200     200
GET    /api/notifications/unread            profile:read     401     200     403     200    200    200     200   200     200
POST   /api/notifications/read              profile:write    401     204     403     204    204    204     204   204     204
POST   /api/notifications/:id/read          profile:write    401     404     403     404    404    404     404   404     404
POST   /api/notifications/unsubscribe       -                200     200     200     200    200    200     200   200     200
GET    /api/me/notification-preferences     profile:read     401     200     403     200    200    200     200   200     200
PUT    /api/me/notification-preferences     profile:write    401     204     403     204    204    204     204   204     204
GET    /api/parties                         catalogue:read   401     200     403     200    200    200     200   200     200
POST   /api/parties                         catalogue:write  401     201     403     201    201    201     201   201     201
GET    /api/parties/:id                     catalogue:read   401     403     403     200    200    200     200   403     200
POST   /api/parties/:id/members             catalogue:write  401     403     403     204    403    403     204   403     403
GET    /api/parties/search                  catalogue:read   401     200     403     200    200    200     200   200     200
PATCH  /api/parties/:id                     catalogue:write  401     403     403     200    403    403     200   403     403
POST   /api/parties/:id/verification        operator         401     403     403     409    403    403     403   403     200
GET    /api/parties/:id/events              catalogue:read   401     403     403     200    200    200     200   403     200
GET    /api/parties/:id/members             catalogue:read   401     403     403     200    200    200     200   403     200
DELETE /api/parties/:id/members/:handle     catalogue:write  401     403     403     204    403    403     204   403     403
GET    /api/parties/:id/invitations         catalogue:read   401     403     403     200    403    403     200   403     200
POST   /api/parties/:id/invitations         catalogue:write  401     403     403     201    403    403     201   403     403
DELETE /api/parties/:id/invitations/:invitation catalogue:write 401  403     403     204    403    403     204   403     403
GET    /api/invitations                     catalogue:read   401     200     403     200    200    200     200   200     200
POST   /api/invitations/:id/look            catalogue:read   401     200     403     200    200    200     200   200     200
POST   /api/invitations/:id/accept          catalogue:write  401     200     403     200    200    200     200   200     200
POST   /api/invitations/:id/decline         catalogue:write  401     200     403     200    200    200     200   200     200
GET    /api/parties/:id/domains             catalogue:read   401     403     403     200    200    200     200   403     200
POST   /api/parties/:id/domains             catalogue:write  401     403     403     201    403    403     201   403     403
POST   /api/parties/:id/domains/:domain/check catalogue:write 401    403     403     200    403    200     200   403     403
POST   /api/parties/:id/domains/:domain/confirmation operator 401    403     403     409    403    403     403   403     200
DELETE /api/parties/:id/domains/:domain     catalogue:write  401     403     403     204    403    403     204   403     403
GET    /api/parties/:id/claims              catalogue:read   401     403     403     200    200    200     200   403     200
POST   /api/parties/:id/claims              catalogue:write  401     403     403     201    403    201     201   403     403
GET    /api/claims                          operator         401     403     403     200    403    403     403   403     200
GET    /api/claims/:id                      catalogue:read   401     403     403     200    200    200     200   403     200
POST   /api/claims/:id/evidence             catalogue:write  401     403     403     200    403    200     200   403     403
POST   /api/claims/:id/prove-by-domain      catalogue:write  401     403     403     422    403    422     422   403     403
POST   /api/claims/:id/prove-by-catalogue   catalogue:write  401     403     403     200    403    200     200   403     403
POST   /api/claims/:id/withdraw             catalogue:write  401     403     403     200    403    200     200   403     403
POST   /api/claims/:id/decision             operator         401     403     403     409    403    403     403   403     200
GET    /api/parties/:id/shares              catalogue:read   401     403     403     200    200    200     200   403     200
GET    /api/shares/:id                      catalogue:read   401     403     403     200    200    200     200   403     200
GET    /api/parties/:id/transfers           catalogue:read   401     403     403     200    200    200     200   403     200
POST   /api/shares/:id/transfers            catalogue:write  401     403     403     201    403    403     201   403     201
POST   /api/transfers/:id/accept            catalogue:write  401     403     403     200    403    403     200   403     403
POST   /api/transfers/:id/decline           catalogue:write  401     403     403     200    403    403     200   403     403
POST   /api/transfers/:id/cancel            catalogue:write  401     403     403     200    403    403     200   403     403
GET    /api/own-cause                       operator         401     403     403     200    403    403     403   403     200
GET    /api/parties/:id/merge-preview       operator         401     403     403     200    403    403     403   403     200
GET    /api/parties/:id/merges              catalogue:read   401     403     403     200    200    200     200   403     200
POST   /api/parties/:id/merges              operator         401     403     403     409    403    403     403   403     201
GET    /api/merges/:id/items                catalogue:read   401     403     403     200    200    200     200   403     200
GET    /api/parties/:id/catalogue           catalogue:read   401     403     403     200    200    200     200   403     200
GET    /api/parties/:id/grants              consent:read     401     403     403     200    200    200     200   403     200
GET    /api/parties/:id/clearance-requests  consent:read     401     403     403     200    200    200     200   403     403
POST   /api/clearance-requests              consent:write    401     201     403     201    201    201     201   201     201
GET    /api/clearance-requests              consent:read     401     200     403     200    200    200     200   200     200
GET    /api/clearance-requests/unreachable  operator         401     403     403     200    403    403     403   403     200
GET    /api/clearance-requests/:id          consent:read     401     403     403     200    200    200     200   403     403
POST   /api/clearance-requests/:id/revise   consent:write    401     403     403     204    403    403     403   403     403
POST   /api/clearance-requests/:id/withdraw consent:write    401     403     403     204    403    403     403   403     403
POST   /api/clearance-requests/:id/messages consent:write    401     403     403     204    403    204     204   403     403
POST   /api/clearance-requests/:id/lines/:line/approve consent:write 401 403 403     204    403    204     204   403     403
POST   /api/clearance-requests/:id/lines/:line/decline consent:write 401 403 403     204    403    204     204   403     403
POST   /api/clearance-requests/:id/lines/:line/counter consent:write 401 403 403     204    403    204     204   403     403
POST   /api/clearance-requests/:id/lines/:line/accept  consent:write 401     403     403     204    403    403     403   403     403
POST   /api/parties/:id/grants              consent:write    401     403     403     201    403    201     201   403     403
PUT    /api/grants/:id                      consent:write    401     403     403     200    403    200     200   403     403
POST   /api/grants/:id/withdraw             consent:write    401     403     403     200    403    200     200   403     403
GET    /api/grants/:id/versions             consent:read     401     403     403     200    200    200     200   403     200
POST   /api/grants/:id/keep                 consent:write    401     403     403     200    403    200     200   403     403
POST   /api/grants/:id/suspend              consent:write    401     403     403     200    403    200     200   403     403
POST   /api/grants/:id/resume               consent:write    401     403     403     200    403    200     200   403     403
POST   /api/parties/:id/grants/bulk/preview consent:write    401     403     403     201    403    201     201   403     403
POST   /api/parties/:id/grants/bulk         consent:write    401     403     403     202    403    202     202   403     403
GET    /api/parties/:id/grants/bulk/:bulk   consent:read     401     403     403     200    200    200     200   403     200
GET    /api/parties/:id/grants/bulk/:bulk/items consent:read 401     403     403     200    200    200     200   403     200
GET    /api/parties/:id/releases            catalogue:read   401     403     403     200    200    200     200   403     200
GET    /api/parties/:id/mandates            consent:read     401     403     403     200    200    200     200   403     200
POST   /api/parties/:id/mandates            consent:write    401     403     403     201    403    201     201   403     403
GET    /api/mandates                        operator         401     403     403     200    403    403     403   403     200
GET    /api/mandates/:id/versions           consent:read     401     403     403     200    200    200     200   403     200
POST   /api/mandates/:id/decision           consent:write    401     403     403     200    403    200     200   403     200
POST   /api/mandates/:id/revoke             consent:write    401     403     403     200    403    200     200   403     403
GET    /api/party-names                     catalogue:read   401     200     403     200    200    200     200   200     200
GET    /api/disputes                        consent:read     401     403     403     200    200    200     200   403     200
POST   /api/disputes                        consent:write    401     403     403     201    403    201     201   403     403
GET    /api/disputes/subjects/:kind/:id     consent:read     401     403     403     200    200    200     200   403     403
GET    /api/disputes/:id                    consent:read     401     403     403     200    200    200     200   403     200
POST   /api/disputes/:id/responses          consent:write    401     403     403     204    403    204     204   403     403
POST   /api/disputes/:id/evidence           consent:write    401     403     403     204    403    204     204   403     403
POST   /api/disputes/:id/escalate           consent:write    401     403     403     204    403    204     204   403     403
POST   /api/disputes/:id/withdraw           consent:write    401     403     403     204    403    204     204   403     403
POST   /api/disputes/:id/proposals          consent:write    401     403     403     204    403    204     204   403     403
POST   /api/disputes/:id/proposals/:proposal/accept consent:write 401 403   403     204    403    204     204   403     403
POST   /api/disputes/:id/release            operator         401     403     403     409    403    403     403   403     204
POST   /api/disputes/:id/settle             operator         401     403     403     409    403    403     403   403     204
GET    /api/parties/:id/imports             catalogue:read   401     403     403     200    200    200     200   403     200
POST   /api/parties/:id/imports             catalogue:write  401     403     403     202    403    202     202   403     202
GET    /api/parties/:id/import-permission   catalogue:read   401     403     403     200    200    200     200   403     200
PUT    /api/parties/:id/import-permission   operator         401     403     403     409    403    403     403   403     200
GET    /api/imports/template.csv            -                200     200     200     200    200    200     200   200     200
GET    /api/imports/:id                     catalogue:read   401     403     403     200    200    200     200   403     200
GET    /api/imports/:id/rows                catalogue:read   401     403     403     200    200    200     200   403     200
GET    /api/imports/:id/rows.csv            catalogue:read   401     403     403     200    200    200     200   403     200
POST   /api/imports/:id/apply               catalogue:write  401     403     403     202    403    202     202   403     202
POST   /api/imports/:id/cancel              catalogue:write  401     403     403     200    403    200     200   403     200
POST   /api/imports/:id/resume              catalogue:write  401     403     403     202    403    202     202   403     202
POST   /api/plays                           plays:write      200     200     403     200    200    200     200   200     200
POST   /api/plays/grants                    plays:write      201     201     403     201    201    201     201   201     201
GET    /api/tariffs                         -                200     200     200     200    200    200     200   200     200
GET    /api/tariffs/current                 -                200     200     200     200    200    200     200   200     200
GET    /api/plays/rejections                operator         401     403     403     200    403    403     403   403     200
POST   /api/federation/hints                -                404     404     404     404    404    404     404   404     404
GET    /api/federation/peers                operator         401     403     403     200    403    403     403   403     200
POST   /api/federation/peers                operator         401     403     403     502    403    403     403   403     502
GET    /api/federation/peers/:id            operator         401     403     403     200    403    403     403   403     200
GET    /api/federation/peers/:id/receivables operator        401     403     403     200    403    403     403   403     200
GET    /api/federation/peers/:id/settlements operator        401     403     403     200    403    403     403   403     200
GET    /api/federation/settlements/:id      operator         401     403     403     200    403    403     403   403     200
GET    /api/federation/peers/:id/settlement-troubles operator 401    403     403     200    403    403     403   403     200
POST   /api/federation/settlements/:id/restate operator      401     403     403     200    403    403     403   403     200
POST   /api/federation/settlements/:id/decide operator       401     403     403     200    403    403     403   403     200
POST   /api/federation/settlements/:id/prepare operator      401     403     403     200    403    403     403   403     200
POST   /api/federation/settlements/:id/withdraw operator     401     403     403     200    403    403     403   403     200
POST   /api/federation/settlements/:id/confirm operator      401     403     403     200    403    403     403   403     200
GET    /api/federation/settlement-documents/:sha256 -        200     200     200     200    200    200     200   200     200
POST   /api/federation/peers/:id/confirm    operator         401     403     403     200    403    403     403   403     200
POST   /api/federation/peers/:id/pause      operator         401     403     403     200    403    403     403   403     200
POST   /api/federation/peers/:id/resume     operator         401     403     403     200    403    403     403   403     200
POST   /api/federation/peers/:id/remove     operator         401     403     403     200    403    403     403   403     200
GET    /api/federation/recordings           recipes:write    401     200     403     200    200    200     200   200     200
GET    /api/federation/recordings/:isrc     recipes:write    401     404     403     404    404    404     404   404     404
POST   /api/federation/recordings           recipes:write    401     404     403     404    404    404     404   404     404
GET    /api/plays/quarantine                operator         401     403     403     200    403    403     403   403     200
POST   /api/plays/quarantine/decisions      operator         401     403     403     200    403    403     403   403     200
GET    /api/plays/voids                     operator         401     403     403     200    403    403     403   403     200
POST   /api/plays/voids/preview             operator         401     403     403     200    403    403     403   403     200
POST   /api/plays/voids                     operator         401     403     403     201    403    403     403   403     201
POST   /api/tariffs                         operator         401     403     403     201    403    403     403   403     201
GET    /api/tags                            -                200     200     200     200    200    200     200   200     200
GET    /api/feed                            -                200     200     200     200    200    200     200   200     200
GET    /api/producers/:handle               -                200     200     200     200    200    200     200   200     200
GET    /api/share-links/:code               -                200     200     200     200    200    200     200   200     200
GET    /api/audit                           operator         401     403     403     200    403    403     403   403     200
GET    /api/logs                            -                200     200     200     200    200    200     200   200     200
GET    /api/logs/:name/leaves               -                200     200     200     200    200    200     200   200     200
GET    /api/logs/:name/places               -                200     200     200     200    200    200     200   200     200
GET    /api/logs/:name/leaves/:leaf           -                200     200     200     200    200    200     200   200     200
GET    /log/:name/checkpoint                -                200     200     200     200    200    200     200   200     200
GET    /oembed                              -                200     200     200     200    200    200     200   200     200
GET    /feed.atom                           -                200     200     200     200    200    200     200   200     200
GET    /feed.json                           -                200     200     200     200    200    200     200   200     200
GET    /api/social/search profile:read 401 200 403 200 200 200 200 200 200
GET    /api/social/feed profile:read 401 200 403 200 200 200 200 200 200
GET    /api/social/posts/:id - 200 200 200 200 200 200 200 200 200
GET    /api/social/actors/:id - 200 200 200 200 200 200 200 200 200
GET    /api/social/actors/:id/flips - 200 200 200 200 200 200 200 200 200
PUT    /api/social/actors/:id/follow profile:write 401 204 403 204 204 204 204 204 204
DELETE /api/social/actors/:id/follow profile:write 401 204 403 204 204 204 204 204 204
GET    /api/producers/:handle/follow - 200 200 200 200 200 200 200 200 200
PUT    /api/producers/:handle/follow profile:write 401 204 403 204 204 204 204 204 204
DELETE /api/producers/:handle/follow profile:write 401 204 403 204 204 204 204 204 204
GET    /api/me/following profile:read 401 200 403 200 200 200 200 200 200
GET    /api/me/followers profile:read 401 200 403 200 200 200 200 200 200
GET    /api/me/blocks profile:read 401 200 403 200 200 200 200 200 200
POST   /api/me/blocks profile:write 401 204 403 204 204 204 204 204 204
DELETE /api/me/blocks/:id profile:write 401 404 403 404 404 404 404 404 404
GET    /api/me/aliases profile:read 401 200 403 200 200 200 200 200 200
PUT    /api/me/aliases profile:write 401 200 403 200 200 200 200 200 200
POST   /api/me/aliases profile:write 401 404 403 404 404 404 404 404 404
GET    /api/me/social profile:read 401 200 403 200 200 200 200 200 200
GET    /api/me/comments profile:read 401 200 403 200 200 200 200 200 200
POST   /api/me/move profile:write 401 404 403 404 404 404 404 404 404
DELETE /api/me/move profile:write 401 404 403 404 404 404 404 404 404
GET    /r/:code/card.png - 200 200 200 200 200 200 200 200 200
POST   /api/me/social-keys profile:write 401 204 403 204 204 204 204 204 204
GET    /api/flips/:hash/social - 200 200 200 200 200 200 200 200 200
PUT    /api/flips/:hash/like profile:write 401 204 403 204 204 204 204 204 204
DELETE /api/flips/:hash/like profile:write 401 204 403 204 204 204 204 204 204
PUT    /api/flips/:hash/boost profile:write 401 204 403 204 204 204 204 204 204
DELETE /api/flips/:hash/boost profile:write 401 204 403 204 204 204 204 204 204
GET    /api/flips/:hash/comments - 200 200 200 200 200 200 200 200 200
POST   /api/flips/:hash/comments profile:write 401 201 403 201 201 201 201 201 201
DELETE /api/comments/:id profile:write 401 403 403 403 403 403 403 403 204
POST   /api/comments/:id/restore profile:write 401 403 403 403 403 403 403 403 204
GET    /api/social/domains operator 401 403 403 200 403 403 403 403 200
PUT    /api/social/domains/:host operator 401 403 403 204 403 403 403 403 204
DELETE /api/social/domains/:host operator 401 403 403 204 403 403 403 403 204
GET    /api/social/hosts operator 401 403 403 200 403 403 403 403 200
POST   /api/social/instance-keys operator 401 403 403 204 403 403 403 403 204
GET    /r/:code                             -                200     200     200     200    200    200     200   200     200
GET    /embed/:code                         -                200     200     200     200    200    200     200   200     200
`;

/** After these nobody is who they were. */
const CONSUMING = new Set(['DELETE /api/me', 'POST /api/auth/logout']);

interface Row {
  readonly route: string;
  readonly scope: string | null;
  readonly expected: Readonly<Record<string, number>>;
}

const [header = '', ...lines] = MATRIX.trim().split('\n');
const ROWS: readonly Row[] = lines.map((line) => {
  const [method, path, scope, ...statuses] = line.split(/\s+/);
  const expected = Object.fromEntries(ROLES.map((role, index) => [role, Number(statuses[index])]));
  return { route: `${method} ${path}`, scope: scope === '-' ? null : scope!, expected };
});

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 120_000);
beforeEach(() => stage.world.database.pool.query('TRUNCATE rate_limit'));
afterAll(() => stage.world.close());

const prepare = async (route: string): Promise<Asked> => await REQUESTS[route]!(stage);

async function ask(route: string, { url, body, file }: Asked, headers: Record<string, string>) {
  const method = route.split(' ', 1)[0] as 'GET' | 'POST';
  const payload = file?.text ?? body;
  const types = file === undefined ? {} : { 'content-type': file.type };
  return await stage.world.app.inject({
    method,
    url,
    headers: { ...headers, ...types },
    ...(payload !== undefined && { payload }),
  });
}

/** Problem details (RFC 9457) and nothing of the inside. */
function expectProblem({ statusCode, headers, body }: { statusCode: number; headers: object; body: string }) {
  expect(headers).toMatchObject({
    'content-type': expect.stringMatching(/^application\/problem\+json/),
    'cache-control': 'no-store',
  });
  expect(JSON.parse(body)).toMatchObject({
    status: statusCode,
    code: expect.stringMatching(/^[a-z_]+$/),
    title: expect.any(String),
    detail: expect.stringMatching(/\S/),
    requestId: (headers as { 'x-request-id': string })['x-request-id'],
    errors: expect.any(Array),
  });
  expect(body).not.toMatch(/"stack"|node_modules|\.ts:\d|at \w+ \(|prisma|SELECT /i);
}

describe('every role at every route', () => {
  test('the table has a row for each route that is served, and no other', () => {
    expect(header.split(/\s+/)).toEqual(['route', 'scope', ...ROLES]);
    const served = routesOf(stage.world.app).filter((route) => !OUTSIDE_MATRIX.test(route));
    expect(ROWS.map(({ route }) => route).toSorted()).toEqual(served.toSorted());
    expect(Object.keys(REQUESTS).toSorted()).toEqual(served.toSorted());
    expect(served.length).toBeGreaterThan(45);
  });

  test.each(ROWS)('$route', async ({ route, scope, expected }) => {
    const { world, party, owner } = stage;
    const cast: Cast = CONSUMING.has(route) ? await castFor(world, party, owner) : stage.cast;
    const actual: Partial<Record<Role, number>> = {};
    let request = await prepare(route);
    for (const role of ROLES) {
      const answer = await ask(route, request, await cast.headersOf(role, scope));
      actual[role] = answer.statusCode;
      // Who is refused changes nothing, so that what they asked for is still there for the next.
      if (answer.statusCode < 400 && isUnsafe(route)) request = await prepare(route);
      if (answer.statusCode >= 400) expectProblem(answer);
      if (role === 'visitor' && answer.statusCode === 401)
        expect(answer.json()).toMatchObject({ code: 'unauthenticated' });
      if (role === 'lacking' && scope !== null)
        expect(answer.json()).toMatchObject({ code: 'missing_scope', scope });
    }
    expect(actual).toEqual(expected);
  });
});

describe('a session from another site', () => {
  const made = new Map<string, Asked>();
  /** Everybody is refused here, so that one request does for all. */
  const prepareOnce = async (route: string): Promise<Asked> => {
    const request = made.get(route) ?? (await prepare(route));
    made.set(route, request);
    return request;
  };

  test('changes nothing anywhere', async () => {
    const { cookie } = (await stage.cast.headersOf('session', null)) as { cookie: string };
    const unsafe = ROWS.map(({ route }) => route).filter(isUnsafe);
    expect(unsafe.length).toBeGreaterThan(15);
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://flipside.test', 'sec-fetch-site': 'cross-site' },
      { origin: 'http://flipside.test', 'sec-fetch-site': 'same-site' },
      {},
    ];
    for (const route of unsafe) {
      const request = await prepareOnce(route);
      for (const headers of foreign) {
        const answer = await ask(route, request, { cookie, ...headers });
        expect([route, headers, answer.statusCode]).toEqual([route, headers, 403]);
        expect(answer.json()).toMatchObject({ code: 'cross_site_request' });
        expectProblem(answer);
      }
    }
    const still = await ask('GET /api/me', await prepare('GET /api/me'), { cookie });
    expect(still.json()).toMatchObject({
      user: { displayName: expect.stringMatching(/^producer-|^A Name$/) },
    });
  });

  test('a token that is unknown is refused even where nobody needs one', async () => {
    for (const { route } of ROWS.filter(({ route: name }) => name.includes(' /api/'))) {
      const answer = await ask(route, await prepareOnce(route), { authorization: 'Bearer flip_unknown' });
      expect([route, answer.statusCode]).toEqual([route, 401]);
      expectProblem(answer);
    }
  });
});
