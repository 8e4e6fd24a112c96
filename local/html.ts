const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Markup that may be put into markup as it stands. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

/** A template for markup: every value is escaped unless it is markup itself. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const shown = values.map((value) => {
    if (value instanceof Html) return value.text
    if (typeof value === 'object') return value.map(({ text }) => text).join('')
    return String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
  })
  return new Html(String.raw({ raw: parts }, ...shown))
}
