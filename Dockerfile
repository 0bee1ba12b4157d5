# syntax=docker/dockerfile:1

# One image for every app: the command says which one runs (docker-compose.yml names it for each).

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
RUN npx tsc -b apps/gateway/tsconfig.lib.json apps/status/tsconfig.lib.json apps/token-cli/tsconfig.lib.json \
    apps/consumer-products/tsconfig.lib.json apps/consumer-prices/tsconfig.lib.json \
    apps/consumer-inventory/tsconfig.lib.json apps/consumer-customers/tsconfig.lib.json \
    apps/consumer-sales/tsconfig.lib.json apps/consumer-content/tsconfig.lib.json

# What the apps need while they run, and nothing that only builds or tests them.
FROM node:20-bookworm-slim AS dependencies
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund --omit=dev \
    --workspace=@sluice/gateway --workspace=@sluice/status --workspace=@sluice/token-cli \
    --workspace=@sluice/consumer-products --workspace=@sluice/consumer-prices \
    --workspace=@sluice/consumer-inventory --workspace=@sluice/consumer-customers \
    --workspace=@sluice/consumer-sales --workspace=@sluice/consumer-content

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/package.json ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/libs ./libs
COPY --from=build /app/apps ./apps
USER node
EXPOSE 8080
CMD ["node", "apps/gateway/dist/main.js"]
