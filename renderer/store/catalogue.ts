/** The domain pack that ships with the product, read once. */
import { type Catalogue, parseCatalogue } from '../../shared/catalogue/parse-catalogue';

const files = import.meta.glob<unknown>('../../assets/catalogue/*.json', { import: 'default' });

let loading: Promise<Catalogue> | undefined;

/** A shipped catalogue that does not parse is a bug of the build, hence the throw. */
export function loadCatalogue(): Promise<Catalogue> {
  loading ??= (async () => {
    const read = (name: string) => files[`../../assets/catalogue/${name}.json`]?.();
    const [checklist, dataSources, events, journeys, kpi, segments, unifiedRecord] = await Promise.all(
      ['checklist', 'data-sources', 'events', 'journeys', 'kpi', 'segments', 'unified-record'].map(read),
    );
    const catalogue = parseCatalogue({ checklist, dataSources, events, journeys, kpi, segments, unifiedRecord });
    if (!catalogue.ok) throw new Error(`catalogue: ${JSON.stringify(catalogue.problems.slice(0, 3))}`);
    return catalogue.value;
  })();
  return loading;
}
