import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { createTranslate } from '../../shared/i18n/translator';
import type { Language } from '../../shared/text';

const lapis: MantineColorsTuple = ['#EEF1FC', '#DDE3F8', '#CBD4F6', '#ACBBF0', '#8FA2EA', '#4A66DD', '#3350C4', '#2A44A8', '#203583', '#172660'];
const pine: MantineColorsTuple = ['#E6F3EC', '#D3EADD', '#BFE0CF', '#9CDABC', '#74D3AA', '#51AE87', '#2C8A66', '#1E6B4F', '#18523D', '#123A2C'];
const saffron: MantineColorsTuple = ['#FCF1DA', '#F7E5BE', '#F2D9A2', '#ECBF72', '#E5A537', '#D08F22', '#BC7A00', '#8A5A00', '#694400', '#4A3000'];
const pomegranate: MantineColorsTuple = ['#FCE9EC', '#F8D6DB', '#F3C3CB', '#EF8F9C', '#E5566E', '#D7445C', '#C9304B', '#B0263F', '#861B2F', '#5E1120'];
const plum: MantineColorsTuple = ['#F1EBF9', '#E5DAF4', '#D9C9EE', '#B9A1E3', '#9A78D6', '#8664BF', '#7350A8', '#5F3A93', '#482B72', '#321C52'];
const teal: MantineColorsTuple = ['#E2F3F1', '#CCE8E4', '#B5DDD8', '#7AC2B9', '#2FA79B', '#22958A', '#12847A', '#0C655D', '#094D47', '#063733'];
const gray: MantineColorsTuple = ['#FAF9F6', '#F4F2ED', '#EFEDE7', '#E5E2DA', '#D3CFC4', '#8A90A0', '#666C7D', '#5B6172', '#3A3F4E', '#1B1E28'];
const dark: MantineColorsTuple = ['#E8EAF1', '#C4C9D6', '#A3AABC', '#8890A4', '#3A4152', '#272C39', '#1C202B', '#151820', '#11141B', '#0E1016'];

/** A size of type in pixels, as large as things are shown now (global.css). */
const type = (pixels: number) => `calc(${pixels}px * var(--type))`;

/** Rubik draws Hebrew and Latin, Vazirmatn Persian; the first one decides the look of digits and punctuation. */
export function themeFor(language: Language) {
  const family = language === 'fa' ? 'Vazirmatn, "Rubik Variable", sans-serif' : '"Rubik Variable", Vazirmatn, sans-serif';
  return createTheme({
    colors: { lapis, pine, saffron, pomegranate, plum, teal, gray, dark },
    primaryColor: 'lapis',
    primaryShade: { light: 6, dark: 5 },
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '12px' },
    spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
    fontFamily: family,
    fontFamilyMonospace: '"JetBrains Mono Variable", monospace',
    fontSizes: { xs: type(11), sm: type(12.5), md: type(13), lg: type(14), xl: type(17) },
    lineHeights: { xs: '1.45', sm: '1.38', md: '1.4', lg: '1.43', xl: '1.41' },
    headings: {
      fontFamily: family,
      fontWeight: '600',
      sizes: {
        h1: { fontSize: type(25), lineHeight: type(32) },
        h2: { fontSize: type(17), lineHeight: type(24) },
        h3: { fontSize: type(14), lineHeight: type(20) },
        h4: { fontSize: type(13), lineHeight: type(18) },
        h5: { fontSize: type(12.5), lineHeight: type(17) },
        h6: { fontSize: type(11.5), lineHeight: type(16) },
      },
    },
    shadows: {
      sm: '0 1px 2px rgba(27,30,40,.05)',
      md: '0 4px 16px -4px rgba(27,30,40,.12), 0 1px 3px rgba(27,30,40,.06)',
      xl: '0 16px 48px -12px rgba(27,30,40,.28)',
    },
    components: {
      Button: { defaultProps: { size: 'xs' }, styles: { root: { height: type(30), fontSize: type(13), fontWeight: 500 } } },
      ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': createTranslate(language)('common.close') } } },
      Input: { styles: { input: { fontSize: type(12.5) } } },
      InputWrapper: {
        styles: {
          label: { fontSize: type(12) },
          description: { fontSize: type(11.5), lineHeight: type(16) },
          error: { fontSize: type(11.5), lineHeight: type(16) },
        },
      },
      TextInput: { defaultProps: { size: 'xs' } },
      Textarea: { defaultProps: { size: 'xs' } },
      NumberInput: { defaultProps: { size: 'xs' } },
      TagsInput: { defaultProps: { size: 'xs' } },
      Autocomplete: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } },
      Select: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } },
      MultiSelect: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } },
      SegmentedControl: { defaultProps: { size: 'xs' } },
      Checkbox: { defaultProps: { size: 'xs' }, styles: { label: { fontSize: type(12.5) }, description: { fontSize: type(11.5), lineHeight: type(16) } } },
      Tooltip: { defaultProps: { openDelay: 400, withArrow: false, fz: type(12) } },
      Modal: {
        defaultProps: { centered: true, radius: 'xl', shadow: 'xl' },
        styles: {
          content: { background: 'var(--raised)' },
          header: { background: 'var(--raised)', paddingInline: 20 },
          title: { fontSize: type(15), fontWeight: 600 },
          body: { paddingInline: 20, paddingBottom: 20 },
        },
      },
      Drawer: {
        styles: {
          content: { background: 'var(--sheet)' },
          header: { background: 'var(--sheet)' },
          title: { fontSize: type(14), fontWeight: 600 },
        },
      },
      // Nothing but its items is in a menu, for whoever hears it.
      Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false } },
    },
  });
}

/** The roles of the interface in both schemes. Contrast was measured for these pairs; change them in pairs. */
export const resolveVariables: CSSVariablesResolver = (theme) => {
  const c = theme.colors as Record<string, MantineColorsTuple>;
  const of = (name: string, shade: number) => c[name]?.[shade] ?? '';
  const roles = (paper: string, sheet: string, raised: string, sunken: string) => ({
    '--paper': paper,
    '--sheet': sheet,
    '--raised': raised,
    '--sunken': sunken,
  });
  const tints = (tone: string, text: string, tint: string) => ({ [`--${tone}`]: text, [`--${tone}-tint`]: tint });
  return {
    variables: {},
    light: {
      ...roles(of('gray', 1), '#FFFFFF', '#FFFFFF', of('gray', 0)),
      '--text': of('gray', 9),
      '--text-2': of('gray', 7),
      '--text-3': of('gray', 6),
      '--hairline': of('gray', 3),
      '--grid-line': of('gray', 2),
      '--input-border': of('gray', 5),
      '--focus': of('lapis', 6),
      '--hover': 'rgba(27,30,40,.045)',
      ...tints('accent', of('lapis', 7), of('lapis', 0)),
      ...tints('good', of('pine', 7), of('pine', 0)),
      ...tints('waiting', of('saffron', 7), of('saffron', 0)),
      ...tints('blocking', of('pomegranate', 7), of('pomegranate', 0)),
      ...tints('suggestion', of('plum', 7), of('plum', 0)),
      ...tints('data', of('teal', 7), of('teal', 0)),
      ...tints('quiet', of('gray', 7), of('gray', 2)),
      '--mantine-color-body': of('gray', 1),
      '--mantine-color-text': of('gray', 9),
      '--mantine-color-dimmed': of('gray', 7),
      '--mantine-color-error': 'var(--blocking)',
      '--mantine-color-default-border': of('gray', 4),
    },
    dark: {
      ...roles(of('dark', 9), of('dark', 7), of('dark', 6), of('dark', 8)),
      '--text': of('dark', 0),
      '--text-2': of('dark', 2),
      '--text-3': of('dark', 3),
      '--hairline': of('dark', 5),
      '--grid-line': '#20242F',
      '--input-border': '#666E84',
      '--focus': '#7C93FF',
      '--hover': 'rgba(232,234,241,.06)',
      ...tints('accent', '#A3B4FF', '#1F2747'),
      // A light button is the accent on its tint here too; Mantine would make it nearly black.
      '--mantine-color-lapis-light': '#1F2747',
      '--mantine-color-lapis-light-hover': '#273159',
      '--mantine-color-lapis-light-color': '#A3B4FF',
      ...tints('good', '#74D3AA', '#14302A'),
      ...tints('waiting', '#F2BF63', '#34280F'),
      ...tints('blocking', '#FF94A4', '#3A1A24'),
      ...tints('suggestion', '#C3A8F2', '#2A2140'),
      ...tints('data', '#6ED3C8', '#10302E'),
      ...tints('quiet', of('dark', 2), of('dark', 5)),
      '--mantine-color-body': of('dark', 9),
      '--mantine-color-text': of('dark', 0),
      '--mantine-color-dimmed': of('dark', 2),
      '--mantine-color-error': 'var(--blocking)',
      '--mantine-color-default-border': of('dark', 4),
    },
  };
};
