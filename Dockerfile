# Not built or run yet: no container engine was at hand. What it starts is tested as a process (see CommandProcessTest).
#
#   docker build -t rahnuma .
#   docker run -p 8080:8080 -v rahnuma-data:/data -e TELEGRAM_BOT_TOKEN rahnuma
#
# Commands: docker exec <container> java -jar /app/rahnuma.jar staff list

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
# There is no .git here: --build-arg COMMIT=$(git rev-parse --short=10 HEAD) tells it to --version.
ARG COMMIT=
RUN --mount=type=cache,target=/root/.m2 mvn -q -B package -DskipTests -Dbuild.commit="$COMMIT"

FROM eclipse-temurin:25-jre-alpine
# By number, so that an orchestrator can see that it is not root (runAsNonRoot).
RUN addgroup -S -g 10001 rahnuma && adduser -S -u 10001 -G rahnuma -h /data rahnuma \
    && mkdir -p /data && chown rahnuma:rahnuma /data && chmod 700 /data
COPY --from=build /build/target/rahnuma.jar /app/rahnuma.jar
# A cache fits the JDK that made it only. Its options are those of the entry point; one compiler, as in pom.xml.
RUN java -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=/app/rahnuma.aot \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar /app/rahnuma.jar rehearse
USER 10001:10001
WORKDIR /data
# The embedded database, and the keyset without which nothing personal can be read again.
VOLUME /data
ENV RAHNUMA_DATA=/data \
    MICRONAUT_SERVER_PORT=8080
EXPOSE 8080
# Liveness, not readiness: an unhealthy container is started again, which does not help while the database is away. A load
# balancer asks /health/readiness.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD wget -q -O /dev/null "http://127.0.0.1:${MICRONAUT_SERVER_PORT}/health/liveness" || exit 1
# In exec form, so that a stop reaches the program, which closes in good order and exits with 0.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xms64m", "-Xmn32m", \
    "-XX:MinHeapFreeRatio=15", "-XX:MaxHeapFreeRatio=30", "-XX:-ShrinkHeapInSteps", \
    "-XX:ReservedCodeCacheSize=64m", "-XX:TrimNativeHeapInterval=1000", \
    "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:AOTCache=/app/rahnuma.aot", \
    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/app/rahnuma.jar"]
