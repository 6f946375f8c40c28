import { executorRoutes } from './contract';

/** How a shell asks the executor that keeps its things in `folder`, and an event as a first call. Port and token are read there each time. */
export function curlExample(folder: string): string {
  const event = JSON.stringify(executorRoutes.sendEvents.example, null, 2);
  return `EXECUTOR='${folder.replaceAll("'", `'\\''`)}'
PORT=$(sed 's/.*"port":\\([0-9]*\\).*/\\1/' "$EXECUTOR/endpoint.json")
# The token goes through a pipe, so that it is in no list of processes.
ask() {
  printf 'authorization: Bearer %s' "$(cat "$EXECUTOR/token")" | curl -sS --fail-with-body -H @- "$@"
}

ask "http://127.0.0.1:$PORT/events" -H 'content-type: application/json' -d '${event}'`;
}
