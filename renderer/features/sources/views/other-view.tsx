import { ChangesView } from './changes-view';
import { CoverageView } from './coverage-view';
import { FlowsView } from './flows-view';
import { MatrixView } from './matrix-view';
import { QuestionsView } from './questions-view';
import type { SourceView } from './source-views';

/** All but the grid, which has the systems and its filter around it. */
export function OtherView({ view }: { view: Exclude<SourceView, 'fields'> }) {
  switch (view) {
    case 'matrix':
      return <MatrixView />;
    case 'flows':
      return <FlowsView />;
    case 'questions':
      return <QuestionsView />;
    case 'coverage':
      return <CoverageView />;
    case 'changes':
      return <ChangesView />;
  }
}
