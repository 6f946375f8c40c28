import { useEffect } from 'react';
import { projectorStore } from '../../store/projector';
import { BlankScreen } from './blank-screen';
import { project } from './projecting';
import './projector.css';
import { ProjectorStrip } from './projector-strip';
import { useProjectorKeys } from './use-projector-keys';
import { useStops } from './use-stops';
import { WorkshopNote } from './workshop-note';

/** Everything that is different while the page is shown to a room. Leaving it puts all back as it was. */
export function Projector() {
  const stops = useStops();
  const isBlank = projectorStore((state) => state.isBlank);
  const writes = projectorStore((state) => state.writes);
  useProjectorKeys(stops.go);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.projector = '';
    // Where the browser keeps Escape for itself, leaving the whole screen is leaving the projection.
    const onFullScreen = () => document.fullscreenElement === null && project(false);
    document.addEventListener('fullscreenchange', onFullScreen);
    return () => {
      document.removeEventListener('fullscreenchange', onFullScreen);
      delete dataset.projector;
    };
  }, []);
  return (
    <>
      <ProjectorStrip stops={stops} />
      {isBlank && <BlankScreen />}
      {writes && <WorkshopNote key={writes} kind={writes} />}
    </>
  );
}
