/** What all inputs have. */
export interface CommonProps {
  readonly id: string
  readonly label: string
  readonly description: string | undefined
  readonly error: string | undefined
  readonly withAsterisk: boolean
  readonly 'aria-required': boolean
  readonly inputWrapperOrder: ('label' | 'input' | 'error' | 'description')[]
}
