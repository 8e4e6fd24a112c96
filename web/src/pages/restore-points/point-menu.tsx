import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconPin, IconPinnedOff, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isUsable, type RestorePoint } from '../../api/restore-points.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { useChangePoint } from './use-change-point.ts'

interface Props {
  readonly point: RestorePoint
  /** What the point is called, for those who do not see beside what the button stands. */
  readonly named: string
  readonly onRename: () => void
  readonly onRemove: () => void
}

/** What is done less often with a restore point than restoring to it. */
export function PointMenu({ point, named, onRename, onRemove }: Props) {
  const { t } = useTranslation('restorePoints')
  const change = useChangePoint(point.id)
  const pin = (pinned: boolean) => {
    if (!change.isPending) change.mutate({ pinned })
  }
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <ActionIcon variant="subtle" size="lg" aria-label={t('more', { point: named })} loading={change.isPending}>
            <IconDots size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isUsable(point) && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onRename}>
                {t('rename')}
              </Menu.Item>
              {point.pinned ? (
                <Menu.Item leftSection={<IconPinnedOff size={16} aria-hidden />} onClick={() => pin(false)}>
                  {t('unpin')}
                </Menu.Item>
              ) : (
                <Menu.Item leftSection={<IconPin size={16} aria-hidden />} onClick={() => pin(true)}>
                  {t('pin')}
                </Menu.Item>
              )}
            </>
          )}
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={onRemove}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ErrorAlert error={change.error} />
    </>
  )
}
