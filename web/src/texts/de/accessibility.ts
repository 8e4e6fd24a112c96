import type { accessibility as english } from '../en/accessibility.ts'
import type { Translated } from '../translated.ts'

export const accessibility: Translated<typeof english> = {
  title: 'Barrierefreiheit',
  lead: 'Muster ist so gemacht, dass alle damit arbeiten können: nur mit der Tastatur, mit einem Vorleseprogramm, vergrößert, in hellen oder dunklen Farben.',
  target: {
    title: 'Woran es sich messen lässt',
    text: 'Alle Seiten streben die Richtlinien für barrierefreie Webinhalte (WCAG) 2.2, Stufe AA, an. Diese Erklärung beruht auf einer Selbstbewertung der Hersteller; von anderer Seite wurde sie nicht geprüft.',
  },
  how: {
    title: 'Was das hier bedeutet',
    keyboard:
      'Alles geht mit der Tastatur. Der Fokus ist sichtbar und geht dorthin, wo etwas geschieht, und der erste Link jeder Seite führt am Menü vorbei.',
    reader:
      'Überschriften, Tabellen, Eingabefelder und Schaltflächen haben Namen, die Vorleseprogramme nennen. Was sich von selbst ändert, wird angesagt.',
    colour:
      'Nichts wird allein durch Farbe mitgeteilt. Texte haben einen Kontrast von mindestens 4,5 zu 1, in hellen und dunklen Farben.',
    zoom: 'Seiten lassen sich auf 400 % vergrößern und auf dem Telefon verwenden, ohne seitwärts zu blättern; nur breite Tabellen blättern in einem eigenen Rahmen.',
    time: 'Nichts läuft ohne ein Wort ab. Eine Anmeldung, die endet, wird neben der Seite erneuert, und keine Eingabe geht verloren.',
    motion: 'Bewegungen entfallen, wenn das System darum bittet.',
    language: 'Alle Seiten gibt es auf Deutsch und Englisch, und sie sagen, in welcher Sprache sie sind.',
  },
  tested: {
    title: 'Wie das geprüft wird',
    text: 'Bei jeder Änderung geht ein echter Browser durch die Seiten: axe prüft sie in hellen und dunklen Farben, und die wichtigsten Wege werden nur mit der Tastatur gegangen.',
  },
  limits: {
    title: 'Bekannte Grenzen',
    tables:
      'Lange Listen zeichnen nur die Zeilen, die zu sehen sind. Vorleseprogramme erfahren, wie viele Zeilen es gibt, erreichen mit ihren Tabellenbefehlen aber nur gezeichnete; die Suche findet jede Zeile.',
    dates:
      'Eingabefelder für Datum und Uhrzeit sind die des Browsers und schreiben ein Datum so wie die Sprache des Browsers, nicht wie die von Muster.',
    documents:
      'Heruntergeladene Arbeitsmappen und CSV-Dateien enthalten nur Daten und sind so barrierefrei wie das Programm, das sie öffnet.',
    values:
      'Texte Ihres Unternehmens, etwa Namen eigener Felder oder Werte aus Dateien, erscheinen in der Sprache, in der sie eingegeben wurden.',
  },
  report: {
    title: 'Funktioniert für Sie etwas nicht?',
    text: 'Sagen Sie es den Administratoren Ihres Unternehmens, mit der Adresse der Seite und dem, was Sie verwenden (Browser, Vorleseprogramm, Vergrößerung). Sie können es an die Hersteller von Muster weitergeben.',
    administrators: 'Ihre Administratoren',
    subject: 'Barrierefreiheit von Muster',
  },
  keys: {
    title: 'Tasten',
    text: 'Wo eine Taste tut, was eine Schaltfläche tut, steht sie auf der Schaltfläche.',
  },
}
