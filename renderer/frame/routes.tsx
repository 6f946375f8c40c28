/** Every object has an address: back, forward and links from problems, search and documents land on it. */
import { createBrowserRouter, type RouteObject } from 'react-router';
import { recordViewPaths } from '../ui/record-views';
import { EngagementFrame } from './engagement-frame';
import { RouteFailed } from './route-failed';

const station = (path: string, load: () => Promise<{ Component: React.ComponentType }>): RouteObject => ({ path, lazy: load });

export const routes: RouteObject[] = [
  {
    errorElement: <RouteFailed />,
    // Shown for the moment a page's code takes to load; a blank moment is calmer than a flash.
    HydrateFallback: () => null,
    children: [
      station('/', async () => ({ Component: (await import('./home/home-page')).HomePage })),
      {
        path: '/e/:engagementId',
        element: <EngagementFrame />,
        errorElement: <RouteFailed />,
        children: [
          { index: true, lazy: async () => ({ Component: (await import('../features/overview/overview-page')).OverviewPage }) },
          station('sources/:sourceId?/:fieldId?', async () => ({ Component: (await import('../features/sources/sources-page')).SourcesPage })),
          station(`${recordViewPaths.identity}/:attributeId?`, async () => ({ Component: (await import('../features/identity/identity-page')).IdentityPage })),
          station(`${recordViewPaths['dry-run']}/:kind?/:place?`, async () => ({ Component: (await import('../features/identity/dry-run-page')).DryRunPage })),
          station('record/:attributeId?', async () => ({ Component: (await import('../features/record/record-page')).RecordPage })),
          station('journeys', async () => ({ Component: (await import('../features/journeys/journeys-page')).JourneysPage })),
          station('journeys/~population', async () => ({ Component: (await import('../features/simulation/population-page')).PopulationPage })),
          station('journeys/~replay', async () => ({ Component: (await import('../features/simulation/replay-page')).ReplayPage })),
          station('journeys/~walk/:journeyId?', async () => ({ Component: (await import('../features/simulation/walk-page')).WalkPage })),
          station('journeys/:journeyId/:nodeId?', async () => ({ Component: (await import('../features/journeys/journey-page')).JourneyPage })),
          station('segments/:segmentId?', async () => ({ Component: (await import('../features/segments/segments-page')).SegmentsPage })),
          station('gap/:pointId?', async () => ({ Component: (await import('../features/gap/gap-page')).GapPage })),
          station('business-case', async () => ({ Component: (await import('../features/business-case/business-case-page')).BusinessCasePage })),
          station('documents', async () => ({ Component: (await import('../features/documents/documents-page')).DocumentsPage })),
          station('documents/style', async () => ({ Component: (await import('../features/documents/style/document-style-view')).DocumentStyleView })),
          station('documents/~preview/:kind/:journeyId?', async () => ({
            Component: (await import('../features/documents/preview/preview-page')).PreviewPage,
          })),
          station('executor/:customer?', async () => ({ Component: (await import('../features/executor/executor-page')).ExecutorPage })),
          station('questions', async () => ({ Component: (await import('../features/questions/questions-page')).QuestionsPage })),
          station('settings', async () => ({ Component: (await import('../features/settings/settings-page')).SettingsPage })),
        ],
      },
    ],
  },
];

export const router = createBrowserRouter(routes);
