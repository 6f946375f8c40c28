import classes from './code-box.module.css';

/** Lines of code or commands to read and copy: left to right in every language. `label`: what language they are in. */
export function CodeBox({ label, children }: { label: string; children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <pre role="region" className={classes.code} dir="ltr" tabIndex={0} aria-label={label}>
      {children}
    </pre>
  );
}
