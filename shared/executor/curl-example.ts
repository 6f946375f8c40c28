import { executorRoutes } from './contract';

/**
 * How a shell asks the executor that keeps its things in `folder`, and an event as a first call. Port and token are read there
 * each time; the event happens now by the executor's clock, so that it can start a journey, also where a sandbox is days ahead.
 */
export function curlExample(folder: string): string {
  const event = JSON.stringify({ ...executorRoutes.sendEvents.example, occurred_at: 'NOW' }, null, 2).replace('NOW', `'"$NOW"'`);
  return `EXECUTOR='${folder.replaceAll("'", `'\\''`)}'
PORT=$(sed 's/.*"port":\\([0-9]*\\).*/\\1/' "$EXECUTOR/endpoint.json")
# The token goes through a pipe, so that it is in no list of processes.
ask() {
  printf 'authorization: Bearer %s' "$(cat "$EXECUTOR/token")" | curl -sS --fail-with-body -H @- "$@"
}

# A sandbox may be days ahead.
NOW=$(ask "http://127.0.0.1:$PORT/health" | sed 's/.*"now":"\\([^"]*\\)".*/\\1/')
ask "http://127.0.0.1:$PORT/events" -H 'content-type: application/json' -d '${event}'`;
}
