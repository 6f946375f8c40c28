/** What stands in an envelope beside the records. */
export const envelope =
  /^(@.*|\$.*|_.*|meta|metadata|paging|pagination|pageinfo|page_info|links?|next|prev|previous|first|last|self|total|total_?(count|size|results|pages|records|elements)?|count|size|limit|offset|page|per_?page|page_?size|pages|cursor|next_?cursor|has_?more|more|done|object|url|status|status_?code|success|ok|code|message|errors?|warnings?|took|timed_out|max_score|version|extensions|included|request_?id|query|timestamp|generated_?at|exported_?at|nextRecordsUrl|continuation)$/i;
