# jwtadm as an image that needs no root and writes nothing but the store in /work:
#
#   docker build --tag jwtadm .
#   docker run --rm --read-only --cap-drop ALL --user "$(id -u):$(id -g)" --volume "$PWD:/work" jwtadm check
#
# The base is pinned by its version; a digest can be given: --build-arg NODE_IMAGE=node:…@sha256:…
ARG NODE_IMAGE=node:22.21.1-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY scripts scripts
COPY bin bin
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="jwtadm" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY LICENSE /opt/jwtadm/
COPY --from=build /build/package.json /opt/jwtadm/
COPY --from=build /build/node_modules /opt/jwtadm/node_modules
COPY --from=build /build/bin /opt/jwtadm/bin
COPY --from=build /build/dist /opt/jwtadm/dist
RUN ln -s /opt/jwtadm/bin/jwtadm.js /usr/local/bin/jwtadm
WORKDIR /work
# The user node of the base, by its number, so that a cluster can see that it is not root.
USER 1000:1000
ENTRYPOINT ["jwtadm"]
CMD ["--help"]
