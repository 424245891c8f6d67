# syntax=docker/dockerfile:1.7

# The manifests alone, so that dependencies are installed again only when one of them changes.
FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete \
  && find . -type d -empty -delete

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
RUN for lib in libs/*; do mkdir -p "/built/$lib" && cp -r "$lib/dist" "/built/$lib/"; done

# What runs: the API and its libraries, without compilers, browser code sources or the embedded database.
FROM node:24-bookworm-slim AS runtime
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WEB_DIST=/app/apps/client/dist
WORKDIR /app
COPY --from=manifests /app ./
# Of the faces for names, two weights are used.
RUN npm ci --omit=dev --ignore-scripts --workspace @flipside/api && npm cache clean --force \
  && find node_modules/@fontsource -path '*/files/*' ! -name '*-[47]00-normal.woff' -delete \
  && find node_modules/@embedpdf -name '*.otf' ! -name '*-Regular.otf' ! -name '*-Bold.otf' -delete
COPY --from=build /built/libs libs
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/apps/client/dist apps/client/dist
COPY --from=build /app/prisma/migrations prisma/migrations
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/dist/main.js"]
