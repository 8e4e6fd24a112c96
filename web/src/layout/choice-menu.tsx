import { ActionIcon, Menu } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'

interface Props<Value extends string> {
  readonly label: string
  readonly icon: Icon
  readonly value: string
  /** `lang` where the text is in a language of its own. */
  readonly choices: readonly { readonly value: Value; readonly text: string; readonly lang?: string }[]
  readonly onChoose: (value: Value) => void
}

/** A button of the header that opens the choice of one of a few. */
export function ChoiceMenu<Value extends string>({ label, icon: Icon, value, choices, onChoose }: Props<Value>) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={label}>
          <Icon stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={value}
          onChange={(chosen) => {
            const choice = choices.find((one) => one.value === chosen)
            if (choice !== undefined) onChoose(choice.value)
          }}
        >
          {choices.map((choice) => (
            <Menu.RadioItem key={choice.value} value={choice.value} lang={choice.lang} closeMenuOnClick>
              {choice.text}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
