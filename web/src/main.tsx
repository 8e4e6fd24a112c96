import './no-eval.ts'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadConfig } from './config.ts'
import { showStartFault } from './layout/start-fault.tsx'
import { openSession } from './sign-in/session.ts'
import { startTexts } from './texts/languages.ts'

const root = createRoot(document.getElementById('root') ?? document.body.appendChild(document.createElement('div')))

async function start(): Promise<void> {
  const texts = await startTexts()
  try {
    const config = await loadConfig()
    const session = await openSession(config)
    if (session === undefined) return
    root.render(
      <StrictMode>
        <App config={config} session={session} texts={texts} />
      </StrictMode>,
    )
  } catch (error) {
    showStartFault(root, texts, error)
  }
}

void start()
