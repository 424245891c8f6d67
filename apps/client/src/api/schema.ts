/** Generated from docs/openapi.json by `npm run openapi`. Do not edit. */
export interface paths {
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Looks over books, plays, logs and statements: progress and findings, one in each line, until `end` */
        get: operations["Audit_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/callback/{issuer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a login issuer sends the browser back to */
        get: operations["Auth_callback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/issuers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one can sign in */
        get: operations["Auth_issuers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sends the browser to a login issuer */
        get: operations["Auth_login"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session here and at the built-in issuer */
        post: operations["Auth_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims of all parties, the longest waiting first (operator) */
        get: operations["Claims_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claims/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A claim with its evidence and history */
        get: operations["Claims_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claims/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proves or rejects a claim, with the reason (operator) */
        post: operations["Claims_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claims/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds words and links to a claim that waits */
        post: operations["Claims_addEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claims/{id}/prove-by-catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proves a claim of a verified party on what the catalogue names it in */
        post: operations["Claims_proveByCatalogue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claims/{id}/prove-by-domain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks at a website of the party, and proves the claim if it names the subject */
        post: operations["Claims_proveByDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claims/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back a claim that waits */
        post: operations["Claims_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearance-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you asked for, newest first */
        get: operations["Requests_list"];
        put?: never;
        /** Asks everybody who stands in the way of a draft */
        post: operations["Requests_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearance-requests/unreachable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lines that nobody can answer, without the drafts (operator) */
        get: operations["Requests_unreachable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearance-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A request with its draft, for its producer and those who are asked */
        get: operations["Requests_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearance-requests/{id}/lines/{line}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the terms that a party offered; the producer does */
        post: operations["RequestAnswers_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearance-requests/{id}/lines/{line}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says yes for a party: to this very draft, or to any flip within the terms */
        post: operations["RequestAnswers_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearance-requests/{id}/lines/{line}/counter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offers terms for a party that it would agree to */
        post: operations["RequestAnswers_counter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearance-requests/{id}/lines/{line}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says no for a party, with a reason; one no ends the request */
        post: operations["RequestAnswers_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearance-requests/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes to those who are asked, or to the producer */
        post: operations["Requests_write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearance-requests/{id}/revise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a changed draft: the next version of the request */
        post: operations["Requests_revise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clearance-requests/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a request back: those who were asked do not see the draft any more */
        post: operations["Requests_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a comment of yours, or hides one on a flip of yours */
        delete: operations["Reactions_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows a comment again that was hidden */
        post: operations["Reactions_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credit-corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Corrections you asked for, or are to decide; operators decide all of them */
        get: operations["Corrections_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credit-corrections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A correction, for whoever asked and whoever decides */
        get: operations["Corrections_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credit-corrections/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts a correction: every rendering shows it beside what was frozen */
        post: operations["Corrections_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credit-corrections/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declines a correction, with the reason */
        post: operations["Corrections_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credit-corrections/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes your own question back */
        post: operations["Corrections_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Disputes of your parties, the newest first; all of them for an operator */
        get: operations["Disputes_list"];
        put?: never;
        /** Says that shares of a recording or work are wrong */
        post: operations["Disputes_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes/subjects/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shares of a recording or work that may be disputed */
        get: operations["Disputes_subject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A dispute: what is in conflict, who said what, what is held */
        get: operations["Disputes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes/{id}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A party asks the operator to decide */
        post: operations["Disputes_escalate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds words and addresses of evidence */
        post: operations["Disputes_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes/{id}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A party proposes how to settle the shares */
        post: operations["DisputeSplits_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes/{id}/proposals/{proposal}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A party accepts a proposed split; with the last one it holds */
        post: operations["DisputeSplits_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dismisses the dispute: the shares stand (operator) */
        post: operations["Disputes_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes/{id}/responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A party of the dispute answers it */
        post: operations["Disputes_respond"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settles the shares: corrected ones in the place of the disputed ones (operator) */
        post: operations["DisputeSplits_settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The party that opened the dispute takes it back */
        post: operations["Disputes_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/hints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A peer says that a log of its own has grown; it is then read */
        post: operations["Hints_hear"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/peers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The instances whose logs are read here, and how that goes */
        get: operations["Peers_list"];
        put?: never;
        /** Asks an instance for its keys and lists it; nothing rests on it yet */
        post: operations["Peers_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/peers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A peer with its history, and the evidence against it */
        get: operations["Peers_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/peers/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms the keys of a peer as learnt on another way */
        post: operations["Peers_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/peers/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads the logs of a peer no further for now */
        post: operations["Peers_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/peers/{id}/receivables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What plays at a peer come to for the parties of here, by its periods */
        get: operations["PeerReceivables_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/peers/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Believes a peer no more and forgets what it said */
        post: operations["Peers_remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/peers/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads on */
        post: operations["Peers_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/peers/{id}/settlement-troubles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settlements and answers of a peer that were refused or could not be had, and why */
        get: operations["Settlements_troubles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/peers/{id}/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was stated between here and a peer, the newest first */
        get: operations["Settlements_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the registries that this server knows have by that text */
        get: operations["Listings_search"];
        put?: never;
        /** Takes a recording of a peer into the catalogue by name: its rights stay there */
        post: operations["Listings_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/recordings/{isrc}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a recording of another registry may or may not be used, as that registry says */
        get: operations["Listings_why"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/settlement-documents/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A signed settlement, or the answer to one, that the log names by its SHA-256 */
        get: operations["SettlementDocuments_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/settlements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A settlement with its lines: disputed ones first */
        get: operations["Settlements_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/settlements/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms a payment that another operator wrote down, and books it */
        post: operations["Settlements_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/settlements/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers a second round: which lines that differ are let stand */
        post: operations["Settlements_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/settlements/{id}/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes down the payment of what was accepted; another operator confirms it */
        post: operations["Settlements_prepare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/settlements/{id}/restate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** States disputed lines again, in a second round, which is the last */
        post: operations["Settlements_restate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/federation/settlements/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back a payment that was written down and not confirmed */
        post: operations["Settlements_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Flips, newest first; of one tag, of one producer */
        get: operations["Feed_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flips/{hash}/boost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Shows a flip to your followers */
        put: operations["Reactions_boost"];
        post?: never;
        /** Takes a boost back */
        delete: operations["Reactions_unboost"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flips/{hash}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people say about a flip, here and elsewhere, oldest first */
        get: operations["Reactions_list"];
        put?: never;
        /** Says something about a flip, or answers a comment */
        post: operations["Reactions_write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flips/{hash}/like": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Likes a flip */
        put: operations["Reactions_like"];
        post?: never;
        /** Takes a like back */
        delete: operations["Reactions_unlike"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flips/{hash}/social": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Likes, boosts and comments of a flip */
        get: operations["Reactions_standing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Other terms, as the next version; also the way back after a withdrawal */
        put: operations["Grants_revise"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{id}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an announced withdrawal back */
        post: operations["Grants_keep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a suspended grant hold again, on the terms it has */
        post: operations["Grants_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets nothing play until the grant is resumed */
        post: operations["Grants_suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything the grant ever said, the newest version first */
        get: operations["Grants_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a grant back, at once or on a day that is announced; plays already counted stand */
        post: operations["Grants_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["Health_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process can do its work; 503 when not */
        get: operations["Health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/template.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A catalogue in CSV to begin with: all columns, and an example */
        get: operations["Imports_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An import: how far it is, and what came of it */
        get: operations["Imports_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes in what a dry run has tried */
        post: operations["Imports_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops an import; what it took in stays */
        post: operations["Imports_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on with an import that was stopped */
        post: operations["Imports_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report: what became of each subject, and why */
        get: operations["Imports_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/rows.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole report as CSV */
        get: operations["Imports_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you are asked to join and have not answered */
        get: operations["Invitations_mine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acts for the party from now on */
        post: operations["Invitations_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says no to an invitation */
        post: operations["Invitations_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{id}/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an invitation offers; a link sends its token along */
        post: operations["Invitations_look"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public logs of this instance and the keys they are signed with */
        get: operations["Logs_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs/{name}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Leaves of a log, the newest first */
        get: operations["Logs_leaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs/{name}/leaves/{leaf}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One leaf, by index or hash, with a proof that anybody can check */
        get: operations["Logs_leaf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs/{name}/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where leaves are in a log, by their hashes */
        get: operations["Logs_places"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposals that wait for an answer (operator) */
        get: operations["Mandates_proposed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The grantor’s answer to a proposal, or an operator’s with the reason */
        post: operations["Mandates_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a mandate, at once or on a day; either side may */
        post: operations["Mandates_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that became of a mandate, the newest first */
        get: operations["Mandates_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["Me_me"];
        put?: never;
        post?: never;
        /** Deletes the account; what was earned and published stays, without you */
        delete: operations["Me_delete"];
        options?: never;
        head?: never;
        /** Changes name, handle or e-mail address */
        patch: operations["Me_update"];
        trace?: never;
    };
    "/api/me/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Other accounts of yours, whose followers may be moved here */
        get: operations["OwnAccount_listAliases"];
        /** States other accounts of yours: these and no others */
        put: operations["OwnAccount_setAliases"];
        /** Looks up another account of yours and states it as one */
        post: operations["OwnAccount_addAlias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom you do not want to hear of */
        get: operations["Follows_blocked"];
        put?: never;
        /** Blocks a producer elsewhere, or a whole server, for yourself */
        post: operations["Follows_block"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/blocks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a block back */
        delete: operations["Follows_unblock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What others said about your flips, newest first, with what is hidden */
        get: operations["OwnAccount_received"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything kept about you */
        get: operations["Me_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/flips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your own flips, whatever became of them */
        get: operations["Derivatives_own"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/followers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who follows you */
        get: operations["Follows_followers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/following": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom you follow */
        get: operations["Follows_following"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves your followers to another account of yours, which names this one as an alias */
        post: operations["OwnAccount_move"];
        /** Leads to no other account any more; whoever followed you there stays there */
        delete: operations["OwnAccount_takeMoveBack"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/notification-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which kinds of notifications also come by mail */
        get: operations["Notifications_preferences"];
        /** Turns mail of one kind on or off */
        put: operations["Notifications_prefer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/social": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How you are known to other servers */
        get: operations["OwnAccount_known"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/social-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces the keys that your activities are signed with; the old ones are shown for a week */
        post: operations["OwnAccount_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your API tokens */
        get: operations["Tokens_list"];
        put?: never;
        /** Makes an API token; it is answered this once */
        post: operations["Tokens_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes an API token at once */
        delete: operations["Tokens_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merges/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a merge moved, thing by thing */
        get: operations["Merges_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/music-services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services that a listener may connect; none unless this instance is set up for them */
        get: operations["MusicServices_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/music-services/{id}/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds the client secret to a code or refresh token and hands the tokens on; keeps and logs nothing */
        post: operations["MusicServices_exchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you were told, newest first */
        get: operations["Notifications_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks everything as read */
        post: operations["Notifications_markAllRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many you have not read; asked again and again, so with an ETag */
        get: operations["Notifications_unread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turns a kind of mail off, by the token in its link */
        post: operations["Notifications_unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks one as read */
        post: operations["Notifications_markRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own-cause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a decision about these parties is one’s own cause (operator) */
        get: operations["OwnCause_standing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The parties you act for; for an operator all, newest first, 500 at most */
        get: operations["Parties_list"];
        put?: never;
        /** Makes a party; whoever makes it owns it, unless an operator does */
        post: operations["Parties_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Parties by the beginnings of words of their name, or by an identifier */
        get: operations["Parties_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A party you act for */
        get: operations["Parties_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes name, identifiers or contact; another name or identifier ends a verification */
        patch: operations["Parties_edit"];
        trace?: never;
    };
    "/api/parties/{id}/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the party has a share, a role or a mandate in, by title, with its grants */
        get: operations["PartyCatalogue_catalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a party claims, the newest first */
        get: operations["Claims_list"];
        put?: never;
        /** Claims a share of a recording or work; it is one when it is proved */
        post: operations["Claims_enter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/clearance-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a party is asked, newest first */
        get: operations["Requests_inbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/derivatives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Flips of a party's music, with how they use it and what they paid */
        get: operations["Derivatives_ofParty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Websites of the party, with what their files said */
        get: operations["Domains_list"];
        put?: never;
        /** Names a website of the party and gives the token for its file */
        post: operations["Domains_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/domains/{domain}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a website; what it proved stays proved */
        delete: operations["Domains_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/domains/{domain}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks at the file of the website now */
        post: operations["Domains_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/domains/{domain}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that it is sure whose website it is, or takes that back (operator) */
        post: operations["Domains_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a party, the newest first */
        get: operations["Parties_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a party has granted: of each grant the version that holds */
        get: operations["Grants_list"];
        put?: never;
        /** Grants the use of a recording, a work, a release or a whole catalogue on one side */
        post: operations["Grants_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/grants/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Applies a preview as it was shown; sent again it answers how far that is */
        post: operations["BulkGrants_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/grants/bulk/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What one change of many grants would do, to each of them and to published flips */
        post: operations["BulkGrants_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/grants/bulk/{bulk}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a change of many grants is */
        get: operations["BulkGrants_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/grants/bulk/{bulk}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What becomes, or became, of each recording and work */
        get: operations["BulkGrants_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/import-permission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the party may import */
        get: operations["PartyImports_permission"];
        /** Lets the party import, or no longer (operator) */
        put: operations["PartyImports_decide"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports of the party, the newest first */
        get: operations["PartyImports_list"];
        put?: never;
        /** Imports a catalogue (CSV, DDEX ERN or CWR, recognised by its content), or tries it */
        post: operations["PartyImports_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations of the party in all states, the newest first */
        get: operations["Members_invited"];
        put?: never;
        /** Asks a user by handle, or makes a link that works once */
        post: operations["Members_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an invitation back */
        delete: operations["Members_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/mandates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mandates that a party gave and holds: of each the version that holds */
        get: operations["Mandates_list"];
        put?: never;
        /** Lets another party grant in this one’s name, or proposes that another lets this one */
        post: operations["Mandates_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who acts for the party; 500 at most */
        get: operations["Members_list"];
        put?: never;
        /** Lets a user act for the party, or changes as what */
        post: operations["Members_set"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/members/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a member, or leaves; a party keeps at least one owner */
        delete: operations["Members_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/merge-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would move if another party were merged into this one (operator) */
        get: operations["Merges_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Merges into and out of a party, the newest first, 100 at most */
        get: operations["Merges_list"];
        put?: never;
        /** Merges another party into this one; it cannot be undone (operator) */
        post: operations["Merges_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/payee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where and from how much on the party is paid; account numbers by their ends alone */
        get: operations["Payees_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/payee/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Enters the account that the party is paid to; a changed one is not paid to for some days */
        put: operations["Payees_setAccount"];
        post?: never;
        /** Takes the account away: nothing is paid until one is entered again */
        delete: operations["Payees_removeAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/payee/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets payouts to the party go on (operator) */
        post: operations["Payees_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/payee/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops payouts to the party (operator) */
        post: operations["Payees_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/payee/thresholds/{currency}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** From how much on the party is paid in a currency */
        put: operations["Payees_setThreshold"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was paid to the party, the newest first */
        get: operations["Payees_payments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases on which the party has something, by title, 500 at most */
        get: operations["PartyCatalogue_releases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a party holds and held, the newest first */
        get: operations["Shares_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shares that a party gives and gets, the newest first */
        get: operations["Shares_listTransfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that it is sure who the party is, or takes that back (operator) */
        post: operations["Parties_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party-names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Parties whose name begins so, for choosing one, 20 at most */
        get: operations["Mandates_partyNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/owed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is owed in each currency, and the account that is paid from */
        get: operations["PayoutRuns_owed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/payments/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank sent the payment back: what it was of is owed again */
        post: operations["Payments_giveBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/payments/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The payment arrived */
        post: operations["Payments_settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payout runs, the newest first */
        get: operations["PayoutRuns_list"];
        put?: never;
        /** Makes a draft of a run: who is paid what, and who is not and why. Nothing is booked */
        post: operations["PayoutRuns_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run with its totals */
        get: operations["PayoutRuns_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/runs/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a draft; where there are several operators, another than its maker */
        post: operations["PayoutRuns_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives up a run that was not sent */
        post: operations["PayoutRuns_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/runs/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a run and its payments, the newest first */
        get: operations["PayoutRuns_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/runs/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments of a run, and who is not paid and why */
        get: operations["PayoutRuns_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/runs/{id}/pain.001.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments that go by SEPA credit transfer, as pain.001.001.09 for the bank */
        get: operations["PayoutRuns_pain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/runs/{id}/payments.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All payments of a run with their accounts, as CSV */
        get: operations["PayoutRuns_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/runs/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an approved run and books its payments, many of them in the background (`SENDING`, with counts); asking again makes it go on */
        post: operations["PayoutRuns_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payouts/runs/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** All payments of the run that are on their way have arrived; many are settled in the background (`SETTLING`) */
        post: operations["PayoutRuns_settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reports plays; what the answer says is counted is durable */
        post: operations["Plays_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/bodies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many receipts of a device are kept */
        get: operations["Erasures_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/device-erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A device has its receipts erased, by a request that it signs; what was counted stays */
        post: operations["Erasures_eraseForDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receipts that were erased, the newest first, with who asked and why */
        get: operations["Erasures_list"];
        put?: never;
        /** Erases the receipts of a device for somebody who asked; what was counted stays */
        post: operations["Erasures_erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Permission for a device to report one play; refused when the flip is not cleared now */
        post: operations["Plays_grant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Plays that are kept and do not count yet, the newest first */
        get: operations["Fraud_held"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/quarantine/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Counts plays that were kept aside, or refuses them */
        post: operations["Fraud_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/rejections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receipts that did not count, the newest first, and how many of each reason */
        get: operations["Fraud_rejections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/voids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was taken back, the newest first */
        get: operations["Fraud_list"];
        put?: never;
        /** Takes counted plays back, as many as the preview said */
        post: operations["Fraud_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plays/voids/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many counted plays would be taken back */
        post: operations["Fraud_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/producers/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A producer */
        get: operations["Feed_producer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/producers/{handle}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many follow a producer of this instance, and whether you do */
        get: operations["Follows_producer"];
        /** Follows a producer of this instance */
        put: operations["Follows_follow"];
        post?: never;
        /** Follows a producer of this instance no more */
        delete: operations["Follows_unfollow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipe-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of flips here, newest first (operator) */
        get: operations["Derivatives_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes a signed recipe whose every source is cleared */
        post: operations["Recipes_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Is it cleared, who is credited, what does a play pay: for a draft, signed or not */
        post: operations["Recipes_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flip with its recipe, credits, clearance and what a play pays */
        get: operations["Recipes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/bring-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undoes your own take-down; what is not cleared now stays withdrawn */
        post: operations["RecipeStates_bringBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/credit-corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a correction of the credits of one flip */
        post: operations["Corrections_ofFlip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The credits: JSON, text, JSON-LD or a DDEX ERN message, as asked */
        get: operations["Credits_negotiated"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/credits.ern.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The credits as a DDEX ERN 4.3 message with HasContentFrom timings */
        get: operations["Credits_ern"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/credits.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The credits as schema.org JSON-LD */
        get: operations["Credits_jsonLd"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/credits.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The credits as text */
        get: operations["Credits_text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The recipe as it was signed: canonical bytes (RFC 8785) */
        get: operations["Recipes_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a flip came to its state, newest first: for its producer and operators */
        get: operations["RecipeStates_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Removes a flip from this instance, with the reason (operator) */
        post: operations["RecipeStates_remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undoes a removal; what its producer took down stays down (operator) */
        post: operations["RecipeStates_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/take-down": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes your own flip down: its link says so, and nothing plays from it */
        post: operations["RecipeStates_takeDown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipes/{hash}/tree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The flips it was made from and those made from it, and what each step added */
        get: operations["Credits_tree"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The catalogue, with what may be made from each recording */
        get: operations["Recordings_list"];
        put?: never;
        /** Enters a recording with its works, shares and contributors (operator) */
        post: operations["Recordings_enter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recordings/{isrc}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A recording with its shares, works and contributors */
        get: operations["Recordings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recordings/{isrc}/clearance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a recording may or may not be used, on both sides */
        get: operations["Recordings_explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recordings/{isrc}/credit-corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a correction of the credits of a recording, and so of every flip of it */
        post: operations["Corrections_ofRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adjusts what a party is owed, against the platform or suspense */
        post: operations["Bookkeeping_adjust"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/advances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Advances and what of them is recouped, the newest first */
        get: operations["Bookkeeping_advances"];
        put?: never;
        /** Enters an advance: closes recoup it from what the party earns */
        post: operations["Bookkeeping_addAdvance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a party is owed and what there is against it, before an adjustment */
        get: operations["Bookkeeping_balances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the ledger beside closes and payouts, the newest first */
        get: operations["Bookkeeping_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/entries/{id}/reversal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undoes an adjustment, a recoupment or a withholding by an entry of its own */
        post: operations["Bookkeeping_reverse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounting periods, the newest first */
        get: operations["Periods_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/periods/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One period, with the progress of its close */
        get: operations["Periods_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/periods/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops counting into a period and makes its statements; asking again goes on */
        post: operations["Periods_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/periods/{id}/listener-payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What listeners paid into an open period, by pseudonym; known payments change nothing */
        post: operations["Pools_importPayments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/periods/{id}/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a period shares out under tariffs that are not per play */
        get: operations["Pools_list"];
        put?: never;
        /** States money for the pool of an open period; the same reference again changes nothing */
        post: operations["Pools_state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/play-samples/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A sample again: what was asked, and what is left of it */
        get: operations["Samples_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/play-samples/{id}/plays/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One play of a sample; 410 once its receipt was erased */
        get: operations["Samples_play"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/receivables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What your parties have to get from other servers: not payable until those have settled */
        get: operations["Receivables_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/receivables/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as CSV (RFC 4180) */
        get: operations["Receivables_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/receivables/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of that each recording, work and flip comes to */
        get: operations["Receivables_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statements of your parties, the newest first; or with `since` what is new, the oldest first */
        get: operations["Statements_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/statements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One statement: totals, course of the last periods, stems */
        get: operations["Statements_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/statements/{id}/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the lines come to by flip, source, territory and side: the largest, and the rest */
        get: operations["Statements_breakdown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/statements/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The frozen statement with all lines, as canonical JSON; its SHA-256 is the statement’s */
        get: operations["Statements_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/statements/{id}/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The statement as CSV (RFC 4180); its column `amount` sums to the closing balance */
        get: operations["StatementExports_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/statements/{id}/export.dsr.tsv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A DDEX sales report: RoyaltyReporting 1.0.1; needs the DPID of the instance */
        get: operations["StatementExports_royalty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/statements/{id}/export.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A summary for people: figures, where the money came from, the largest lines */
        get: operations["StatementExports_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/statements/{id}/export.ugc.tsv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A DDEX sales report: UgcProfile 1.2; needs the DPID of the instance */
        get: operations["StatementExports_ugc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/statements/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each flip earned on each side of each source in each territory */
        get: operations["Statements_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/statements/{id}/play-samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at single plays of the statement, and why, the newest first */
        get: operations["Samples_list"];
        put?: never;
        /** Shows single plays of a flip to whoever manages the party, for a signed request that is kept */
        post: operations["Samples_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/royalties/withholdings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rates of tax that closes withhold, the newest first */
        get: operations["Bookkeeping_withholdings"];
        put?: never;
        /** Enters a rate of tax from a day on, in the place of the one before */
        post: operations["Bookkeeping_addWithholding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/share-links/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The flip behind a share link; gone with the reason when it was taken back */
        get: operations["ShareLinks_open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A share with its history */
        get: operations["Shares_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offers a share, or a part of it, to another party; by an operator it holds at once */
        post: operations["Shares_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/social/actors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A producer of another server, and whether you follow them */
        get: operations["ProducersElsewhere_actor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/social/actors/{id}/flips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known here of the flips of a producer elsewhere, newest first */
        get: operations["ProducersElsewhere_flips"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/social/actors/{id}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Asks to follow a producer elsewhere */
        put: operations["ProducersElsewhere_follow"];
        post?: never;
        /** Follows a producer elsewhere no more */
        delete: operations["ProducersElsewhere_unfollow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/social/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Servers that are allowed, silenced or blocked */
        get: operations["Servers_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/social/domains/{host}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Allows, silences or blocks a server and what is under its domain */
        put: operations["Servers_set"];
        post?: never;
        /** Takes a rule back */
        delete: operations["Servers_clear"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/social/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Flips of producers that you follow, here and elsewhere, newest first */
        get: operations["ProducersElsewhere_feed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/social/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How deliveries to other servers go */
        get: operations["Servers_hosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/social/instance-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces the keys of the instance; the old ones are shown for a week */
        post: operations["Servers_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/social/posts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flip of another server with its recipe and credits */
        get: operations["ProducersElsewhere_post"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/social/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Finds a producer by @name@server, or a producer or flip by its address */
        get: operations["ProducersElsewhere_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags in use, most used first */
        get: operations["Feed_tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tariffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of the tariff, those that are announced too, the newest first */
        get: operations["Tariffs_list"];
        put?: never;
        /** Enters the next version of the tariff, in force now or from a later day (operator) */
        post: operations["Tariffs_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tariffs/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a play pays and how it is parted */
        get: operations["Tariffs_current"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transfers/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the share over, from the agreed time or from now */
        post: operations["Shares_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transfers/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an offer back */
        post: operations["Shares_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transfers/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does not take the share */
        post: operations["Shares_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/works/{id}/credit-corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a correction of the credits of a work, and so of every flip of it */
        post: operations["Corrections_ofWork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oembed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** oEmbed 1.0 of a share page */
        get: operations["ShareLinks_oembed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptTransfer: Record<string, never>;
        AddBlock: {
            /** Format: uuid */
            actorId: string;
        } | {
            host: string;
        };
        AddMember: {
            handle: string;
            /** @enum {string} */
            role: "OWNER" | "MANAGER" | "VIEWER";
        };
        AdvancePage: {
            items: components["schemas"]["AdvanceView"][];
            nextCursor: string | null;
        };
        AdvanceView: {
            amountMicros: string;
            /** Format: date-time */
            createdAt: string;
            currency: string;
            evidence: string;
            /** Format: uuid */
            id: string;
            party: components["schemas"]["PartyRef"];
            recoupedMicros: string;
            reference: string;
        };
        Aliases: {
            items: string[];
        };
        AnswerTransfer: {
            /** @default null */
            answer: string | null;
        };
        ApiTokenList: {
            items: components["schemas"]["ApiTokenView"][];
        };
        ApiTokenView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            /** @description The token that it was made with, and ends with */
            madeBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            name: string;
            scopes: string[];
        };
        ApplyBulk: {
            /** Format: uuid */
            preview: string;
            token: string;
        };
        ApproveLine: {
            /** @enum {string} */
            as: "THIS_FLIP" | "OPT_IN";
            /** @default {} */
            terms: {
                /** @default null */
                minimumRate: {
                    currency: string;
                    perPlayMicros: string;
                } | null;
                /**
                 * @default MONETISE
                 * @enum {string}
                 */
                policy: "MONETISE" | "REPORT_USAGE";
                /** @default {} */
                scope: components["schemas"]["GrantScope"];
            };
        };
        AskForClearance: {
            message: string;
            recipe: {
                [key: string]: unknown;
            };
            territory?: string;
        };
        AskedReason: {
            code: string;
            detail: string;
            territory: string;
        };
        AskedRequest: {
            /** Format: uuid */
            id: string;
        };
        BalanceView: {
            againstMicros: string;
            payableMicros: string;
            period: string | null;
        };
        BlockList: {
            items: {
                actor: {
                    handle: string;
                    host: string;
                    /** Format: uuid */
                    id: string;
                } | null;
                /** Format: date-time */
                createdAt: string;
                host: string | null;
                /** Format: uuid */
                id: string;
            }[];
        };
        Breakdown: {
            others: {
                amountMicros: string;
                parts: string;
            };
            top: {
                amountMicros: string;
                by: string | null;
                key: string | null;
                lines: string;
                title: string | null;
            }[];
        };
        BulkChange: {
            /** @enum {string} */
            kind: "GRANT";
            minimumRate?: {
                currency: string;
                perPlayMicros: string;
            } | null;
            /** @enum {string} */
            policy?: "MONETISE" | "REPORT_USAGE" | "BLOCK";
            scope?: components["schemas"]["GrantScopeChange"];
        } | {
            /** @enum {string} */
            kind: "SUSPEND";
            /** @default null */
            reason: string | null;
        } | {
            /** @enum {string} */
            kind: "RESUME";
        } | {
            /**
             * Format: date-time
             * @default null
             */
            at: string | null;
            /** @enum {string} */
            kind: "WITHDRAW";
            /** @default null */
            reason: string | null;
        };
        BulkItemPage: {
            items: components["schemas"]["BulkItemView"][];
            nextCursor: string | null;
        };
        BulkItemView: {
            applied: boolean;
            /** Format: uuid */
            grantId: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "RECORDING" | "WORK";
            note: string | null;
            /** @enum {string} */
            outcome: "NEW" | "REVISED" | "UNCHANGED" | "REFUSED";
            position: number;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            title: string;
            version: number | null;
        };
        BulkRequest: {
            change: components["schemas"]["BulkChange"];
            selection: components["schemas"]["BulkSelection"];
        };
        BulkSelection: {
            /** @enum {string} */
            kind: "SUBJECTS";
            subjects: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "RECORDING" | "WORK";
            }[];
        } | {
            /** @default [] */
            except: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "RECORDING" | "WORK";
            }[];
            filter: components["schemas"]["CatalogueFilter"];
            /** @enum {string} */
            kind: "MATCHING";
        };
        BulkView: {
            applied: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            flips: {
                bounded: boolean;
                starting: number;
                stopping: number;
            };
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            partyId: string;
            /** @enum {string} */
            state: "PREVIEWED" | "RUNNING" | "DONE";
            token: string;
            totals: {
                NEW: number;
                REFUSED: number;
                REVISED: number;
                UNCHANGED: number;
            };
        };
        CatalogueFilter: {
            clearance?: components["schemas"]["ClearanceState"];
            flipped?: boolean;
            optedIn?: boolean;
            q?: string;
            /** Format: uuid */
            release?: string;
            /** @enum {string} */
            side?: "MASTER" | "COMPOSITION";
        };
        CheckDomain: Record<string, never>;
        ClaimDetail: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            decidedAt: string | null;
            events: {
                by: string | null;
                /** Format: date-time */
                createdAt: string;
                detail: {
                    [key: string]: unknown;
                };
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "ENTERED" | "EVIDENCE" | "NAMED_BY_DOMAIN" | "PROVED" | "REJECTED" | "WITHDRAWN";
                links: string[];
                text: string | null;
            }[];
            excludeTerritories: string[];
            /** Format: date-time */
            from: string | null;
            /** @description Parties with shares of the same */
            heldBy: string[];
            /** Format: uuid */
            id: string;
            party: components["schemas"]["PartyRef"];
            partyVerified: boolean;
            ppm: number;
            /** @enum {string|null} */
            proof: "DOMAIN" | "CATALOGUE" | "OPERATOR" | null;
            role: string;
            /** Format: uuid */
            shareId: string | null;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            /** @enum {string} */
            state: "PENDING" | "PROVED" | "REJECTED" | "WITHDRAWN";
            subject: {
                /** Format: uuid */
                id: string;
                isrc: string | null;
                iswc: string | null;
                /** @enum {string} */
                kind: "RECORDING" | "WORK";
                title: string;
            };
            territories: string[];
            /** Format: date-time */
            to: string | null;
            totalPpm: number;
        };
        ClaimPage: {
            items: components["schemas"]["ClaimView"][];
            nextCursor: string | null;
        };
        ClaimView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            decidedAt: string | null;
            excludeTerritories: string[];
            /** Format: date-time */
            from: string | null;
            /** Format: uuid */
            id: string;
            party: components["schemas"]["PartyRef"];
            partyVerified: boolean;
            ppm: number;
            /** @enum {string|null} */
            proof: "DOMAIN" | "CATALOGUE" | "OPERATOR" | null;
            role: string;
            /** Format: uuid */
            shareId: string | null;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            /** @enum {string} */
            state: "PENDING" | "PROVED" | "REJECTED" | "WITHDRAWN";
            subject: {
                /** Format: uuid */
                id: string;
                isrc: string | null;
                iswc: string | null;
                /** @enum {string} */
                kind: "RECORDING" | "WORK";
                title: string;
            };
            territories: string[];
            /** Format: date-time */
            to: string | null;
        };
        ClearServerRule: {
            reason: string;
        };
        ClearanceExplanation: {
            artist: string;
            /** Format: date-time */
            at: string;
            everywhere: components["schemas"]["TerritoryGroup"][] | null;
            isrc: string;
            sides: components["schemas"]["SideClearance"][];
            state: components["schemas"]["ClearanceState"];
            terms: components["schemas"]["RemixTerms"] | null;
            territory: string;
            title: string;
        };
        ClearanceReason: {
            action: string;
            code: string;
            detail: string;
            isrc: string;
            party: components["schemas"]["PartyRef"] | null;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            territory: string;
        };
        /** @enum {string} */
        ClearanceState: "CLEARED" | "NEEDS_APPROVAL" | "NOT_CLEARED" | "CONFLICT" | "BLOCKED";
        CommentPage: {
            items: components["schemas"]["FlipComment"][];
            nextCursor: string | null;
        };
        CommentRef: {
            /** Format: uuid */
            id: string;
        };
        ConfirmDomain: {
            confirmed: boolean;
            reason: string;
        };
        ContributionTree: {
            ancestors: components["schemas"]["TreeNode"][];
            descendants: components["schemas"]["TreeNode"][];
            nextCursor: string | null;
            root: components["schemas"]["TreeNode"];
            sources: {
                artist: string;
                isrc: string;
                own: boolean;
                through: string[];
                title: string;
            }[];
            truncated: boolean;
            unknown: {
                child: string;
                depth: number;
                hash: string;
            }[];
        };
        CorrectionNote: {
            /** @default null */
            reason: string | null;
        };
        CorrectionPage: {
            items: components["schemas"]["CorrectionView"][];
            nextCursor: string | null;
        };
        CorrectionReason: {
            reason: string;
        };
        /** @enum {string} */
        CorrectionState: "REQUESTED" | "ACCEPTED" | "DECLINED" | "WITHDRAWN";
        CorrectionView: {
            /** Format: date-time */
            createdAt: string;
            credited: components["schemas"]["CreditName"] | null;
            events: {
                /** Format: date-time */
                at: string;
                reason: string | null;
                state: components["schemas"]["CorrectionState"];
            }[];
            evidence: string[];
            explanation: string;
            /** Format: uuid */
            id: string;
            mayDecide: boolean;
            party: components["schemas"]["PartyRef"];
            proposed: {
                name: string;
                /** Format: uuid */
                partyId: string | null;
                role: string;
            } | null;
            /** @enum {string} */
            side: "REMIX" | "RECORDING" | "COMPOSITION";
            state: components["schemas"]["CorrectionState"];
            subject: {
                code: string | null;
                credits: components["schemas"]["Credits"] | null;
                hash: string | null;
                isrc: string | null;
                iswc: string | null;
                /** @enum {string} */
                kind: "RECIPE" | "RECORDING" | "WORK";
                sourceId: string | null;
                title: string;
                /** Format: uuid */
                workId: string | null;
            };
        };
        CounterLine: {
            /** @default null */
            note: string | null;
            terms: {
                /** @default null */
                minimumRate: {
                    currency: string;
                    perPlayMicros: string;
                } | null;
                /**
                 * @default MONETISE
                 * @enum {string}
                 */
                policy: "MONETISE" | "REPORT_USAGE";
                /** @default {} */
                scope: components["schemas"]["GrantScope"];
            };
        };
        CoveringGrant: {
            /** @enum {string} */
            covers: "SUBJECT" | "RELEASE" | "CATALOGUE";
            /** Format: uuid */
            id: string;
            minimumRate: {
                currency: string;
                perPlayMicros: string;
            } | null;
            /** @enum {string} */
            policy: "MONETISE" | "REPORT_USAGE" | "BLOCK";
            reason: string | null;
            scope: components["schemas"]["GrantScope"];
            /** @enum {string} */
            state: "REQUESTED" | "GRANTED" | "DECLINED" | "SUSPENDED" | "WITHDRAWN" | "EXPIRED";
            version: number;
            /** Format: date-time */
            withdrawnFrom: string | null;
        };
        CreatedApiToken: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            /** @description The token that it was made with, and ends with */
            madeBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            name: string;
            scopes: string[];
            token: string;
        };
        CreatedInvitation: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            handle: string | null;
            /** Format: uuid */
            id: string;
            invitedBy: string;
            link: string | null;
            party: components["schemas"]["PartyRef"];
            /** @enum {string} */
            role: "OWNER" | "MANAGER" | "VIEWER";
            /** @enum {string} */
            state: "PENDING" | "ACCEPTED" | "DECLINED" | "REVOKED";
        };
        CreditAmendment: {
            /** Format: date-time */
            correctedAt: string;
            credited: components["schemas"]["CreditName"] | null;
            /** Format: uuid */
            id: string;
            isrc: string | null;
            iswc: string | null;
            proposed: components["schemas"]["CreditName"] | null;
            /** @enum {string} */
            side: "REMIX" | "RECORDING" | "COMPOSITION";
            subject: string;
        };
        CreditName: {
            name: string;
            role: string;
        };
        Credits: {
            corrections: components["schemas"]["CreditAmendment"][];
            parents: {
                hash: string;
                remixer: string | null;
                title: string | null;
            }[];
            remixer: string;
            sources: components["schemas"]["SourceCredit"][];
            text: string;
        };
        DataExport: {
            [key: string]: unknown;
        };
        DecideClaim: {
            /** @default [] */
            links: string[];
            proved: boolean;
            reason: string;
        };
        DecideImportPermission: {
            evidence: string;
            permitted: boolean;
        };
        DecideMandate: {
            /** @enum {string} */
            decision: "CONFIRM" | "DECLINE";
            /** @default null */
            reason: string | null;
        };
        DeclineLine: {
            reason: string;
        };
        DerivativePage: {
            items: components["schemas"]["DerivativeView"][];
            nextCursor: string | null;
        };
        DerivativeView: {
            bpm: number;
            children: string;
            code: string;
            credits: components["schemas"]["Credits"];
            durationMs: number;
            earned: {
                amountMicros: string;
                currency: string;
                perPlayMicros: string;
                plays: string;
            }[];
            hash: string;
            key: string | null;
            ownSources: {
                isrc: string;
                sides: ("MASTER" | "COMPOSITION")[];
                title: string;
                usageMs: number;
            }[];
            playCount: string;
            print: components["schemas"]["RecipePrint"];
            producer: components["schemas"]["ProducerRef"];
            /** Format: date-time */
            publishedAt: string;
            state: components["schemas"]["RecipeState"];
            stateReason: string | null;
            tags: string[];
            title: string;
        };
        DeviceErasure: {
            /** Format: date-time */
            at: string;
            device: string;
            /** @enum {string} */
            erase: "bodies";
            /** Format: uri */
            home: string;
            sig: string;
            /** @enum {number} */
            v: 1;
        };
        DisputableSubject: {
            /** Format: uuid */
            disputeId: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "RECORDING" | "WORK";
            shares: {
                excludeTerritories: string[];
                /** Format: date-time */
                from: string | null;
                /** Format: uuid */
                id: string;
                party: components["schemas"]["PartyRef"];
                ppm: number;
                role: string;
                /** @enum {string} */
                status: "ACTIVE" | "DISPUTED" | "ENDED";
                territories: string[];
                /** Format: date-time */
                to: string | null;
            }[];
            title: string;
        };
        DisputeAcceptance: {
            /** Format: uuid */
            partyId: string;
        };
        DisputeAddition: {
            /** @default [] */
            evidence: string[];
            /** Format: uuid */
            partyId?: string;
            text: string;
        };
        DisputeDismissal: {
            /** @default [] */
            evidence: string[];
            text: string;
        };
        DisputeEventView: {
            /** Format: date-time */
            at: string;
            byOperator: boolean;
            evidence: string[];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "OPENED" | "CHANGED" | "RESPONDED" | "ADDED" | "PROPOSED" | "ACCEPTED" | "ESCALATED" | "LAPSED" | "UPHELD" | "AGREED" | "RELEASED" | "WITHDRAWN" | "VANISHED";
            /** @description Parties that the operator who decided acts for, by name */
            ownCause: string | null;
            party: components["schemas"]["PartyRef"] | null;
            /** Format: uuid */
            proposalId: string | null;
            revision: number | null;
            split: components["schemas"]["SplitLine"][][] | null;
            /** @enum {string} */
            state: "OPEN" | "RESPONDED" | "ESCALATED" | "UPHELD" | "RELEASED";
            text: string;
        };
        DisputeItem: {
            claimedPpm: number;
            /** Format: date-time */
            decideBy: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            openedAt: string;
            /** Format: uuid */
            openedByPartyId: string | null;
            /** @enum {string} */
            origin: "OVERCLAIM" | "PARTY" | "OPERATOR";
            parties: components["schemas"]["DisputeParty"][];
            /** Format: date-time */
            resolvedAt: string | null;
            /** Format: date-time */
            respondBy: string;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            /** @enum {string} */
            state: "OPEN" | "RESPONDED" | "ESCALATED" | "UPHELD" | "RELEASED";
            subject: {
                artist: string | null;
                /** Format: uuid */
                id: string;
                isrc: string | null;
                iswc: string | null;
                /** @enum {string} */
                kind: "RECORDING" | "WORK";
                title: string;
            };
            territories: {
                exclude: string[];
                include: string[];
            }[];
        };
        DisputePage: {
            items: components["schemas"]["DisputeItem"][];
            nextCursor: string | null;
        };
        DisputePart: {
            /** @enum {string} */
            cause: "OVERCLAIM" | "CONTESTED";
            claimedPpm: number;
            disputed: components["schemas"]["DisputePartShare"][];
            /** Format: date-time */
            from: string | null;
            standing: components["schemas"]["DisputePartShare"][];
            territories: {
                exclude: string[];
                include: string[];
            };
            /** Format: date-time */
            to: string | null;
        };
        DisputePartShare: {
            party: components["schemas"]["PartyRef"];
            ppm: number;
            role: string;
            /** Format: uuid */
            shareId: string;
        };
        DisputeParty: {
            /** Format: uuid */
            id: string;
            isNamed: boolean;
            name: string;
            /** Format: date-time */
            respondedAt: string | null;
        };
        DisputeProposal: {
            /** @default [] */
            evidence: string[];
            parts: {
                /** Format: uuid */
                partyId: string;
                ppm: number;
                role: string;
            }[][];
            /** Format: uuid */
            partyId: string;
            revision: number;
            text: string;
        };
        DisputeSettlement: {
            /** @default [] */
            evidence: string[];
            parts: {
                /** Format: uuid */
                partyId: string;
                ppm: number;
                role: string;
            }[][];
            revision: number;
            text: string;
        };
        DisputeStatement: {
            /** @default [] */
            evidence: string[];
            /** Format: uuid */
            partyId: string;
            text: string;
        };
        DisputeView: {
            claimedPpm: number;
            /** Format: date-time */
            decideBy: string | null;
            events: components["schemas"]["DisputeEventView"][];
            held: {
                currency: string;
                heldMicros: string;
                releasedMicros: string;
            }[];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            openedAt: string;
            /** Format: uuid */
            openedByPartyId: string | null;
            /** @enum {string} */
            origin: "OVERCLAIM" | "PARTY" | "OPERATOR";
            parties: components["schemas"]["DisputeParty"][];
            parts: components["schemas"]["DisputePart"][];
            /** Format: date-time */
            resolvedAt: string | null;
            /** Format: date-time */
            respondBy: string;
            revision: number;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            /** @enum {string} */
            state: "OPEN" | "RESPONDED" | "ESCALATED" | "UPHELD" | "RELEASED";
            subject: {
                artist: string | null;
                /** Format: uuid */
                id: string;
                isrc: string | null;
                iswc: string | null;
                /** @enum {string} */
                kind: "RECORDING" | "WORK";
                title: string;
            };
            territories: {
                exclude: string[];
                include: string[];
            }[];
        };
        DomainList: {
            items: components["schemas"]["DomainView"][];
        };
        DomainView: {
            address: string;
            /** Format: date-time */
            checkedAt: string | null;
            confirmed: boolean;
            coverage: {
                isrcPrefixes: string[];
                isrcs: string[];
                iswcs: string[];
            } | null;
            domain: string;
            fault: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            provedAt: string | null;
            /** @enum {string} */
            state: "PENDING" | "PROVED" | "FAILED";
            token: string;
        };
        Economics: {
            compositionMicros: string;
            currency: string;
            lines: components["schemas"]["EconomicsLine"][];
            masterMicros: string;
            minimumMs: number;
            perPlayMicros: string;
            platformMicros: string;
            remixerMicros: string;
            tariffVersion: number;
        };
        EconomicsLine: {
            amountMicros: string;
            isrc: string | null;
            /** Format: uuid */
            partyId: string | null;
            partyName: string;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION" | "REMIXER" | "PLATFORM";
            sourceId: string | null;
            title: string | null;
        };
        EditParty: {
            /** Format: email */
            contactEmail?: string | null;
            /** Format: uri */
            contactUrl?: string | null;
            dpid?: string | null;
            ipiNameNumber?: string | null;
            isni?: string | null;
            /** @enum {string} */
            kind?: "PERSON" | "ORGANISATION";
            name?: string;
        };
        EntryPage: {
            items: components["schemas"]["EntryView"][];
            nextCursor: string | null;
        };
        EntryView: {
            /** Format: date-time */
            createdAt: string;
            currency: string;
            /** Format: uuid */
            id: string;
            isReversed: boolean;
            kind: string;
            period: string;
            postings: {
                account: string;
                amountMicros: string;
                name: string | null;
            }[];
            reason: string | null;
            reference: string;
        };
        ErasedBodies: {
            isDone: boolean;
            others: number;
            plays: number;
        };
        FeedItem: {
            bpm: number;
            code: string;
            credits: components["schemas"]["Credits"];
            durationMs: number;
            hash: string;
            key: string | null;
            playCount: string;
            print: components["schemas"]["RecipePrint"];
            producer: components["schemas"]["ProducerRef"];
            /** Format: date-time */
            publishedAt: string;
            tags: string[];
            title: string;
        };
        FeedPage: {
            items: components["schemas"]["FeedItem"][];
            nextCursor: string | null;
        };
        FlipComment: {
            author: components["schemas"]["SocialActor"];
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            mine: boolean;
            /** Format: uuid */
            parentId: string | null;
            /** @enum {string} */
            state: "VISIBLE" | "HIDDEN" | "DELETED";
            text: string;
        };
        FlipStanding: {
            boosted: boolean;
            boosts: string;
            comments: string;
            liked: boolean;
            likes: string;
        };
        FollowPage: {
            items: components["schemas"]["ListedFollow"][];
            nextCursor: string | null;
        };
        /** @enum {string} */
        FollowState: "PENDING" | "ACCEPTED";
        FollowedItem: {
            boostedBy: components["schemas"]["SocialActor"] | null;
            local: components["schemas"]["FeedItem"] | null;
            remote: components["schemas"]["RemoteFlipItem"] | null;
        };
        FollowedPage: {
            items: components["schemas"]["FollowedItem"][];
            nextCursor: string | null;
        };
        FundedTariffList: {
            items: components["schemas"]["FundedTariffView"][];
        };
        FundedTariffView: {
            currency: string;
            /** @enum {string} */
            kind: "PRO_RATA" | "USER_CENTRIC";
            listeners: string;
            plays: string;
            pools: {
                amountMicros: string;
                /** Format: date-time */
                createdAt: string;
                evidence: string;
                number: number;
                reference: string;
            }[];
            tariff: number;
            totalMicros: string;
        };
        GrantPage: {
            items: components["schemas"]["GrantView"][];
            nextCursor: string | null;
        };
        GrantScope: {
            /** @default null */
            allowedStems: ("mix" | "drums" | "bass" | "other" | "vocals" | "guitar" | "piano")[] | null;
            /** @default true */
            commercialUse: boolean;
            /** @default [] */
            excludeTerritories: string[];
            /**
             * Format: date-time
             * @default null
             */
            from: string | null;
            /** @default true */
            layers: boolean;
            /** @default null */
            maxSeconds: number | null;
            /** @default true */
            mixWithOthers: boolean;
            /** @default null */
            pitchCents: {
                max: number;
                min: number;
            } | null;
            /** @default true */
            preApproved: boolean;
            /** @default true */
            remixOfRemix: boolean;
            /** @default null */
            tempoPermille: {
                max: number;
                min: number;
            } | null;
            /**
             * @default [
             *       "WW"
             *     ]
             */
            territories: string[];
            /**
             * Format: date-time
             * @default null
             */
            to: string | null;
        };
        GrantScopeChange: {
            allowedStems?: ("mix" | "drums" | "bass" | "other" | "vocals" | "guitar" | "piano")[] | null;
            commercialUse?: boolean;
            excludeTerritories?: string[];
            /** Format: date-time */
            from?: string | null;
            layers?: boolean;
            maxSeconds?: number | null;
            mixWithOthers?: boolean;
            pitchCents?: {
                max: number;
                min: number;
            } | null;
            preApproved?: boolean;
            remixOfRemix?: boolean;
            tempoPermille?: {
                max: number;
                min: number;
            } | null;
            territories?: string[];
            /** Format: date-time */
            to?: string | null;
        };
        GrantVersionPage: {
            items: components["schemas"]["GrantVersionView"][];
            nextCursor: string | null;
        };
        GrantVersionView: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            /** Format: uuid */
            id: string;
            minimumRate: {
                currency: string;
                perPlayMicros: string;
            } | null;
            /** Format: uuid */
            partyId: string;
            /** @enum {string} */
            policy: "MONETISE" | "REPORT_USAGE" | "BLOCK";
            reason: string | null;
            recipeHash: string | null;
            scope: components["schemas"]["GrantScope"];
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            /** @enum {string} */
            state: "REQUESTED" | "GRANTED" | "DECLINED" | "SUSPENDED" | "WITHDRAWN" | "EXPIRED";
            subject: {
                /** Format: uuid */
                id: string | null;
                isrc: string | null;
                /** @enum {string} */
                kind: "RECORDING" | "WORK" | "RELEASE" | "CATALOGUE";
                title: string | null;
            };
            version: number;
            /** Format: date-time */
            withdrawnFrom: string | null;
        };
        GrantView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            minimumRate: {
                currency: string;
                perPlayMicros: string;
            } | null;
            /** Format: uuid */
            partyId: string;
            /** @enum {string} */
            policy: "MONETISE" | "REPORT_USAGE" | "BLOCK";
            reason: string | null;
            recipeHash: string | null;
            scope: components["schemas"]["GrantScope"];
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            /** @enum {string} */
            state: "REQUESTED" | "GRANTED" | "DECLINED" | "SUSPENDED" | "WITHDRAWN" | "EXPIRED";
            subject: {
                /** Format: uuid */
                id: string | null;
                isrc: string | null;
                /** @enum {string} */
                kind: "RECORDING" | "WORK" | "RELEASE" | "CATALOGUE";
                title: string | null;
            };
            version: number;
            /** Format: date-time */
            withdrawnFrom: string | null;
        };
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        HoldReason: {
            reason: string;
        };
        ImportFailure: {
            code: string;
            field: string | null;
            line: number | null;
            reason: string;
        };
        ImportPage: {
            items: components["schemas"]["ImportView"][];
            nextCursor: string | null;
        };
        ImportPermissionView: {
            /** Format: date-time */
            decidedAt: string | null;
            evidence: string | null;
            permitted: boolean;
        };
        ImportReportPage: {
            items: components["schemas"]["ImportReportRow"][];
            nextCursor: string | null;
        };
        ImportReportRow: {
            code: string | null;
            field: string | null;
            identifier: string | null;
            key: string;
            /** @enum {string} */
            kind: "RECORDING" | "WORK" | "RELEASE";
            line: number;
            /** @enum {string} */
            outcome: "CREATED" | "UPDATED" | "UNCHANGED" | "REJECTED";
            reason: string | null;
            title: string;
        };
        ImportView: {
            bytes: number;
            counts: {
                created: number;
                rejected: number;
                unchanged: number;
                updated: number;
            };
            /** Format: date-time */
            createdAt: string;
            done: number;
            dryRun: boolean;
            failure: components["schemas"]["ImportFailure"] | null;
            fileName: string;
            /** Format: date-time */
            finishedAt: string | null;
            /** @enum {string} */
            format: "CSV" | "ERN" | "CWR";
            hasFile: boolean;
            /** Format: uuid */
            id: string;
            notes: {
                code: string;
                reason: string;
            }[];
            /** Format: uuid */
            partyId: string;
            /** @enum {string} */
            phase: "CHECK" | "WORKS" | "RECORDINGS" | "RELEASES" | "DONE";
            /** Format: date-time */
            startedAt: string | null;
            /** @enum {string} */
            state: "QUEUED" | "RUNNING" | "DONE" | "FAILED" | "CANCELLED";
            total: number | null;
        };
        InvitationList: {
            items: components["schemas"]["InvitationView"][];
        };
        InvitationPage: {
            items: components["schemas"]["InvitationView"][];
            nextCursor: string | null;
        };
        InvitationToken: {
            /** @default null */
            token: string | null;
        };
        InvitationView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            handle: string | null;
            /** Format: uuid */
            id: string;
            invitedBy: string;
            party: components["schemas"]["PartyRef"];
            /** @enum {string} */
            role: "OWNER" | "MANAGER" | "VIEWER";
            /** @enum {string} */
            state: "PENDING" | "ACCEPTED" | "DECLINED" | "REVOKED";
        };
        IssuerList: {
            items: {
                builtIn: boolean;
                id: string;
                name: string;
            }[];
        };
        KnownAs: {
            aliases: string[];
            handle: string;
            /** Format: date-time */
            keysReplacedAt: string | null;
            /** Format: date-time */
            movedAt: string | null;
            movedTo: components["schemas"]["SocialActor"] | null;
            uri: string;
        };
        ListedFollow: {
            actor: components["schemas"]["SocialActor"];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            since: string;
            state: components["schemas"]["FollowState"];
        };
        ListedRecording: {
            artist: string;
            bpm: number | null;
            durationMs: number | null;
            isrc: string;
            key: string | null;
            registry: string;
            title: string;
        };
        ListenerPayments: {
            evidence: string;
            payments: {
                amountMicros: string;
                listener: string;
            }[];
            reference: string;
            tariff: number;
        };
        LogHint: {
            checkpoint: string;
        };
        LogLeaf: {
            entry: string;
            hash: string;
            index: number;
            /** Format: date-time */
            sequencedAt: string;
        };
        LogLeafPage: {
            before: number | null;
            items: components["schemas"]["LogLeaf"][];
        };
        LogLeafPlaces: {
            places: {
                hash: string;
                index: number | null;
            }[];
        };
        MandatePage: {
            items: components["schemas"]["MandateView"][];
            nextCursor: string | null;
        };
        MandateView: {
            /** Format: date-time */
            createdAt: string;
            evidence: string;
            excludeTerritories: string[];
            grantor: components["schemas"]["PartyRef"];
            holder: components["schemas"]["PartyRef"];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            proposedBy: "GRANTOR" | "HOLDER";
            reason: string | null;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            /** @enum {string} */
            state: "PROPOSED" | "ACTIVE" | "DECLINED" | "REVOKED";
            subject: {
                /** Format: uuid */
                id: string | null;
                /** @enum {string} */
                kind: "RECORDING" | "WORK" | "CATALOGUE";
                title: string | null;
            };
            territories: string[];
            /** Format: date-time */
            validFrom: string | null;
            /** Format: date-time */
            validTo: string | null;
            version: number;
        };
        Me: {
            user: {
                /** Format: date-time */
                createdAt: string;
                displayName: string;
                email: string | null;
                handle: string;
                /** Format: uuid */
                id: string;
                operator: boolean;
                parties: components["schemas"]["PartyMembership"][];
            } | null;
        };
        MemberList: {
            items: components["schemas"]["MemberView"][];
        };
        MemberView: {
            displayName: string;
            handle: string;
            /** @enum {string} */
            role: "OWNER" | "MANAGER" | "VIEWER";
            /** Format: date-time */
            since: string;
        };
        MergeItemPage: {
            items: components["schemas"]["MergeItemView"][];
            nextCursor: string | null;
        };
        MergeItemView: {
            detail: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            kind: "SHARE" | "CONTRIBUTOR" | "MEMBER" | "IDENTIFIER" | "CLAIM" | "TRANSFER" | "INVITATION" | "IMPORTED_KEY" | "TAX";
            position: number;
            /** Format: uuid */
            refId: string | null;
            title: string | null;
        };
        MergeList: {
            items: components["schemas"]["MergeView"][];
        };
        MergeParties: {
            /** Format: uuid */
            from: string;
            reason: string;
        };
        MergePreview: {
            counts: {
                claims: number;
                contributors: number;
                grants: number;
                importedKeys: number;
                invitations: number;
                members: number;
                shares: number;
                transfers: number;
            };
            from: components["schemas"]["PartyFound"];
            identifiers: {
                moves: boolean;
                /** @enum {string} */
                name: "ipiNameNumber" | "isni" | "dpid";
                value: string;
            }[];
            into: components["schemas"]["PartyFound"];
            taxes: {
                /** Format: date-time */
                from: string;
                jurisdiction: string;
                moves: boolean;
                ppm: number;
            }[];
        };
        MergeView: {
            /** Format: uuid */
            by: string | null;
            /** Format: date-time */
            createdAt: string;
            from: components["schemas"]["PartyRef"];
            /** Format: uuid */
            id: string;
            into: components["schemas"]["PartyRef"];
            reason: string;
        };
        MusicService: {
            /** Format: uri */
            apiUrl: string;
            /** Format: uri */
            authorizeUrl: string;
            clientId: string;
            /** @enum {string} */
            exchange: "server" | "device";
            /** @enum {string} */
            id: "tidal" | "soundcloud" | "beatport";
            /** Format: uri */
            redirectUri: string;
            scope: string;
            /** Format: uri */
            tokenUrl: string;
        };
        MusicServiceGrant: {
            code: string;
            codeVerifier: string;
            /** @enum {string} */
            grant: "code";
        } | {
            /** @enum {string} */
            grant: "refresh";
            refreshToken: string;
        };
        MusicServiceList: {
            items: components["schemas"]["MusicService"][];
        };
        MusicServiceToken: {
            accessToken: string;
            expiresInSeconds: number | null;
            refreshToken: string | null;
            scope: string | null;
        };
        NewAdjustment: {
            against: string;
            amountMicros: string;
            currency: string;
            /** Format: uuid */
            party: string;
            reason: string;
            reference: string;
        };
        NewAdvance: {
            amountMicros: string;
            currency: string;
            evidence: string;
            /** Format: uuid */
            party: string;
            reference: string;
        };
        NewApiToken: {
            /** @default 90 */
            expiresInDays: number | null;
            name: string;
            scopes: string[];
        };
        NewCatalogueEntry: {
            artist: string;
            bpm?: number;
            contributors: {
                /** Format: uuid */
                partyId: string;
                role: string;
            }[];
            durationMs?: number;
            isrc: string;
            key?: string;
            label?: string;
            shares: {
                /** @default [] */
                excludeTerritories: string[];
                /** Format: uuid */
                partyId: string;
                ppm: number;
                role: string;
                /**
                 * @default [
                 *       "WW"
                 *     ]
                 */
                territories: string[];
            }[];
            title: string;
            versionTitle?: string;
            works: {
                /** @default [] */
                contributors: {
                    /** Format: uuid */
                    partyId: string;
                    role: string;
                }[];
                iswc?: string;
                ppm: number;
                /** @default [] */
                shares: {
                    /** @default [] */
                    excludeTerritories: string[];
                    /** Format: uuid */
                    partyId: string;
                    ppm: number;
                    role: string;
                    /**
                     * @default [
                     *       "WW"
                     *     ]
                     */
                    territories: string[];
                }[];
                title: string;
            }[];
        };
        NewClaim: {
            /** @default [] */
            excludeTerritories: string[];
            /**
             * Format: date-time
             * @default null
             */
            from: string | null;
            /** @default [] */
            links: string[];
            ppm: number;
            role: string;
            subject: {
                isrc?: string;
                iswc?: string;
                /** Format: uuid */
                workId?: string;
            };
            /**
             * @default [
             *       "WW"
             *     ]
             */
            territories: string[];
            /** @default null */
            text: string | null;
            /**
             * Format: date-time
             * @default null
             */
            to: string | null;
        };
        NewCreditCorrection: {
            /** @default null */
            credited: {
                name: string;
                role: string;
            } | null;
            /** @default [] */
            evidence: string[];
            explanation: string;
            /** Format: uuid */
            partyId: string;
            /** @default null */
            proposed: {
                name: string;
                /**
                 * Format: uuid
                 * @default null
                 */
                partyId: string | null;
                role: string;
            } | null;
        };
        NewDispute: {
            /** @default [] */
            evidence: string[];
            /** Format: uuid */
            partyId?: string;
            shareIds: string[];
            subject: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "RECORDING" | "WORK";
            };
            text: string;
        };
        NewDomain: {
            domain: string;
        };
        NewEvidence: {
            /** @default [] */
            links: string[];
            text: string;
        };
        NewFlipCorrection: {
            /** @default null */
            credited: {
                name: string;
                role: string;
            } | null;
            /** @default [] */
            evidence: string[];
            explanation: string;
            /** Format: uuid */
            partyId: string;
            /** @default null */
            proposed: {
                name: string;
                /**
                 * Format: uuid
                 * @default null
                 */
                partyId: string | null;
                role: string;
            } | null;
            /** @enum {string} */
            side: "REMIX" | "RECORDING" | "COMPOSITION";
            /** @default null */
            sourceId: string | null;
        };
        NewGrant: {
            /** @default null */
            minimumRate: {
                currency: string;
                perPlayMicros: string;
            } | null;
            /**
             * @default MONETISE
             * @enum {string}
             */
            policy: "MONETISE" | "REPORT_USAGE" | "BLOCK";
            /** @default {} */
            scope: components["schemas"]["GrantScope"];
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            subject: {
                isrc: string;
                /** @enum {string} */
                kind: "RECORDING";
            } | {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "WORK";
            } | {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "RELEASE";
            } | {
                /** @enum {string} */
                kind: "CATALOGUE";
            };
        };
        NewInvitation: {
            /** @default 7 */
            expiresInDays: number;
            /** @default null */
            handle: string | null;
            /** @enum {string} */
            role: "OWNER" | "MANAGER" | "VIEWER";
        };
        NewListing: {
            isrc: string;
        };
        NewMandate: {
            /** @enum {string} */
            as: "GRANTOR" | "HOLDER";
            /** Format: uuid */
            counterparty: string;
            evidence: string;
            /** @default [] */
            excludeTerritories: string[];
            /**
             * Format: date-time
             * @default null
             */
            from: string | null;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            subject: {
                isrc: string;
                /** @enum {string} */
                kind: "RECORDING";
            } | {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "WORK";
            } | {
                /** @enum {string} */
                kind: "CATALOGUE";
            };
            /**
             * @default [
             *       "WW"
             *     ]
             */
            territories: string[];
            /**
             * Format: date-time
             * @default null
             */
            to: string | null;
        };
        NewParty: {
            dpid?: string;
            ipiNameNumber?: string;
            isni?: string;
            /** @enum {string} */
            kind: "PERSON" | "ORGANISATION";
            name: string;
        };
        NewPayeeAccount: {
            bic?: string;
            holder: string;
            iban: string;
            /** @enum {string} */
            method: "IBAN";
        } | {
            bank: string;
            bic?: string;
            country: string;
            holder: string;
            /** @enum {string} */
            method: "OTHER";
            number: string;
        };
        NewPayoutRun: {
            currency: string;
        };
        NewPeer: {
            /** Format: uri */
            url: string;
        };
        NewPlayErasure: {
            device: string;
            reason: string;
        };
        NewPlayGrant: {
            device: string;
            recipe: string;
        };
        NewPlaySample: {
            /** Format: date-time */
            at: string;
            /** Format: uri */
            home: string;
            /** Format: uuid */
            id: string;
            key: string;
            plays: {
                draw: number;
                seed: string;
            } | {
                named: string[];
            };
            reason: string;
            recipe: string;
            sig: string;
            /** Format: uuid */
            statement: string;
            territory: string | null;
            /** @enum {number} */
            v: 1;
        };
        NewPlayVoiding: {
            device?: string;
            expectedPlays: number;
            /** Format: date-time */
            from?: string;
            reason: string;
            receiptId?: string;
            recipe?: string;
            /** Format: date-time */
            to?: string;
        };
        NewPool: {
            amountMicros: string;
            evidence: string;
            reference: string;
            tariff: number;
        };
        NewRequestMessage: {
            /** Format: uuid */
            partyId?: string;
            text: string;
        };
        NewReversal: {
            reason: string;
        };
        NewTariff: {
            compositionPpm: number;
            currency: string;
            /** @default 50 */
            dailyCap: number;
            /**
             * Format: date-time
             * @default null
             */
            effectiveFrom: string | null;
            /** @enum {string} */
            kind: "PER_PLAY" | "PRO_RATA" | "USER_CENTRIC";
            masterPpm: number;
            /** @default 30000 */
            minimumMs: number;
            /** @default null */
            perPlayMicros: string | null;
            platformPpm: number;
            remixerPpm: number;
        };
        NewThreshold: {
            amountMicros: string | null;
        };
        NewTransfer: {
            /**
             * Format: date-time
             * @default null
             */
            at: string | null;
            /** @default [] */
            links: string[];
            /** @default null */
            ppm: number | null;
            reason: string;
            /** Format: uuid */
            toPartyId: string;
        };
        NewWithholding: {
            evidence: string;
            jurisdiction: string;
            /** Format: uuid */
            party: string;
            ppm: number;
            /** Format: date-time */
            validFrom: string;
        };
        NotificationPage: {
            items: components["schemas"]["NotificationView"][];
            nextCursor: string | null;
        };
        NotificationPreferences: {
            email: string | null;
            items: {
                group: string;
                kind: string;
                label: string;
                mail: boolean;
            }[];
            sendsMail: boolean;
        };
        NotificationView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            kind: string;
            link: string;
            /** Format: date-time */
            readAt: string | null;
            text: string;
        };
        Oembed: {
            author_name: string;
            /** Format: uri */
            author_url: string;
            cache_age: number;
            credits: components["schemas"]["Credits"];
            height: number;
            html: string;
            provider_name: string;
            /** Format: uri */
            provider_url: string;
            title: string;
            /** @enum {string} */
            type: "rich";
            /** @enum {string} */
            version: "1.0";
            width: number;
        };
        OperatorReason: {
            reason: string;
        };
        OtherAccount: {
            account: string;
        };
        OwedView: {
            currencies: {
                currency: string;
                parties: number;
                payableMicros: string;
            }[];
            debtor: {
                account: string;
                name: string;
            } | null;
        };
        OwnCauseView: {
            /** @description Another operator acts for none of them, and decides instead */
            another: boolean;
            /** @description Those of the parties that one acts for */
            own: components["schemas"]["PartyRef"][];
        };
        OwnFlip: {
            bpm: number;
            children: string;
            code: string;
            credits: components["schemas"]["Credits"];
            durationMs: number;
            hash: string;
            key: string | null;
            playCount: string;
            print: components["schemas"]["RecipePrint"];
            producer: components["schemas"]["ProducerRef"];
            /** Format: date-time */
            publishedAt: string;
            state: components["schemas"]["RecipeState"];
            stateReason: string | null;
            supersededBy: string | null;
            tags: string[];
            title: string;
        };
        OwnFlipPage: {
            items: components["schemas"]["OwnFlip"][];
            nextCursor: string | null;
        };
        PartyCatalogueItem: {
            artist: string | null;
            clearance: components["schemas"]["ClearanceState"];
            /** Format: date-time */
            closesAt: string | null;
            flips: string;
            grant: components["schemas"]["CoveringGrant"] | null;
            /** Format: uuid */
            id: string;
            isrc: string | null;
            iswc: string | null;
            /** @enum {string} */
            kind: "RECORDING" | "WORK";
            mandatedBy: string[];
            own: components["schemas"]["CoveringGrant"] | null;
            ppm: number;
            recordingIds: string[];
            release: {
                /** Format: uuid */
                id: string;
                title: string;
            } | null;
            roles: string[];
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            title: string;
            wider: components["schemas"]["CoveringGrant"] | null;
        };
        PartyCataloguePage: {
            items: components["schemas"]["PartyCatalogueItem"][];
            nextCursor: string | null;
            total: number | null;
        };
        PartyEventPage: {
            items: components["schemas"]["PartyEventView"][];
            nextCursor: string | null;
        };
        PartyEventView: {
            by: string | null;
            /** Format: date-time */
            createdAt: string;
            detail: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            kind: string;
        };
        PartyFound: {
            dpid: string | null;
            /** Format: uuid */
            id: string;
            ipiNameNumber: string | null;
            isni: string | null;
            /** @enum {string} */
            kind: "PERSON" | "ORGANISATION";
            name: string;
            verified: boolean;
        };
        PartyFoundPage: {
            items: components["schemas"]["PartyFound"][];
            nextCursor: string | null;
        };
        PartyList: {
            items: components["schemas"]["PartyView"][];
        };
        PartyMembership: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            role: "OWNER" | "MANAGER" | "VIEWER";
        };
        PartyNames: {
            items: components["schemas"]["PartyRef"][];
        };
        PartyPayment: {
            account: string | null;
            amountMicros: string;
            currency: string;
            /** Format: uuid */
            id: string;
            party: components["schemas"]["PartyRef"];
            returnCode: string | null;
            /** Format: date-time */
            returnedAt: string | null;
            /** Format: date-time */
            sentAt: string;
            /** Format: date-time */
            settledAt: string | null;
            /** @enum {string} */
            state: "SENT" | "SETTLED" | "RETURNED";
            untilPeriod: string;
        };
        PartyPaymentPage: {
            items: components["schemas"]["PartyPayment"][];
            nextCursor: string | null;
        };
        PartyRef: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        PartyView: {
            contactEmail: string | null;
            contactUrl: string | null;
            dpid: string | null;
            /** Format: uuid */
            id: string;
            ipiNameNumber: string | null;
            isni: string | null;
            /** @enum {string} */
            kind: "PERSON" | "ORGANISATION";
            /** Format: uuid */
            mergedIntoId: string | null;
            name: string;
            /** @enum {string|null} */
            role: "OWNER" | "MANAGER" | "VIEWER" | null;
            verified: boolean;
        };
        PayeeView: {
            account: {
                country: string;
                /** Format: date-time */
                createdAt: string;
                enteredBy: string | null;
                isSepa: boolean;
                masked: string;
                /** @enum {string} */
                method: "IBAN" | "OTHER";
                /** Format: date-time */
                payableFrom: string;
            } | null;
            coolingOffDays: number;
            held: {
                reason: string;
                /** Format: date-time */
                since: string;
            } | null;
            thresholds: {
                amountMicros: string;
                currency: string;
                usualMicros: string;
            }[];
        };
        PayoutLinePage: {
            items: components["schemas"]["PayoutLineView"][];
            nextCursor: string | null;
        };
        PayoutLineView: {
            account: string | null;
            amountMicros: string;
            balanceMicros: string;
            carriedMicros: string;
            /** Format: uuid */
            id: string;
            /** @enum {string|null} */
            notSepa: "CURRENCY" | "NO_IBAN" | "COUNTRY" | "AMOUNT" | null;
            party: components["schemas"]["PartyRef"];
            /** @enum {string|null} */
            reason: "NEGATIVE" | "ON_HOLD" | "NO_PAYEE_DETAILS" | "COOLING_OFF" | "BELOW_THRESHOLD" | "BALANCE_CHANGED" | "DETAILS_CHANGED" | "PARTY_MERGED" | null;
            returnCode: string | null;
            /** Format: date-time */
            returnedAt: string | null;
            /** Format: date-time */
            settledAt: string | null;
            /** @enum {string} */
            state: "PLANNED" | "SENT" | "SETTLED" | "RETURNED" | "NOT_PAID";
        };
        PayoutRunEvent: {
            by: string | null;
            /** Format: date-time */
            createdAt: string;
            detail: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "DRAFTED" | "APPROVED" | "SENDING" | "SENT" | "SETTLING" | "SETTLED" | "CANCELLED" | "PAYMENT_SETTLED" | "PAYMENT_RETURNED" | "FILE_TAKEN";
            party: string | null;
        };
        PayoutRunEventPage: {
            items: components["schemas"]["PayoutRunEvent"][];
            nextCursor: string | null;
        };
        PayoutRunItem: {
            amountMicros: string;
            /** Format: date-time */
            approvedAt: string | null;
            approvedBy: string | null;
            balanceMicros: string;
            carriedMicros: string;
            /** Format: date-time */
            closedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            currency: string;
            /** Format: date */
            executionOn: string | null;
            /** Format: uuid */
            id: string;
            notPaid: number;
            payments: number;
            /** Format: date-time */
            sentAt: string | null;
            sentPeriod: string | null;
            sepaMicros: string;
            sepaPayments: number;
            /** @enum {string} */
            state: "DRAFT" | "APPROVED" | "SENDING" | "SENT" | "SETTLING" | "SETTLED" | "CANCELLED";
            untilPeriod: string;
        };
        PayoutRunPage: {
            items: components["schemas"]["PayoutRunItem"][];
            nextCursor: string | null;
        };
        PayoutRunView: {
            amountMicros: string;
            /** Format: date-time */
            approvedAt: string | null;
            approvedBy: string | null;
            balanceMicros: string;
            carriedMicros: string;
            /** Format: date-time */
            closedAt: string | null;
            counts: {
                amountMicros: string;
                balanceMicros: string;
                lines: number;
                /** @enum {string|null} */
                reason: "NEGATIVE" | "ON_HOLD" | "NO_PAYEE_DETAILS" | "COOLING_OFF" | "BELOW_THRESHOLD" | "BALANCE_CHANGED" | "DETAILS_CHANGED" | "PARTY_MERGED" | null;
                /** @enum {string} */
                state: "PLANNED" | "SENT" | "SETTLED" | "RETURNED" | "NOT_PAID";
            }[];
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            currency: string;
            /** Format: date */
            executionOn: string | null;
            hasDebtor: boolean;
            /** Format: uuid */
            id: string;
            needsSecondPerson: boolean;
            notPaid: number;
            payments: number;
            /** Format: date-time */
            sentAt: string | null;
            sentPeriod: string | null;
            sepaMicros: string;
            sepaPayments: number;
            /** @enum {string} */
            state: "DRAFT" | "APPROVED" | "SENDING" | "SENT" | "SETTLING" | "SETTLED" | "CANCELLED";
            untilPeriod: string;
        };
        PeerAlarm: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "FORKED" | "ROLLED_BACK" | "KEY_CHANGED";
            /** @enum {string} */
            log: "consent" | "plays";
            message: string;
            remembered: string;
            served: string;
        };
        PeerConfirmation: {
            keys: string;
        };
        PeerDetail: {
            alarms: components["schemas"]["PeerAlarm"][];
            /** Format: date-time */
            confirmedAt: string | null;
            consentKey: string;
            /** Format: date-time */
            createdAt: string;
            events: components["schemas"]["PeerEvent"][];
            fingerprint: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            leaseEndsAt: string | null;
            logs: components["schemas"]["PeerLog"][];
            playsKey: string;
            /** @enum {string} */
            state: "PROPOSED" | "ACTIVE" | "PAUSED" | "FROZEN" | "REMOVED";
            url: string;
            witnessKey: string;
        };
        PeerEvent: {
            /** Format: date-time */
            at: string;
            by: string | null;
            /** Format: uuid */
            id: string;
            kind: string;
            reason: string | null;
        };
        PeerList: {
            fingerprint: string;
            items: components["schemas"]["PeerView"][];
        };
        PeerLog: {
            cosignedByPeer: number | null;
            cosignedSize: number | null;
            cursor: number;
            deliveryError: string | null;
            failures: number;
            headSize: number;
            /** Format: date-time */
            heardAt: string | null;
            lastError: string | null;
            /** @enum {string} */
            log: "consent" | "plays";
            /** Format: date-time */
            nextAt: string;
            reads: number;
            /** Format: date-time */
            triedAt: string | null;
            untold: number;
        };
        PeerReason: {
            reason: string;
        };
        PeerReceivable: {
            amountMicros: string | null;
            closedPlays: string | null;
            currency: string;
            final: boolean;
            parties: number;
            period: string;
            plays: string;
        };
        PeerReceivables: {
            items: components["schemas"]["PeerReceivable"][];
            nextCursor: string | null;
            waiting: {
                error: string | null;
                plays: string;
                recipes: number;
            };
        };
        PeerView: {
            /** Format: date-time */
            confirmedAt: string | null;
            consentKey: string;
            /** Format: date-time */
            createdAt: string;
            fingerprint: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            leaseEndsAt: string | null;
            logs: components["schemas"]["PeerLog"][];
            playsKey: string;
            /** @enum {string} */
            state: "PROPOSED" | "ACTIVE" | "PAUSED" | "FROZEN" | "REMOVED";
            url: string;
            witnessKey: string;
        };
        PeriodList: {
            items: components["schemas"]["PeriodView"][];
        };
        PeriodView: {
            /** Format: date-time */
            closedAt: string | null;
            /** Format: date-time */
            closesAt: string;
            currency: string | null;
            id: string;
            /** Format: date-time */
            opensAt: string;
            plays: string;
            poolMicros: string | null;
            progress: {
                done: number;
                step: string;
                total: number;
            } | null;
            /** @enum {string} */
            state: "OPEN" | "CLOSING" | "CLOSED" | "STATED" | "LOCKED";
            /** Format: date-time */
            statedAt: string | null;
            statements: string;
        };
        PlayBodyCount: {
            others: number;
            plays: number;
        };
        PlayErasure: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            cause: "RETENTION" | "DEVICE" | "OPERATOR";
            device: string | null;
            /** Format: uuid */
            id: string;
            others: number;
            period: string | null;
            plays: number;
            reason: string;
            user: {
                displayName: string;
                handle: string;
            } | null;
        };
        PlayErasurePage: {
            items: components["schemas"]["PlayErasure"][];
            nextCursor: string | null;
        };
        PlayGrant: {
            credits: components["schemas"]["Credits"];
            device: string;
            /** Format: date-time */
            expiresAt: string;
            heads: components["schemas"]["RegistryHead"][];
            /** Format: uri */
            home: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            issuedAt: string;
            key: string;
            minimumMs: number;
            recipe: string;
            rulesVersion: number;
            sig: string;
            tariffVersion: number;
            territory: string;
        };
        PlayPromise: {
            /** Format: date-time */
            countedAt: string;
            index: number;
            key: string;
            leaf: string;
            log: string;
            path: string[];
            receiptId: string;
            recipe: string;
            sig: string;
            size: number;
            /** @enum {number} */
            v: 2;
        };
        PlayReceipt: {
            app: string;
            device: string;
            /** Format: uuid */
            grant: string;
            heardMs: number;
            home: string;
            recipe: string;
            sig: string;
            sources: components["schemas"]["ReceiptSource"][];
            /** Format: date-time */
            start: string;
            /** @enum {number} */
            v: 1;
        };
        PlayRejection: {
            attestedPermille: number;
            detail: string;
            device: string | null;
            heardMs: number | null;
            /** Format: uuid */
            id: string;
            reason: string;
            /** Format: date-time */
            receivedAt: string;
            recipe: {
                credits: components["schemas"]["Credits"];
                hash: string;
                title: string;
            } | null;
            startedAt: string | null;
        };
        PlayRejectionPage: {
            items: components["schemas"]["PlayRejection"][];
            nextCursor: string | null;
            reasons: components["schemas"]["PlayRejectionReason"][] | null;
        };
        PlayRejectionReason: {
            devices: number;
            /** Format: date-time */
            lastAt: string;
            reason: string;
            receipts: number;
        };
        PlayResult: {
            /** Format: uuid */
            grant: string;
            promise: components["schemas"]["PlayPromise"];
            /** @enum {string} */
            status: "counted";
        } | {
            /** Format: uuid */
            grant: string;
            promise: components["schemas"]["PlayPromise"] | null;
            /** @enum {string} */
            status: "duplicate";
        } | {
            detail: string;
            /** Format: uuid */
            grant: string;
            reason: string;
            /** @enum {string} */
            status: "quarantined";
            /** Format: date-time */
            until: string | null;
        } | {
            detail: string;
            /** Format: uuid */
            grant: string;
            reason: string;
            /** @enum {string} */
            status: "rejected";
        };
        PlayResults: {
            results: components["schemas"]["PlayResult"][];
        };
        PlaySampleItem: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            period: string;
            plays: number;
            reason: string;
            recipe: {
                credits: components["schemas"]["Credits"];
                hash: string;
                title: string;
            };
            /** Format: uuid */
            statement: string;
            user: {
                displayName: string;
                handle: string;
            };
        };
        PlaySamplePage: {
            items: components["schemas"]["PlaySampleItem"][];
            nextCursor: string | null;
        };
        PlaySampleView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            items: components["schemas"]["SampledPlay"][];
            period: string;
            plays: number;
            reason: string;
            recipe: {
                credits: components["schemas"]["Credits"];
                hash: string;
                title: string;
            };
            request: string;
            /** Format: uuid */
            statement: string;
            user: {
                displayName: string;
                handle: string;
            };
        };
        PlayVoidFilter: {
            device?: string;
            /** Format: date-time */
            from?: string;
            receiptId?: string;
            recipe?: string;
            /** Format: date-time */
            to?: string;
        };
        PlayVoidPreview: {
            devices: number;
            periods: {
                period: string;
                plays: number;
            }[];
            plays: number;
            recipes: number;
        };
        PlayVoiding: {
            /** Format: date-time */
            at: string;
            filter: {
                device: string | null;
                /** Format: date-time */
                from: string | null;
                receiptId: string | null;
                recipe: string | null;
                /** Format: date-time */
                to: string | null;
            };
            /** Format: uuid */
            id: string;
            period: string;
            plays: number;
            reason: string;
            user: {
                displayName: string;
                handle: string;
            };
        };
        PlayVoidingPage: {
            items: components["schemas"]["PlayVoiding"][];
            nextCursor: string | null;
        };
        PreviewRecipe: {
            recipe: {
                [key: string]: unknown;
            };
            territory?: string;
        };
        Problem: {
            code: string;
            detail: string;
            errors: {
                detail: string;
                pointer: string;
            }[];
            /** @description The path of the request. */
            instance: string;
            requestId: string;
            status: number;
            title: string;
            /** @description A URI that names the kind of problem; its last part is the code. */
            type: string;
        } & {
            [key: string]: unknown;
        };
        ProducerFollow: {
            followed: string;
            followers: string;
            following: boolean;
            movedTo: components["schemas"]["SocialActor"] | null;
        };
        ProducerRef: {
            displayName: string;
            handle: string;
        };
        ProducerView: {
            displayName: string;
            flips: string;
            handle: string;
            plays: string;
            /** Format: date-time */
            since: string;
        };
        ProveByCatalogue: Record<string, never>;
        ProveByDomain: {
            /** Format: uuid */
            domain: string;
        };
        ProvedLogLeaf: {
            entry: string;
            hash: string;
            index: number;
            proof: string;
            /** Format: date-time */
            sequencedAt: string;
            size: number;
        };
        PublicLog: {
            /** @enum {string} */
            name: "consent" | "plays";
            origin: string;
            size: number;
            vkey: string;
        };
        PublicLogs: {
            logs: components["schemas"]["PublicLog"][];
            witness: string;
        };
        PublishPreview: {
            clearance: components["schemas"]["RecipeClearance"];
            credits: components["schemas"]["Credits"];
            durationMs: number;
            economics: components["schemas"]["Economics"];
        };
        PublishRecipe: {
            recipe: {
                [key: string]: unknown;
            };
            /** @default [] */
            tags: string[];
        };
        PublishedRecipe: {
            code: string;
            credits: components["schemas"]["Credits"];
            economics: components["schemas"]["Economics"];
            hash: string;
            /** Format: uri */
            url: string;
        };
        QuarantineDecision: {
            /** @enum {string} */
            decision: "release" | "refuse";
            ids: string[];
            note: string;
        };
        QuarantineOutcome: {
            counted: number;
            decided: number;
        };
        QuarantinePage: {
            items: components["schemas"]["QuarantinedPlay"][];
            nextCursor: string | null;
        };
        QuarantinedPlay: {
            attestedPermille: number;
            /** Format: date-time */
            decidedAt: string | null;
            device: string | null;
            heardMs: number | null;
            /** Format: uuid */
            id: string;
            note: string | null;
            reason: string;
            /** Format: date-time */
            receivedAt: string;
            recipe: {
                credits: components["schemas"]["Credits"];
                hash: string;
                title: string;
            } | null;
            /** Format: date-time */
            releaseAt: string | null;
            startedAt: string | null;
            /** @enum {string} */
            state: "HELD" | "RELEASED" | "REFUSED";
        };
        Readiness: {
            checks: {
                /** @enum {string} */
                database: "ok" | "failed";
                /** @enum {string} */
                migrations: "ok" | "failed";
                /** @enum {string} */
                queue: "ok" | "failed";
            };
            ready: boolean;
        };
        ReceiptSource: {
            heardMs: number;
            isrc: string;
            /** @enum {string} */
            provider: "files" | "demo" | "subsonic" | "tidal" | "soundcloud" | "beatport";
        };
        Receivable: {
            amountMicros: string | null;
            currency: string;
            final: boolean;
            party: components["schemas"]["PartyRef"];
            payable: boolean;
            period: string;
            reporter: {
                host: string;
                /** Format: uuid */
                id: string;
            };
        };
        ReceivableLine: {
            amountMicros: string | null;
            currency: string;
            isrc: string | null;
            plays: string;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION" | "REMIXER";
            subject: string;
            title: string;
        };
        ReceivableLinePage: {
            items: components["schemas"]["ReceivableLine"][];
            nextCursor: string | null;
        };
        ReceivablePage: {
            items: components["schemas"]["Receivable"][];
            nextCursor: string | null;
        };
        ReceivedComment: {
            author: components["schemas"]["SocialActor"];
            /** Format: date-time */
            createdAt: string;
            flip: components["schemas"]["FeedItem"];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "VISIBLE" | "HIDDEN";
            text: string;
        };
        ReceivedCommentPage: {
            items: components["schemas"]["ReceivedComment"][];
            nextCursor: string | null;
        };
        RecipeClearance: {
            closing: {
                /** Format: date-time */
                at: string;
                reasons: components["schemas"]["ClearanceReason"][];
            } | null;
            reasons: components["schemas"]["ClearanceReason"][];
            sources: components["schemas"]["SourceClearance"][];
            state: components["schemas"]["ClearanceState"];
            territory: string;
        };
        RecipePrint: {
            sources: (number)[][][];
            stems: {
                spans: (number)[][];
                /** @enum {string} */
                stem: "mix" | "drums" | "bass" | "other" | "vocals" | "guitar" | "piano";
            }[];
        };
        /** @enum {string} */
        RecipeState: "PUBLISHED" | "WITHDRAWN" | "TAKEN_DOWN" | "REMOVED";
        RecipeView: {
            bpm: number;
            children: {
                code: string;
                credits: components["schemas"]["Credits"];
                hash: string;
                producer: components["schemas"]["ProducerRef"];
                title: string;
            }[];
            clearance: components["schemas"]["RecipeClearance"];
            code: string;
            credits: components["schemas"]["Credits"];
            durationMs: number;
            economics: components["schemas"]["Economics"];
            hash: string;
            key: string | null;
            playCount: string;
            print: components["schemas"]["RecipePrint"];
            producer: components["schemas"]["ProducerRef"];
            /** Format: date-time */
            publishedAt: string;
            recipe: {
                [key: string]: unknown;
            };
            state: components["schemas"]["RecipeState"];
            stateReason: string | null;
            supersededBy: string | null;
            supersedes: string | null;
            tags: string[];
            title: string;
        };
        RecordingElsewhere: {
            artist: string;
            bpm: number | null;
            clearance: components["schemas"]["ClearanceState"];
            durationMs: number | null;
            here: boolean;
            isrc: string;
            key: string | null;
            registry: string;
            title: string;
        };
        RecordingItem: {
            artist: string;
            bpm: number | null;
            clearance: components["schemas"]["ClearanceState"];
            /** Format: date-time */
            closesAt: string | null;
            durationMs: number | null;
            flips: string;
            isrc: string;
            key: string | null;
            label: string | null;
            terms: components["schemas"]["RemixTerms"] | null;
            title: string;
            versionTitle: string | null;
        };
        RecordingPage: {
            items: components["schemas"]["RecordingItem"][];
            loosen: ("q" | "licensed" | "stems" | "bpm" | "key" | "party" | "artist" | "label" | "release")[];
            meant: string | null;
            nextCursor: string | null;
            party: components["schemas"]["PartyRef"] | null;
            release: {
                /** Format: uuid */
                id: string;
                title: string;
            } | null;
        };
        RecordingView: {
            artist: string;
            bpm: number | null;
            clearance: components["schemas"]["ClearanceState"];
            /** Format: date-time */
            closesAt: string | null;
            contributors: {
                party: components["schemas"]["PartyRef"];
                role: string;
                /** Format: uuid */
                workId: string | null;
            }[];
            durationMs: number | null;
            flips: string;
            /** Format: uuid */
            id: string;
            isrc: string;
            key: string | null;
            label: string | null;
            shares: components["schemas"]["ShareView"][];
            terms: components["schemas"]["RemixTerms"] | null;
            title: string;
            versionTitle: string | null;
            works: components["schemas"]["WorkView"][];
        };
        RecordingsElsewhere: {
            asked: string[];
            items: components["schemas"]["RecordingElsewhere"][];
            silent: string[];
        };
        RegistryHead: {
            origin: string;
            root: string;
            size: number;
        };
        ReleaseChoice: {
            artist: string;
            /** Format: uuid */
            id: string;
            title: string;
        };
        ReleaseChoices: {
            items: components["schemas"]["ReleaseChoice"][];
        };
        RemixTerms: {
            commercialUse: boolean;
            layers: boolean;
            maxSeconds: number | null;
            mixWithOthers: boolean;
            pitchCents: {
                max: number;
                min: number;
            } | null;
            remixOfRemix: boolean;
            stems: ("mix" | "drums" | "bass" | "other" | "vocals" | "guitar" | "piano")[] | null;
            tempoPermille: {
                max: number;
                min: number;
            } | null;
        };
        RemoteFlipItem: {
            actor: components["schemas"]["SocialActor"];
            bpm: number;
            credits: components["schemas"]["Credits"];
            durationMs: number;
            hash: string;
            /** Format: uuid */
            id: string;
            print: components["schemas"]["RecipePrint"];
            /** Format: date-time */
            publishedAt: string;
            tags: string[];
            title: string;
            uri: string;
            url: string;
        };
        RemoteFlipPage: {
            items: components["schemas"]["RemoteFlipItem"][];
            nextCursor: string | null;
        };
        RemoteFlipView: {
            actor: components["schemas"]["SocialActor"];
            bpm: number;
            credits: components["schemas"]["Credits"];
            durationMs: number;
            hash: string;
            /** Format: uuid */
            id: string;
            print: components["schemas"]["RecipePrint"];
            /** Format: date-time */
            publishedAt: string;
            recipe: {
                [key: string]: unknown;
            };
            tags: string[];
            title: string;
            uri: string;
            url: string;
        };
        RemoteProducer: {
            displayName: string;
            follow: components["schemas"]["FollowState"] | null;
            handle: string;
            host: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            movedToId: string | null;
            summary: string;
            url: string;
        };
        RequestEvent: {
            by: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "ASKED" | "REVISED" | "APPROVED" | "COUNTERED" | "ACCEPTED" | "DECLINED" | "REOPENED" | "MESSAGE" | "CLEARED" | "EXPIRED" | "WITHDRAWN";
            /** Format: uuid */
            lineId: string | null;
            party: components["schemas"]["PartyRef"] | null;
            text: string | null;
            version: number;
        };
        RequestLine: {
            /** Format: uuid */
            grantId: string | null;
            /** Format: uuid */
            id: string;
            isrc: string;
            mine: boolean;
            offer: {
                breaks: components["schemas"]["AskedReason"][];
                note: string | null;
                terms: {
                    minimumRate: {
                        currency: string;
                        perPlayMicros: string;
                    } | null;
                    /** @enum {string} */
                    policy: "MONETISE" | "REPORT_USAGE";
                    scope: components["schemas"]["GrantScope"];
                };
            } | null;
            party: components["schemas"]["PartyRef"] | null;
            reachable: boolean;
            reasons: components["schemas"]["AskedReason"][];
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            /** @enum {string} */
            state: "REQUESTED" | "GRANTED" | "DECLINED" | "COUNTERED" | "EXPIRED";
            subject: {
                /** Format: uuid */
                recordingId: string | null;
                /** Format: uuid */
                workId: string | null;
            };
            title: string;
        };
        RequestLineSummary: {
            /** Format: uuid */
            id: string;
            party: components["schemas"]["PartyRef"] | null;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            /** @enum {string} */
            state: "REQUESTED" | "GRANTED" | "DECLINED" | "COUNTERED" | "EXPIRED";
            title: string;
        };
        RequestPage: {
            items: components["schemas"]["RequestSummary"][];
            nextCursor: string | null;
        };
        RequestSummary: {
            /** Format: date-time */
            createdAt: string;
            credits: components["schemas"]["Credits"];
            /** Format: date-time */
            decidedAt: string | null;
            durationMs: number;
            /** Format: date-time */
            expiresAt: string;
            hash: string;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["RequestLineSummary"][];
            print: components["schemas"]["RecipePrint"];
            producer: components["schemas"]["ProducerRef"];
            /** @enum {string} */
            state: "OPEN" | "APPROVED" | "DECLINED" | "EXPIRED" | "WITHDRAWN";
            territory: string;
            title: string;
            version: number;
        };
        RequestUse: {
            hasLayers: boolean;
            isCommercial: boolean;
            isRemixOfRemix: boolean;
            isrc: string;
            mixesWithOthers: boolean;
            pitchCents: {
                max: number;
                min: number;
            };
            /** Format: uuid */
            recordingId: string;
            sourceId: string;
            stems: string[];
            tempoPermille: {
                max: number;
                min: number;
            };
            title: string;
            totalMs: number;
        };
        RequestView: {
            actsFor: string[];
            clearance: components["schemas"]["RecipeClearance"];
            /** Format: date-time */
            createdAt: string;
            credits: components["schemas"]["Credits"];
            /** Format: date-time */
            decidedAt: string | null;
            durationMs: number;
            economics: components["schemas"]["Economics"];
            events: components["schemas"]["RequestEvent"][];
            /** Format: date-time */
            expiresAt: string;
            hash: string;
            /** Format: uuid */
            id: string;
            isMine: boolean;
            lines: components["schemas"]["RequestLine"][];
            print: components["schemas"]["RecipePrint"];
            producer: components["schemas"]["ProducerRef"];
            publishedCode: string | null;
            recipe: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            state: "OPEN" | "APPROVED" | "DECLINED" | "EXPIRED" | "WITHDRAWN";
            territory: string;
            title: string;
            uses: components["schemas"]["RequestUse"][];
            version: number;
        };
        ReturnPayment: {
            code: string;
            note?: string;
        };
        ReviseGrant: {
            /** @default null */
            minimumRate: {
                currency: string;
                perPlayMicros: string;
            } | null;
            /** @enum {string} */
            policy: "MONETISE" | "REPORT_USAGE" | "BLOCK";
            scope: components["schemas"]["GrantScope"];
        };
        ReviseRequest: {
            message: string;
            recipe: {
                [key: string]: unknown;
            };
        };
        RevokeMandate: {
            /**
             * Format: date-time
             * @default null
             */
            at: string | null;
            /** @default null */
            reason: string | null;
        };
        SampledPlay: {
            entry: {
                [key: string]: string | number;
            };
            isTakenBack: boolean;
            position: number;
            receipt: components["schemas"]["PlayReceipt"] | null;
            salt: string | null;
        };
        SendPayoutRun: {
            /** Format: date */
            executionOn?: string;
        };
        ServerHealthList: {
            items: {
                /** Format: date-time */
                deliveredAt: string | null;
                /** Format: date-time */
                failingFrom: string | null;
                failures: number;
                host: string;
                lastError: string | null;
                waiting: string;
            }[];
        };
        /** @enum {string} */
        ServerRule: "ALLOW" | "SILENCE" | "BLOCK";
        ServerRuleList: {
            items: {
                /** Format: date-time */
                changedAt: string;
                host: string;
                reason: string;
                rule: components["schemas"]["ServerRule"];
            }[];
        };
        SetNotificationPreference: {
            kind: string;
            mail: boolean;
        };
        SetServerRule: {
            reason: string;
            rule: components["schemas"]["ServerRule"];
        };
        Settlement: {
            acceptedMicros: string | null;
            again: boolean;
            carriedInto: string | null;
            carriedMicros: string;
            /** Format: date-time */
            confirmedAt: string | null;
            confirmedBy: string | null;
            /** Format: date-time */
            createdAt: string;
            currency: string;
            /** @enum {string} */
            direction: "OUT" | "IN";
            disputed: number;
            /** Format: uuid */
            id: string;
            peer: {
                host: string;
                /** Format: uuid */
                id: string;
            };
            period: string;
            preparedBy: string | null;
            reference: string | null;
            refusal: string | null;
            round: number;
            sha256: string;
            /** @enum {string} */
            state: "STATED" | "ANSWERED" | "PREPARED" | "PAID" | "CARRIED" | "REFUSED";
            totalMicros: string;
        };
        SettlementDecision: {
            accept: {
                /** Format: uuid */
                party: string;
                released: string | null;
                /** @enum {string} */
                side: "MASTER" | "COMPOSITION" | "REMIXER";
                subject: string;
            }[];
            reason: string;
        };
        SettlementDetail: {
            acceptedMicros: string | null;
            again: boolean;
            carriedInto: string | null;
            carriedMicros: string;
            /** Format: date-time */
            confirmedAt: string | null;
            confirmedBy: string | null;
            /** Format: date-time */
            createdAt: string;
            currency: string;
            /** @enum {string} */
            direction: "OUT" | "IN";
            disputed: number;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["SettlementLine"][];
            more: boolean;
            peer: {
                host: string;
                /** Format: uuid */
                id: string;
            };
            period: string;
            preparedBy: string | null;
            reference: string | null;
            refusal: string | null;
            round: number;
            sha256: string;
            /** @enum {string} */
            state: "STATED" | "ANSWERED" | "PREPARED" | "PAID" | "CARRIED" | "REFUSED";
            totalMicros: string;
        };
        SettlementLine: {
            amountMicros: string;
            /** Format: uuid */
            party: string;
            plays: string;
            plea: string | null;
            reason: string | null;
            reckonedMicros: string | null;
            reckonedPlays: string | null;
            released: string | null;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION" | "REMIXER";
            /** @enum {string|null} */
            stance: "RESTATED" | "INSISTED" | null;
            subject: string;
            /** @enum {string|null} */
            verdict: "ACCEPTED" | "DISPUTED" | null;
        };
        SettlementPage: {
            items: components["schemas"]["Settlement"][];
            nextCursor: string | null;
        };
        SettlementReference: {
            reference: string;
        };
        SettlementRestatement: {
            lines: {
                /** Format: uuid */
                party: string;
                plea: string;
                released: string | null;
                /** @enum {string} */
                side: "MASTER" | "COMPOSITION" | "REMIXER";
                /** @enum {string} */
                stance: "RESTATED" | "INSISTED";
                subject: string;
            }[];
        };
        SettlementTrouble: {
            code: string;
            currency: string;
            /** @enum {string} */
            kind: "SETTLEMENT" | "ANSWER";
            /** Format: date-time */
            lastAt: string;
            message: string;
            period: string;
            sha256: string;
            /** Format: date-time */
            since: string;
            times: number;
        };
        SettlementTroubles: {
            items: components["schemas"]["SettlementTrouble"][];
        };
        ShareDetail: {
            events: {
                by: string | null;
                cause: string;
                /** Format: date-time */
                createdAt: string;
                detail: {
                    [key: string]: unknown;
                };
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "ENTERED" | "ENDED" | "MOVED";
            }[];
            excludeTerritories: string[];
            /** Format: date-time */
            from: string | null;
            /** Format: uuid */
            id: string;
            party: components["schemas"]["PartyRef"];
            ppm: number;
            role: string;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            source: string;
            /** @enum {string} */
            status: "ACTIVE" | "DISPUTED" | "ENDED";
            subject: {
                /** Format: uuid */
                id: string;
                isrc: string | null;
                iswc: string | null;
                /** @enum {string} */
                kind: "RECORDING" | "WORK";
                title: string;
            };
            territories: string[];
            /** Format: date-time */
            to: string | null;
        };
        ShareItem: {
            excludeTerritories: string[];
            /** Format: date-time */
            from: string | null;
            /** Format: uuid */
            id: string;
            party: components["schemas"]["PartyRef"];
            ppm: number;
            role: string;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            source: string;
            /** @enum {string} */
            status: "ACTIVE" | "DISPUTED" | "ENDED";
            subject: {
                /** Format: uuid */
                id: string;
                isrc: string | null;
                iswc: string | null;
                /** @enum {string} */
                kind: "RECORDING" | "WORK";
                title: string;
            };
            territories: string[];
            /** Format: date-time */
            to: string | null;
        };
        ShareItemPage: {
            items: components["schemas"]["ShareItem"][];
            nextCursor: string | null;
        };
        ShareView: {
            excludeTerritories: string[];
            party: components["schemas"]["PartyRef"];
            ppm: number;
            role: string;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            /** @enum {string} */
            status: "ACTIVE" | "DISPUTED" | "ENDED";
            territories: string[];
        };
        SideClearance: {
            claimedPpm: number;
            grantedPpm: number;
            reasons: components["schemas"]["ClearanceReason"][];
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            state: components["schemas"]["ClearanceState"];
            title: string | null;
        };
        SocialActor: {
            displayName: string;
            handle: string;
            host: string | null;
            /** Format: uuid */
            id: string | null;
            url: string | null;
        };
        SocialSearchResult: {
            /** Format: uuid */
            actorId: string;
            /** @enum {string} */
            kind: "actor";
        } | {
            /** @enum {string} */
            kind: "flip";
            /** Format: uuid */
            postId: string;
        } | {
            handle: string;
            /** @enum {string} */
            kind: "producer";
        } | {
            /** @enum {string} */
            kind: "link";
            path: string;
        };
        SourceClearance: {
            isrc: string;
            sides: components["schemas"]["SideClearance"][];
            sourceId: string;
            state: components["schemas"]["ClearanceState"];
            title: string;
        };
        SourceCredit: {
            artist: string;
            composition: components["schemas"]["CreditName"][];
            isrc: string;
            recording: components["schemas"]["CreditName"][];
            sourceId: string;
            title: string;
            usageMs: number;
        };
        SplitLine: {
            party: components["schemas"]["PartyRef"];
            ppm: number;
            role: string;
        };
        StateChange: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            cause: "CLEARANCE" | "PRODUCER" | "OPERATOR";
            from: components["schemas"]["RecipeState"];
            reason: string;
            to: components["schemas"]["RecipeState"];
        };
        StateHistory: {
            items: components["schemas"]["StateChange"][];
        };
        StatedFlip: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            cause: "CLEARANCE" | "PRODUCER" | "OPERATOR";
            flip: {
                bpm: number;
                code: string;
                credits: components["schemas"]["Credits"];
                durationMs: number;
                hash: string;
                key: string | null;
                playCount: string;
                print: components["schemas"]["RecipePrint"];
                producer: components["schemas"]["ProducerRef"];
                /** Format: date-time */
                publishedAt: string;
                state: components["schemas"]["RecipeState"];
                tags: string[];
                title: string;
            };
            from: components["schemas"]["RecipeState"];
            /** Format: uuid */
            id: string;
            reason: string;
            to: components["schemas"]["RecipeState"];
        };
        StatedFlipPage: {
            items: components["schemas"]["StatedFlip"][];
            nextCursor: string | null;
        };
        StatementBreakdown: {
            flip: components["schemas"]["Breakdown"];
            side: components["schemas"]["Breakdown"];
            source: components["schemas"]["Breakdown"];
            territory: components["schemas"]["Breakdown"];
        };
        StatementItem: {
            closingMicros: string;
            /** Format: date-time */
            createdAt: string;
            currency: string;
            earnedMicros: string;
            /** Format: uuid */
            id: string;
            openingMicros: string;
            party: components["schemas"]["PartyRef"];
            period: string;
            plays: string;
        };
        StatementLine: {
            amountMicros: string;
            code: string | null;
            credits: components["schemas"]["Credits"];
            isrc: string | null;
            originPeriod: string | null;
            plays: string;
            position: number;
            producer: string;
            recipe: string;
            sharePpm: number;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION" | "REMIXER" | "PLATFORM";
            sourceTitle: string | null;
            /** Format: uuid */
            subjectId: string | null;
            tariff: string;
            territory: string;
            title: string;
            usageMs: string;
            usagePpm: number;
        };
        StatementLinePage: {
            items: components["schemas"]["StatementLine"][];
            nextCursor: string | null;
        };
        StatementPage: {
            items: components["schemas"]["StatementItem"][];
            nextCursor: string | null;
        };
        StatementView: {
            adjustmentsMicros: string;
            closingMicros: string;
            compositionMicros: string;
            /** Format: date-time */
            createdAt: string;
            currency: string;
            disputes: {
                /** Format: uuid */
                disputeId: string;
                heldMicros: string;
                releasedMicros: string;
            }[];
            earnedMicros: string;
            flips: string;
            formats: ("json" | "csv" | "pdf" | "dsr" | "ugc")[];
            heldMicros: string;
            /** Format: uuid */
            id: string;
            lines: string;
            masterMicros: string;
            /** Format: uuid */
            next: string | null;
            openingMicros: string;
            paidMicros: string;
            party: components["schemas"]["PartyRef"];
            period: string;
            plays: string;
            /** Format: uuid */
            previous: string | null;
            recoupmentMicros: string;
            releasedMicros: string;
            remixerMicros: string;
            series: {
                compositionMicros: string;
                masterMicros: string;
                period: string;
                remixerMicros: string;
            }[];
            sha256: string;
            stems: {
                ppm: number;
                /** @enum {string} */
                stem: "mix" | "drums" | "bass" | "other" | "vocals" | "guitar" | "piano";
            }[];
            tariff: {
                compositionPpm: number;
                masterPpm: number;
                perPlayMicros: string | null;
                platformPpm: number;
                remixerPpm: number;
                version: number;
            };
            withholdingMicros: string;
        };
        SubmitPlays: {
            receipts: components["schemas"]["PlayReceipt"][];
        };
        SuspendGrant: {
            reason?: string;
        };
        TagList: {
            items: {
                flips: string;
                tag: string;
            }[];
        };
        TakeDown: {
            /** @default  */
            reason: string;
        };
        TariffList: {
            items: components["schemas"]["TariffView"][];
        };
        TariffView: {
            compositionPpm: number;
            currency: string;
            dailyCap: number;
            /** Format: date-time */
            effectiveFrom: string;
            /** @enum {string} */
            kind: "PER_PLAY" | "PRO_RATA" | "USER_CENTRIC";
            masterPpm: number;
            minimumMs: number;
            perPlayMicros: string | null;
            platformPpm: number;
            remixerPpm: number;
            version: number;
        };
        TerritoryGroup: {
            count: number;
            moreReasons: number;
            reasons: components["schemas"]["ClearanceReason"][];
            state: components["schemas"]["ClearanceState"];
            territories: string[];
        };
        TransferPage: {
            items: components["schemas"]["TransferView"][];
            nextCursor: string | null;
        };
        TransferView: {
            /** Format: date-time */
            agreedAt: string;
            answer: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            decidedAt: string | null;
            /** Format: date-time */
            effectiveAt: string | null;
            from: components["schemas"]["PartyRef"];
            /** Format: uuid */
            id: string;
            links: string[];
            ppm: number;
            reason: string;
            share: components["schemas"]["ShareItem"];
            /** @enum {string} */
            state: "PENDING" | "ACCEPTED" | "DECLINED" | "CANCELLED";
            to: components["schemas"]["PartyRef"];
        };
        TreeNode: {
            adds: {
                artist: string;
                isrc: string;
                title: string;
                usageMs: number;
            }[];
            children: string;
            code: string;
            credits: components["schemas"]["Credits"];
            depth: number;
            hash: string;
            parents: string[];
            print: components["schemas"]["RecipePrint"];
            producer: components["schemas"]["ProducerRef"];
            /** Format: date-time */
            publishedAt: string;
            state: components["schemas"]["RecipeState"];
            stateReason: string | null;
            title: string;
        };
        UnreachableLine: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            isrc: string;
            party: components["schemas"]["PartyRef"] | null;
            producer: components["schemas"]["ProducerRef"];
            /** Format: uuid */
            requestId: string;
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            title: string;
        };
        UnreachablePage: {
            items: components["schemas"]["UnreachableLine"][];
            nextCursor: string | null;
        };
        UnreadCount: {
            unread: number;
        };
        Unsubscribe: {
            token: string;
        };
        Unsubscribed: {
            label: string;
        };
        UpdateMe: {
            displayName?: string;
            /** Format: email */
            email?: string | null;
            handle?: string;
        };
        VerifyParty: {
            reason: string;
            verified: boolean;
        };
        WhyElsewhere: {
            registry: string;
            sides: {
                reasons: {
                    action: string;
                    detail: string;
                    party: {
                        name: string;
                    } | null;
                }[];
                /** @enum {string} */
                side: "MASTER" | "COMPOSITION";
                state: components["schemas"]["ClearanceState"];
                title: string | null;
            }[];
        };
        WithdrawClaim: {
            /** @default null */
            reason: string | null;
        };
        WithdrawGrant: {
            /** Format: date-time */
            at?: string;
            reason?: string;
        };
        WithholdingPage: {
            items: components["schemas"]["WithholdingView"][];
            nextCursor: string | null;
        };
        WithholdingView: {
            /** Format: date-time */
            createdAt: string;
            evidence: string;
            /** Format: uuid */
            id: string;
            jurisdiction: string;
            party: components["schemas"]["PartyRef"];
            ppm: number;
            /** Format: date-time */
            validFrom: string;
        };
        WorkView: {
            /** Format: uuid */
            id: string;
            iswc: string | null;
            ppm: number;
            shares: components["schemas"]["ShareView"][];
            title: string;
        };
        WriteComment: {
            /**
             * Format: uuid
             * @default null
             */
            parentId: string | null;
            text: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Audit_run: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Auth_callback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issuer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Auth_issuers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuerList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Auth_login: {
        parameters: {
            query?: {
                issuer?: string;
                returnTo?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Auth_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Claims_queue: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "PENDING" | "PROVED" | "REJECTED" | "WITHDRAWN";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Claims_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Claims_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideClaim"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Claims_addEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvidence"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Claims_proveByCatalogue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProveByCatalogue"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Claims_proveByDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProveByDomain"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Claims_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawClaim"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Requests_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                from?: string;
                before?: string;
                state?: "OPEN" | "APPROVED" | "DECLINED" | "EXPIRED" | "WITHDRAWN";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Requests_ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskForClearance"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedRequest"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Requests_unreachable: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreachablePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Requests_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RequestAnswers_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                line: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RequestAnswers_approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                line: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveLine"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RequestAnswers_counter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                line: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CounterLine"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RequestAnswers_decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                line: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineLine"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Requests_write: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRequestMessage"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Requests_revise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviseRequest"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Requests_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Reactions_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Reactions_restore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Corrections_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                box?: "asked" | "to-decide";
                party?: string;
                state?: components["schemas"]["CorrectionState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Corrections_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Corrections_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionNote"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Corrections_decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Corrections_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionNote"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Disputes_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                from?: string;
                before?: string;
                party?: string;
                state?: "OPEN" | "RESPONDED" | "ESCALATED" | "UPHELD" | "RELEASED" | "open" | "over";
                overdue?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Disputes_open: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDispute"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Disputes_subject: {
        parameters: {
            query?: {
                party?: string;
            };
            header?: never;
            path: {
                kind: "RECORDING" | "WORK";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputableSubject"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Disputes_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Disputes_escalate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeStatement"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Disputes_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeAddition"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DisputeSplits_propose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeProposal"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DisputeSplits_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeAcceptance"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Disputes_release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeDismissal"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Disputes_respond: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeStatement"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DisputeSplits_settle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeSettlement"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Disputes_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeStatement"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Hints_hear: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogHint"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Peers_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Peers_propose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPeer"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Peers_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Peers_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeerConfirmation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Peers_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeerReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PeerReceivables_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerReceivables"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Peers_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeerReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Peers_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeerReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Settlements_troubles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementTroubles"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Settlements_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Listings_search: {
        parameters: {
            query: {
                territory?: string;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingsElsewhere"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Listings_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewListing"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedRecording"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Listings_why: {
        parameters: {
            query?: {
                territory?: string;
            };
            header?: never;
            path: {
                isrc: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhyElsewhere"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SettlementDocuments_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Settlements_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Settlements_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Settlements_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Settlements_prepare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementReference"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Settlements_restate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementRestatement"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Settlements_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Feed_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                tag?: string;
                producer?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Reactions_boost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Reactions_unboost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Reactions_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Reactions_write: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteComment"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentRef"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Reactions_like: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Reactions_unlike: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Reactions_standing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlipStanding"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Grants_revise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviseGrant"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Grants_keep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Grants_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Grants_suspend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspendGrant"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Grants_versions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantVersionPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Grants_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawGrant"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Health_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Imports_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_apply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_rows: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                outcome?: "CREATED" | "UPDATED" | "UNCHANGED" | "REJECTED";
                problems?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReportPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_csv: {
        parameters: {
            query?: {
                outcome?: "CREATED" | "UPDATED" | "UNCHANGED" | "REJECTED";
                problems?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Invitations_mine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invitations_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invitations_decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invitations_look: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Logs_overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicLogs"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Logs_leaves: {
        parameters: {
            query?: {
                before?: number;
                limit?: number;
            };
            header?: never;
            path: {
                name: "consent" | "plays";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLeafPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Logs_leaf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "consent" | "plays";
                leaf: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProvedLogLeaf"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Logs_places: {
        parameters: {
            query: {
                leaves: string;
            };
            header?: never;
            path: {
                name: "consent" | "plays";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLeafPlaces"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Mandates_proposed: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandatePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Mandates_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideMandate"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Mandates_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeMandate"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Mandates_versions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandatePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Me_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Me_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Me_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMe"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OwnAccount_listAliases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aliases"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OwnAccount_setAliases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Aliases"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aliases"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OwnAccount_addAlias: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OtherAccount"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aliases"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Follows_blocked: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Follows_block: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddBlock"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Follows_unblock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OwnAccount_received: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedCommentPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Me_export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataExport"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Derivatives_own: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnFlipPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Follows_followers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Follows_following: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OwnAccount_move: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OtherAccount"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OwnAccount_takeMoveBack: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Notifications_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPreferences"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Notifications_prefer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetNotificationPreference"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OwnAccount_known: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownAs"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OwnAccount_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tokens_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tokens_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiToken"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiToken"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tokens_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merges_items: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeItemPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MusicServices_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MusicServiceList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MusicServices_exchange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: "tidal" | "soundcloud" | "beatport";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MusicServiceGrant"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MusicServiceToken"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Notifications_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                unread?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Notifications_markAllRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Notifications_unread: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreadCount"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Notifications_unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Unsubscribe"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unsubscribed"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Notifications_markRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OwnCause_standing: {
        parameters: {
            query: {
                parties: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnCauseView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Parties_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Parties_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewParty"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Parties_search: {
        parameters: {
            query: {
                cursor?: string;
                limit?: number;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyFoundPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Parties_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Parties_edit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditParty"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PartyCatalogue_catalogue: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                side?: "MASTER" | "COMPOSITION";
                release?: string;
                clearance?: components["schemas"]["ClearanceState"];
                optedIn?: "true" | "false";
                flipped?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyCataloguePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Claims_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "PENDING" | "PROVED" | "REJECTED" | "WITHDRAWN";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Claims_enter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClaim"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Requests_inbox: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                from?: string;
                before?: string;
                state?: "OPEN" | "APPROVED" | "DECLINED" | "EXPIRED" | "WITHDRAWN";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Derivatives_ofParty: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                isrc?: string;
                work?: string;
                state?: components["schemas"]["RecipeState"];
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivativePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Domains_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Domains_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDomain"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Domains_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                domain: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Domains_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                domain: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckDomain"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Domains_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                domain: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmDomain"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Parties_events: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyEventPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Grants_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                wide?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Grants_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGrant"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BulkGrants_apply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyBulk"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BulkGrants_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BulkGrants_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                bulk: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BulkGrants_items: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                outcome?: "NEW" | "REVISED" | "UNCHANGED" | "REFUSED";
            };
            header?: never;
            path: {
                id: string;
                bulk: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkItemPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PartyImports_permission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPermissionView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PartyImports_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideImportPermission"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPermissionView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PartyImports_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PartyImports_start: {
        parameters: {
            query: {
                fileName: string;
                dryRun?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/xml": string;
                "text/csv": string;
                "text/plain": string;
                "text/xml": string;
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Members_invited: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Members_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedInvitation"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Members_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                invitation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Mandates_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                from?: string;
                before?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandatePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Mandates_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMandate"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MandateView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Members_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Members_set: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddMember"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Members_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merges_preview: {
        parameters: {
            query: {
                from: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePreview"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merges_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Merges_merge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeParties"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payees_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayeeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payees_setAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPayeeAccount"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayeeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payees_removeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayeeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payees_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayeeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payees_stop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayeeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payees_setThreshold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                currency: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewThreshold"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayeeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payees_payments: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyPaymentPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PartyCatalogue_releases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseChoices"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Shares_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareItemPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Shares_listTransfers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Parties_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyParty"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Mandates_partyNames: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyNames"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutRuns_owed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwedView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payments_giveBack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnPayment"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payments_settle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutRuns_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRunPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutRuns_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPayoutRun"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRunView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutRuns_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRunView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutRuns_approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRunView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutRuns_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRunView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutRuns_history: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRunEventPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutRuns_lines: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "PLANNED" | "SENT" | "SETTLED" | "RETURNED" | "NOT_PAID";
                reason?: "NEGATIVE" | "ON_HOLD" | "NO_PAYEE_DETAILS" | "COOLING_OFF" | "BELOW_THRESHOLD" | "BALANCE_CHANGED" | "DETAILS_CHANGED" | "PARTY_MERGED";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutLinePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutRuns_pain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PayoutRuns_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PayoutRuns_send: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendPayoutRun"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRunView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutRuns_settle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRunView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Plays_submit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitPlays"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayResults"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Erasures_count: {
        parameters: {
            query: {
                device: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayBodyCount"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Erasures_eraseForDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceErasure"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasedBodies"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Erasures_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayErasurePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Erasures_erase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlayErasure"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasedBodies"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Plays_grant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlayGrant"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayGrant"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Fraud_held: {
        parameters: {
            query?: {
                reason?: string;
                device?: string;
                recipe?: string;
                from?: string;
                to?: string;
                cursor?: string;
                limit?: number;
                state?: "HELD" | "RELEASED" | "REFUSED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Fraud_decide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuarantineDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineOutcome"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Fraud_rejections: {
        parameters: {
            query?: {
                reason?: string;
                device?: string;
                recipe?: string;
                from?: string;
                to?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayRejectionPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Fraud_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayVoidingPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Fraud_apply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlayVoiding"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayVoiding"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Fraud_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlayVoidFilter"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayVoidPreview"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Feed_producer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProducerView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Follows_producer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProducerFollow"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Follows_follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Follows_unfollow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Derivatives_changes: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatedFlipPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recipes_publish: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishRecipe"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedRecipe"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recipes_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRecipe"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishPreview"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recipes_get: {
        parameters: {
            query?: {
                territory?: string;
            };
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RecipeStates_bringBack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeDown"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateChange"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Corrections_ofFlip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFlipCorrection"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Credits_negotiated: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the Accept header asks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credits"];
                    "application/ld+json": components["schemas"]["Credits"];
                    "application/xml": components["schemas"]["Credits"];
                    "text/plain": components["schemas"]["Credits"];
                };
            };
        };
    };
    Credits_ern: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Credits_jsonLd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Credits_text: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Recipes_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RecipeStates_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateHistory"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RecipeStates_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateChange"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RecipeStates_restore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorReason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateChange"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RecipeStates_takeDown: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeDown"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateChange"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Credits_tree: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                depth?: number;
            };
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionTree"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recordings_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                licensed?: "true" | "false";
                territory?: string;
                stems?: string;
                bpmMin?: number;
                bpmMax?: number;
                anyOctave?: "true" | "false";
                key?: string;
                party?: string;
                artist?: string;
                label?: string;
                release?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recordings_enter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCatalogueEntry"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recordings_get: {
        parameters: {
            query?: {
                territory?: string;
            };
            header?: never;
            path: {
                isrc: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Recordings_explain: {
        parameters: {
            query?: {
                territory?: string;
                territories?: "all";
            };
            header?: never;
            path: {
                isrc: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClearanceExplanation"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Corrections_ofRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                isrc: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCreditCorrection"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bookkeeping_adjust: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdjustment"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bookkeeping_advances: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                party?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdvancePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bookkeeping_addAdvance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdvance"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdvancePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bookkeeping_balances: {
        parameters: {
            query: {
                party: string;
                currency: string;
                against: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bookkeeping_entries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                party?: string;
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bookkeeping_reverse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReversal"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Periods_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Periods_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Periods_close: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Pools_importPayments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListenerPayments"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundedTariffList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Pools_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundedTariffList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Pools_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPool"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundedTariffList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Samples_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaySampleView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Samples_play: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                position: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampledPlay"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Receivables_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                party?: string;
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivablePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Receivables_csv: {
        parameters: {
            query: {
                party: string;
                reporter: string;
                period: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Receivables_lines: {
        parameters: {
            query: {
                cursor?: string;
                limit?: number;
                party: string;
                reporter: string;
                period: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivableLinePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Statements_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                party?: string;
                period?: string;
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Statements_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Statements_breakdown: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementBreakdown"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Statements_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    StatementExports_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    StatementExports_royalty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    StatementExports_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    StatementExports_ugc: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Statements_lines: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                recipe?: string;
                isrc?: string;
                side?: "MASTER" | "COMPOSITION" | "REMIXER";
                territory?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementLinePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Samples_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaySamplePage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Samples_ask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlaySample"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaySampleView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bookkeeping_withholdings: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                party?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithholdingPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Bookkeeping_addWithholding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWithholding"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithholdingPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ShareLinks_open: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipeView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Shares_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareDetail"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Shares_propose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTransfer"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProducersElsewhere_actor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoteProducer"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProducersElsewhere_flips: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoteFlipPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProducersElsewhere_follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProducersElsewhere_unfollow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Servers_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerRuleList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Servers_set: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                host: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetServerRule"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Servers_clear: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                host: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClearServerRule"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProducersElsewhere_feed: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowedPage"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Servers_hosts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerHealthList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Servers_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProducersElsewhere_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoteFlipView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProducersElsewhere_search: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SocialSearchResult"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Feed_tags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tariffs_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TariffList"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tariffs_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTariff"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TariffView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tariffs_current: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TariffView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Shares_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptTransfer"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Shares_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerTransfer"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Shares_decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerTransfer"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Corrections_ofWork: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCreditCorrection"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ShareLinks_oembed: {
        parameters: {
            query: {
                url: string;
                format?: "json" | "xml";
                maxwidth?: number;
                maxheight?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Oembed"];
                };
            };
            /** @description Problem details (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
