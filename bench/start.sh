#!/usr/bin/env bash
# Times the start of the desk on an empty database until its first page, and measures its memory after 100 conversations:
#   bench/start.sh 5 java -jar target/rahnuma.jar
#   bench/start.sh 5 mvn -o -q mn:run
set -euo pipefail
cd "$(dirname "$0")/.."
starts=$1
shift
for _ in $(seq "$starts"); do
    port=$((10000 + RANDOM % 9000))
    folder=$(mktemp -d)
    begin=$(date +%s%3N)
    RAHNUMA_DATA=$folder/data MICRONAUT_SERVER_PORT=$port setsid "$@" >"$folder/log" 2>&1 &
    group=$!
    trap 'kill -- -$group 2>/dev/null || true; rm -rf "$folder"' EXIT
    word=
    until curl -s -o /dev/null -m 5 "http://127.0.0.1:$port/"; do
        [ -z "$word" ] && [ -s "$folder/log" ] && word=$(($(date +%s%3N) - begin))
        kill -0 "$group" || { cat "$folder/log"; exit 1; }
        sleep 0.05
    done
    page=$(($(date +%s%3N) - begin))
    desk=$(ss -Hltnp "sport = :$port" | sed 's/.*pid=\([0-9]*\).*/\1/')
    cpu=$(awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / hz }' "/proc/$desk/stat")
    for person in $(seq 100); do
        for text in hello 1 1 menu 'kitni fees hai?' menu 2 back; do
            curl -s -f -o /dev/null -b "$folder/$person" -c "$folder/$person" --interface "127.0.1.$person" \
                -H 'Content-Type: application/json' "http://127.0.0.1:$port/api/v1/conversation" \
                -d "{\"id\":\"$(cat /proc/sys/kernel/random/uuid)\",\"text\":\"$text\"}"
        done
    done
    sleep 5
    memory=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$desk/status")
    echo "first line after ${word:-$page} ms, first page after $page ms, $cpu s of CPU, $memory MB after 100 conversations"
    kill -- -"$group"
    wait "$group" || true
    rm -rf "$folder"
done
