import mantine from 'postcss-preset-mantine';

/**
 * Type in our own styles is drawn `--type` times as large as it says: 1, and more while the program is projected. The boxes
 * grow along that are as high as they are for the sake of their words: the least heights, and those of a rule about words.
 */
const scaledType = {
  postcssPlugin: 'scaled-type',
  Rule(rule) {
    if (rule.source?.input.file?.includes('node_modules')) return;
    const all = rule.nodes.filter((node) => node.type === 'decl');
    const isAboutWords = all.some(({ prop }) => /^(font|font-size|line-height|padding-inline)$/.test(prop));
    const height = all.find(({ prop, value }) => prop === 'height' && isAboutWords && isBetween(value, 14, 40))?.value;
    for (const declaration of all) {
      const { prop, value } = declaration;
      const grows =
        prop === 'font-size' ||
        prop === 'line-height' ||
        (prop === 'min-height' && isBetween(value, 20, 64)) ||
        (prop === 'height' && value === height) ||
        // A box that is as wide as it is high stays one.
        (prop === 'width' && value === height);
      if (grows && /^[\d.]+px$/.test(value)) declaration.value = `calc(${value} * var(--type))`;
    }
  },
};

/**
 * A line of dots under a number says that it answers "why?". At a desk the pointer brings it out; a room has no pointer, so
 * there it stands all the time.
 */
const answersWhy = {
  postcssPlugin: 'answers-why',
  Once(root) {
    root.walkRules(/:hover/, (rule) => {
      if (!rule.nodes.some((node) => node.type === 'decl' && node.prop === 'text-decoration' && node.value.includes('dotted'))) return;
      const selectors = rule.selectors.filter((one) => one.includes(':hover')).map((one) => `html[data-projector] ${one.replaceAll(':hover', '')}`);
      const shown = rule.clone({ selectors });
      shown.walkDecls((declaration) => {
        if (!declaration.prop.startsWith('text-')) declaration.remove();
      });
      rule.after(shown);
    });
  },
};

function isBetween(value, least, most) {
  const pixels = /^([\d.]+)px$/.exec(value)?.[1];
  return pixels !== undefined && Number(pixels) >= least && Number(pixels) <= most;
}

export default { plugins: [mantine(), answersWhy, scaledType] };
