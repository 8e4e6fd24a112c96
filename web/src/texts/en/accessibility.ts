/** The accessibility statement; `docs/accessibility.md` says the same and how it is tested. */
export const accessibility = {
  title: 'Accessibility',
  lead: 'Muster is made so that everybody can use it: with the keyboard alone, with a screen reader, enlarged, in light or dark colours.',
  target: {
    title: 'What it is held to',
    text: 'All pages aim at the Web Content Accessibility Guidelines (WCAG) 2.2, level AA. This statement was made by the makers themselves; nobody else has audited it.',
  },
  how: {
    title: 'What that means here',
    keyboard:
      'Everything can be done with the keyboard. The focus is visible, goes where something happens, and the first link of each page leads past the menu.',
    reader:
      'Headings, tables, inputs and buttons have names that screen readers tell. What changes by itself is announced.',
    colour: 'Nothing is told by colour alone. Texts have a contrast of at least 4.5 to 1, in light and dark colours.',
    zoom: 'Pages can be enlarged to 400% and used on a phone without scrolling sideways; only wide tables scroll in a frame of their own.',
    time: 'Nothing runs out without a word. A sign-in that ends is renewed beside the page, and nothing that was entered is lost.',
    motion: 'Movements are left out if the system asks for that.',
    language: 'All pages are in English and German, and say which of them it is.',
  },
  tested: {
    title: 'How it is tested',
    text: 'With every change, a real browser goes through the pages: axe checks them in light and dark colours, and the main ways are walked with the keyboard alone.',
  },
  limits: {
    title: 'Known limits',
    tables:
      'Long lists draw only the rows in sight. Screen readers are told how many rows there are, but their table commands reach only rows that are drawn; the search finds every row.',
    dates:
      'Inputs for dates and times are those of the browser, and write dates as the browser’s language does, not as that of Muster.',
    documents:
      'Downloaded workbooks and CSV files hold data only, and are as accessible as the program that opens them.',
    values:
      'Texts of your company, such as names of custom fields or values in files, are shown in the language in which they were entered.',
  },
  report: {
    title: 'Something does not work for you?',
    text: 'Tell the administrators of your company, with the address of the page and what you use (browser, screen reader, enlargement). They can pass it on to the makers of Muster.',
    administrators: 'Your administrators',
    subject: 'Accessibility of Muster',
  },
  keys: {
    title: 'Keys',
    text: 'Where a key does what a button does, it stands on that button.',
  },
} as const
