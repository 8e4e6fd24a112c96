import { useSyncExternalStore } from 'react'
import { uploadStore, type Upload } from './store.ts'

/** The upload of this import in this tab, if there is one. */
export const useUpload = (importId: string): Upload | undefined =>
  useSyncExternalStore(uploadStore.subscribe, () => uploadStore.of(importId))
