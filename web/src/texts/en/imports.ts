/** The frame of the wizard. */
export const imports = {
  title: 'Import',
  titleOf: 'Import of {{file}}',
  leadOf: '{{type}} into the accounts of their users',
  steps: {
    label: 'Steps of the import',
    at: 'Step {{step}} of {{all}}: {{name}}',
    upload: 'File',
    settings: 'Settings',
    selection: 'Users',
    decisions: 'Decisions',
    summary: 'Summary',
  },
} as const
