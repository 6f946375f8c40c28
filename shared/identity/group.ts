/** Things by the number of the group they belong to, without a list for each group. */
export type Groups = {
  /** Members of group g: `members[from[g]]` to `members[from[g + 1]]` (exclusive), in their order. */
  from: Int32Array;
  members: Int32Array;
};

/** Groups the positions of `groupOf` by their value, which is below `groups`; those with a negative one belong to none. */
export function groupBy(groupOf: ArrayLike<number>, groups: number): Groups {
  const from = new Int32Array(groups + 1);
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i] ?? -1;
    if (group >= 0) from[group + 1] = (from[group + 1] ?? 0) + 1;
  }
  for (let group = 0; group < groups; group++) from[group + 1] = (from[group + 1] ?? 0) + (from[group] ?? 0);
  const next = from.slice();
  const members = new Int32Array(from[groups] ?? 0);
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i] ?? -1;
    if (group < 0) continue;
    const place = next[group] ?? 0;
    members[place] = i;
    next[group] = place + 1;
  }
  return { from, members };
}

/** The members of one group. */
export function membersOf({ from, members }: Groups, group: number): Int32Array {
  return members.subarray(from[group] ?? 0, from[group + 1] ?? 0);
}
