# From the repository's root: docker build -t dakor .
# The tag names one version of Node; pin its digest where you build.
FROM node:24.21.0-alpine AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/probot-pino ./packages/probot-pino
# Two thirds of the packages are for editors and debuggers.
RUN npm ci --omit=dev --omit=peer --omit=optional --ignore-scripts \
  && find node_modules -name '*.map' -delete -o -name '*.d.ts' -delete -o -name '*.d.mts' -delete -o -name '*.d.cts' -delete

FROM node:24.21.0-alpine
ENV NODE_ENV=production
WORKDIR /app
COPY package.json ./
COPY src ./src
COPY --from=packages /app/packages ./packages
COPY --from=packages /app/node_modules ./node_modules

# Nothing is written at run time, so nothing here belongs to the user that runs it.
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "src/app/is-ready.ts"]
CMD ["node", "src/cli/launch.js", "start"]
