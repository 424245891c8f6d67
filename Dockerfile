# syntax=docker/dockerfile:1.7

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY libs/recipe/package.json libs/recipe/
COPY libs/royalty/package.json libs/royalty/
COPY libs/transparency/package.json libs/transparency/
COPY apps/api/package.json apps/api/
COPY apps/client/package.json apps/client/
RUN npm ci --ignore-scripts

FROM dependencies AS build
COPY . .
RUN npm run build

# What runs: the API and its libraries, without compilers, browser code sources or the embedded database.
FROM node:24-bookworm-slim AS runtime-dependencies
WORKDIR /app
COPY --from=build /app/package.json /app/package-lock.json /app/.npmrc ./
COPY --from=build /app/libs/recipe/package.json libs/recipe/
COPY --from=build /app/libs/royalty/package.json libs/royalty/
COPY --from=build /app/libs/transparency/package.json libs/transparency/
COPY --from=build /app/apps/api/package.json apps/api/
RUN npm ci --omit=dev --ignore-scripts --workspace @flipside/api

FROM node:24-bookworm-slim AS runtime
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WEB_DIST=/app/apps/client/dist
WORKDIR /app
COPY --from=runtime-dependencies /app ./
COPY --from=build /app/libs/recipe/dist libs/recipe/dist
COPY --from=build /app/libs/royalty/dist libs/royalty/dist
COPY --from=build /app/libs/transparency/dist libs/transparency/dist
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/apps/client/dist apps/client/dist
COPY --from=build /app/prisma/migrations prisma/migrations
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/dist/main.js"]
