import {
  InvalidToken,
  SendTaskSuccessCommand,
  TaskDoesNotExist,
  TaskTimedOut,
  type SFNClient,
} from '@aws-sdk/client-sfn'
import type { SendTaskSuccess } from '../../ports/imports.ts'

/** Ends waits of workflows. The token is never part of an error's message. */
export function createCallbacks(client: SFNClient) {
  const sendTaskSuccess: SendTaskSuccess = async (taskToken, output) => {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))
      return 'sent'
    } catch (error) {
      if (error instanceof TaskDoesNotExist || error instanceof TaskTimedOut || error instanceof InvalidToken)
        return 'gone'
      throw error
    }
  }

  return { sendTaskSuccess }
}
