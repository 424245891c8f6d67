/** Generated from docs/openapi.json by `npm run openapi`. Do not edit. */
export interface paths {
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
    "/api/grants/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a grant back: nothing new plays; plays already counted stand */
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
        patch?: never;
        trace?: never;
    };
    "/api/parties/{id}/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the party has a share or a role in, with its grants */
        get: operations["Parties_catalogue"];
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
        /** Grants the use of a recording, a work or a whole catalogue on one side */
        post: operations["Grants_create"];
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
    "/api/parties/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a user act for the party, or changes as what */
        post: operations["Parties_setMember"];
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
    "/api/royalties/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statements of your parties, the newest first */
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
        get?: never;
        put?: never;
        /** Puts the next version of the tariff in force (operator) */
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
        AddMember: {
            handle: string;
            /** @enum {string} */
            role: "OWNER" | "MANAGER" | "VIEWER";
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
            name: string;
            scopes: string[];
        };
        ClearanceExplanation: {
            artist: string;
            /** Format: date-time */
            at: string;
            isrc: string;
            sides: components["schemas"]["SideClearance"][];
            state: components["schemas"]["ClearanceState"];
            terms: components["schemas"]["RemixTerms"] | null;
            territory: string;
            title: string;
        };
        ClearanceReason: {
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
        CreatedApiToken: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            name: string;
            scopes: string[];
            token: string;
        };
        CreditName: {
            name: string;
            role: string;
        };
        Credits: {
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
        DecideImportPermission: {
            evidence: string;
            permitted: boolean;
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
                kind: "RECORDING" | "WORK" | "CATALOGUE";
                title: string | null;
            };
            version: number;
        };
        Health: {
            /** @enum {string} */
            status: "ok";
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
        IssuerList: {
            items: {
                builtIn: boolean;
                id: string;
                name: string;
            }[];
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
                /** @enum {string} */
                kind: "CATALOGUE";
            };
        };
        NewParty: {
            dpid?: string;
            ipiNameNumber?: string;
            isni?: string;
            /** @enum {string} */
            kind: "PERSON" | "ORGANISATION";
            name: string;
        };
        NewPlayGrant: {
            device: string;
            recipe: string;
        };
        NewTariff: {
            compositionPpm: number;
            currency: string;
            /** @default 50 */
            dailyCap: number;
            /** @enum {string} */
            kind: "PER_PLAY";
            masterPpm: number;
            /** @default 30000 */
            minimumMs: number;
            perPlayMicros: string;
            platformPpm: number;
            remixerPpm: number;
        };
        Oembed: {
            author_name: string;
            /** Format: uri */
            author_url: string;
            cache_age: number;
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
        PartyCatalogueItem: {
            artist: string | null;
            clearance: components["schemas"]["ClearanceState"];
            flips: string;
            grant: {
                /** Format: uuid */
                id: string;
                state: string;
                version: number;
                wholeCatalogue: boolean;
            } | null;
            /** Format: uuid */
            id: string;
            isrc: string | null;
            iswc: string | null;
            /** @enum {string} */
            kind: "RECORDING" | "WORK";
            ppm: number;
            roles: string[];
            /** @enum {string} */
            side: "MASTER" | "COMPOSITION";
            title: string;
        };
        PartyCataloguePage: {
            items: components["schemas"]["PartyCatalogueItem"][];
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
        PartyRef: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        PartyView: {
            dpid: string | null;
            /** Format: uuid */
            id: string;
            ipiNameNumber: string | null;
            isni: string | null;
            /** @enum {string} */
            kind: "PERSON" | "ORGANISATION";
            name: string;
            /** @enum {string|null} */
            role: "OWNER" | "MANAGER" | "VIEWER" | null;
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
        PlayGrant: {
            device: string;
            /** Format: date-time */
            expiresAt: string;
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
            key: string;
            receiptId: string;
            recipe: string;
            sig: string;
            /** @enum {number} */
            v: 1;
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
        PlayResult: {
            /** Format: uuid */
            grant: string;
            promise: components["schemas"]["PlayPromise"];
            /** @enum {string} */
            status: "counted";
        } | {
            /** Format: uuid */
            grant: string;
            /** @enum {string} */
            status: "duplicate";
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
        RecipeClearance: {
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
        RecipeView: {
            bpm: number;
            children: {
                code: string;
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
            /** @enum {string} */
            state: "PUBLISHED" | "WITHDRAWN" | "REMOVED";
            supersededBy: string | null;
            supersedes: string | null;
            tags: string[];
            title: string;
        };
        RecordingItem: {
            artist: string;
            bpm: number | null;
            clearance: components["schemas"]["ClearanceState"];
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
            nextCursor: string | null;
        };
        RecordingView: {
            artist: string;
            bpm: number | null;
            clearance: components["schemas"]["ClearanceState"];
            contributors: {
                party: components["schemas"]["PartyRef"];
                role: string;
                /** Format: uuid */
                workId: string | null;
            }[];
            durationMs: number | null;
            flips: string;
            isrc: string;
            key: string | null;
            label: string | null;
            shares: components["schemas"]["ShareView"][];
            terms: components["schemas"]["RemixTerms"] | null;
            title: string;
            versionTitle: string | null;
            works: components["schemas"]["WorkView"][];
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
            territory: string;
            title: string;
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
            closingMicros: string;
            compositionMicros: string;
            /** Format: date-time */
            createdAt: string;
            currency: string;
            earnedMicros: string;
            flips: string;
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
        };
        SubmitPlays: {
            receipts: components["schemas"]["PlayReceipt"][];
        };
        TagList: {
            items: {
                flips: string;
                tag: string;
            }[];
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
        UpdateMe: {
            displayName?: string;
            /** Format: email */
            email?: string | null;
            handle?: string;
        };
        WithdrawGrant: {
            reason?: string;
        };
        WorkView: {
            /** Format: uuid */
            id: string;
            iswc: string | null;
            ppm: number;
            shares: components["schemas"]["ShareView"][];
            title: string;
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
    Parties_catalogue: {
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
    Grants_list: {
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
    Parties_setMember: {
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
    Recordings_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                licensed?: "true" | "false";
                territory?: string;
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
    Statements_list: {
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
    Statements_lines: {
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
    ShareLinks_oembed: {
        parameters: {
            query: {
                url: string;
                format?: "json";
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
