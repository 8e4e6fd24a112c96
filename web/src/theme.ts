import { createTheme, Menu, Modal, type CSSVariablesResolver } from '@mantine/core'

/** Colours are chosen so that every text has a contrast of at least 4.5 to what it stands on, in both themes. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // Within the landmark it belongs to, and with nothing in it but what can be chosen.
    Menu: Menu.extend({ defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } }),
    // Of all headers only the page's own is a landmark.
    Modal: Modal.extend({ defaultProps: { attributes: { header: { role: 'presentation' } } } }),
  },
})

/** The library's greys and reds for secondary and wrong text are too pale for that. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#595f66',
    '--mantine-color-placeholder': '#6a7178',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-yellow-light-color': '#7a4f00',
    '--mantine-color-green-light-color': '#1d6b31',
    '--mantine-color-orange-light-color': '#963c00',
  },
  dark: {
    '--mantine-color-dimmed': '#b0b3b8',
    '--mantine-color-placeholder': '#a0a4a9',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#91a7ff',
    // The library's are so strong that a notice outshines what it is about.
    '--mantine-color-red-light': '#3f2224',
    '--mantine-color-red-light-hover': '#4d282b',
    '--mantine-color-yellow-light': '#3a2f17',
    '--mantine-color-orange-light': '#41291a',
    '--mantine-color-green-light': '#1d3323',
  },
})
