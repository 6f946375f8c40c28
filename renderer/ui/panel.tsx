import type { ReactNode } from 'react';
import { useProjecting } from '../store/projector';
import classes from './panel.module.css';

type Props = {
  title: ReactNode;
  /** One quiet line of facts beside the title. */
  facts?: ReactNode;
  /** View switch. */
  views?: ReactNode;
  /** At most two buttons, the one primary last. */
  actions?: ReactNode;
  toolbar?: ReactNode;
  /** 296–412 px at the inline end; never blocks the work. */
  inspector?: ReactNode;
  inspectorWidth?: number;
  dock?: ReactNode;
  children: ReactNode;
};

/** The white sheet that holds a page: header, optional toolbar, work area, optional inspector and dock. */
export function Panel({ title, facts, views, actions, toolbar, inspector, inspectorWidth = 320, dock, children }: Props) {
  const isProjecting = useProjecting();
  return (
    <main className={classes.panel}>
      <header className={classes.header} data-stays>
        <div className={classes.heading}>
          <h1 className={classes.title}>{title}</h1>
          {facts && <div className={classes.facts}>{facts}</div>}
        </div>
        {views}
        {actions && !isProjecting && <div className={classes.actions}>{actions}</div>}
      </header>
      {toolbar && <div className={classes.toolbar}>{toolbar}</div>}
      <div className={classes.body}>
        <div className={classes.work} data-stop="work">
          <div className={classes.content}>{children}</div>
          {dock && <div className={classes.dock}>{dock}</div>}
        </div>
        {inspector && (
          <aside className={classes.inspector} data-over data-stop="inspector" style={{ width: inspectorWidth }}>
            {inspector}
          </aside>
        )}
      </div>
    </main>
  );
}
