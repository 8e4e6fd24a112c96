/** Restore points, restores and undos. */
export const RESTORING = [
  ['There is no restore point {id}.', 'Es gibt keinen Wiederherstellungspunkt {id}.'],
  ['See which there are (muster restore-points list).', 'Sehen Sie nach, welche es gibt (muster restore-points list).'],
  ['Choose another restore point.', 'Wählen Sie einen anderen Wiederherstellungspunkt.'],
  [
    'This restore point was kept until {until:moment}.',
    'Dieser Wiederherstellungspunkt wurde bis {until:moment} aufbewahrt.',
  ],
  ['This restore point was deleted.', 'Dieser Wiederherstellungspunkt wurde gelöscht.'],
  ['This restore point is not complete yet.', 'Dieser Wiederherstellungspunkt ist noch nicht vollständig.'],
  ['This restore point was never completed.', 'Dieser Wiederherstellungspunkt wurde nie fertiggestellt.'],
  ['This restore point is still being made.', 'Dieser Wiederherstellungspunkt wird noch erstellt.'],
  ['Delete it afterwards.', 'Löschen Sie ihn danach.'],
  ['Try again in a moment.', 'Versuchen Sie es gleich noch einmal.'],
  [
    'This restore point is pinned, so that nobody deletes it by mistake.',
    'Dieser Wiederherstellungspunkt ist angeheftet, damit ihn niemand versehentlich löscht.',
  ],
  [
    'Unpin it first (muster restore-points pin {id} --unpin).',
    'Lösen Sie ihn zuerst (muster restore-points pin {id} --unpin).',
  ],
  [
    'Somebody changed this restore point at the same time.',
    'Jemand hat diesen Wiederherstellungspunkt zur selben Zeit geändert.',
  ],
  ['Look at it, and try again.', 'Sehen Sie ihn sich an und versuchen Sie es erneut.'],
  [
    '{person} runs an import since {since:moment}, which needs this restore point.',
    'Ein Import von {person}, der seit {since:moment} läuft, braucht diesen Wiederherstellungspunkt.',
  ],
  [
    '{person} runs a restore since {since:moment}, which needs this restore point.',
    'Eine Wiederherstellung von {person}, die seit {since:moment} läuft, braucht diesen Wiederherstellungspunkt.',
  ],
  ['Delete it when that has ended.', 'Löschen Sie ihn, wenn das beendet ist.'],
  [
    'There is nothing to keep: this restore point cannot be used.',
    'Es gibt nichts aufzubewahren: Dieser Wiederherstellungspunkt kann nicht verwendet werden.',
  ],
  ['It could not be started.', 'Er konnte nicht begonnen werden.'],
  ['It could not be completed.', 'Er konnte nicht fertiggestellt werden.'],
  ['The restore point could not be completed.', 'Der Wiederherstellungspunkt konnte nicht fertiggestellt werden.'],
  ['Make a new one.', 'Erstellen Sie einen neuen.'],

  [
    'Customers were moved between these users and others since this restore point.',
    'Seit diesem Wiederherstellungspunkt wurden Kunden zwischen diesen und anderen Benutzern verschoben.',
  ],
  [
    'Restore these too, or the whole company: {users:list}',
    'Stellen Sie auch diese wieder her, oder das ganze Unternehmen: {users:list}',
  ],
  ['belongs to this restore', 'gehört zu dieser Wiederherstellung'],
  ['There is no user {name}.', 'Es gibt keinen Benutzer {name}.'],
  ['is no account of this company', 'ist kein Konto dieses Unternehmens'],
  [
    'Your account may not import in this company any more, nor undo.',
    'Ihr Konto darf in diesem Unternehmen nicht mehr importieren und nichts mehr zurücknehmen.',
  ],
  [
    'Some of these users are outside your groups by now.',
    'Einige dieser Benutzer sind inzwischen außerhalb Ihrer Gruppen.',
  ],
  [
    'Name the users within your groups, or ask an administrator of your company.',
    'Nennen Sie die Benutzer innerhalb Ihrer Gruppen, oder fragen Sie einen Administrator Ihres Unternehmens.',
  ],
  ['This import is still running.', 'Dieser Import läuft noch.'],
  [
    'Let it end, or cancel it first (muster imports cancel {id}).',
    'Lassen Sie ihn enden, oder brechen Sie ihn zuerst ab (muster imports cancel {id}).',
  ],
  ['This import wrote nothing.', 'Dieser Import hat nichts geschrieben.'],
  ['This import wrote nothing for these users.', 'Dieser Import hat für diese Benutzer nichts geschrieben.'],
  [
    'Customers went from them to others; they come back if those are named as well: {users:list}',
    'Kunden gingen von ihnen an andere; sie kommen zurück, wenn auch diese genannt werden: {users:list}',
  ],
  ['It changed nothing for these users.', 'Für diese Benutzer hat das nichts geändert.'],
  ['A dry run changes nothing.', 'Ein Probelauf ändert nichts.'],
  ['It is still running.', 'Es läuft noch.'],
  ['This import was undone already.', 'Dieser Import wurde bereits zurückgenommen.'],
  ['This was undone already.', 'Das wurde bereits zurückgenommen.'],
  [
    'See what that did, or take it back (muster restores show {id}).',
    'Sehen Sie nach, was das bewirkt hat, oder nehmen Sie es zurück (muster restores show {id}).',
  ],
  [
    'What it changed is known for {days:number} days.',
    'Was dadurch geändert wurde, ist {days:number} Tage lang bekannt.',
  ],
  [
    'Use a restore point from before it, if one was pinned (muster restore-points list).',
    'Verwenden Sie einen Wiederherstellungspunkt von davor, falls einer angeheftet wurde (muster restore-points list).',
  ],
  ['It could not be started; nothing was changed.', 'Es konnte nicht begonnen werden; nichts wurde geändert.'],
  ['Start it again.', 'Starten Sie es erneut.'],
  ['The restore stopped without a word.', 'Die Wiederherstellung blieb ohne Meldung stehen.'],
  ['Start it again: it goes on.', 'Starten Sie sie erneut: Sie geht weiter.'],
  [
    'The restore point is not complete; nothing was changed.',
    'Der Wiederherstellungspunkt ist nicht vollständig; nichts wurde geändert.',
  ],
  [
    'A step of the restore failed again and again.',
    'Ein Schritt der Wiederherstellung ist immer wieder fehlgeschlagen.',
  ],
  [
    'Start the restore again: it writes only what still differs.',
    'Starten Sie die Wiederherstellung erneut: Sie schreibt nur, was noch abweicht.',
  ],
  [
    'The records of {email} are not what was written; nobody is known to have changed them.',
    'Die Datensätze von {email} sind nicht, was geschrieben wurde; soweit bekannt, hat sie niemand geändert.',
  ],
  [
    'What the restore point holds of {email} is missing or is not what was written; nothing was changed.',
    'Was der Wiederherstellungspunkt von {email} enthält, fehlt oder ist nicht, was geschrieben wurde; nichts wurde geändert.',
  ],
  [
    'Choose another restore point, or restore the other users only.',
    'Wählen Sie einen anderen Wiederherstellungspunkt, oder stellen Sie nur die anderen Benutzer wieder her.',
  ],
] as const
