import { CheckPack } from './check-pack';
import { MakePack } from './make-pack';
import classes from './pack-section.module.css';

/** The sealed handoff pack: made here, and checked when it comes back. */
export function PackSection() {
  return (
    <div className={classes.section}>
      <MakePack />
      <CheckPack />
    </div>
  );
}
