import { useEffect, useRef } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Problem } from '../../../../shared/problem';
import type { Direction } from '../../../../shared/text';
import { placeOfProblem } from '../../../store/places';
import { useEngagement } from '../../../store/session';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import type { Chapter } from './pdfjs';
import type { Place } from './place';
import classes from './preview.module.css';

type Props = {
  chapters: readonly Chapter[];
  /** Of the document, whatever language the app speaks. */
  direction: Direction;
  problems: readonly Problem[];
  /** Of the chapter that is looked at. */
  current: number;
  onGo: (place: Place) => void;
  /** Shows where in the document a character is missing. */
  onMissing: () => void;
};

/** What is to be looked at, then the bookmarks of the file. */
export function SideList({ chapters, direction, problems, current, onGo, onMissing }: Props) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const navigate = useNavigate();
  const engagement = useEngagement();

  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (current >= 0) list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function goToProblem(problem: Problem) {
    if (problem.code === 'missing-glyph') {
      onMissing();
      return;
    }
    const place = placeOfProblem(problem, engagement);
    if (place) void navigate(`/e/${engagementId}/${place.path}`);
  }

  return (
    <aside className={classes.side}>
      {problems.length > 0 && (
        <section aria-labelledby="preview-problems">
          <h2 id="preview-problems">{t('preview.problems', { count: problems.length })}</h2>
          <ProblemList problems={problems} onGo={goToProblem} />
        </section>
      )}
      <nav aria-labelledby="preview-chapters">
        <h2 id="preview-chapters">{t('document.contents')}</h2>
        <ol ref={list} className={classes.chapters}>
          {chapters.map((chapter, index) => (
            <li key={`${chapter.page} ${chapter.top} ${chapter.title}`}>
              <button
                type="button"
                className={classes.chapter}
                data-level={chapter.level}
                aria-current={index === current ? 'location' : undefined}
                onClick={() => onGo(chapter)}
              >
                <span className={classes.title}>
                  <bdi dir={direction}>{chapter.title}</bdi>
                </span>
                <span className={classes.at}>{t('preview.page-number', { page: chapter.page })}</span>
              </button>
            </li>
          ))}
        </ol>
      </nav>
    </aside>
  );
}
