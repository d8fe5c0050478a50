// Sentences that look like German and mean nothing: the commonest words most often, nouns with capitals, some speech.

import { type Random, seededRandom } from "../../random.js";

const seed = 1203;
const lineCharacters = 72;

const small = (
  "und der die das ich nicht zu in ist den ein mit es sich so er sie auf wie mir auch du was an dem nur mich man da " +
  "noch doch aber von des wenn wir nun dir ihr im aus zum nach sein hat mein dich bei für als war alle wo um vor nichts " +
  "durch wohl schon hier uns wird über dann ja dort immer bald wieder gar ganz mehr soll kann muss will viel gleich " +
  "unter ohne gegen zwischen wer ob weil denn dass jeder kein weder seit bis zur am vom"
).split(" ");
const verbs = (
  "steht geht kommt sieht spricht hört bleibt liegt fällt hält trägt führt glaubt findet sucht weiß kennt liebt lebt " +
  "schläft wacht ruft singt lacht weint denkt fragt gibt nimmt bringt zieht treibt schwebt glüht leuchtet brennt weht"
).split(" ");
const adjectives = (
  "alte neue große kleine tiefe hohe schöne dunkle helle stille ferne nahe liebe gute böse heilige arme reiche müde " +
  "süße bittere ewige letzte erste leise laute grüne goldene freie fremde treue kühne weite enge"
).split(" ");
const nouns = (
  "Geist Welt Herz Nacht Tag Licht Leben Seele Himmel Erde Wasser Feuer Luft Wald Berg Haus Tür Buch Wort Zeit Auge Hand " +
  "Kind Mann Frau Herr Freund Teufel Gott Engel Traum Schlaf Lied Blume Garten Weg Stein Meer Sonne Mond Stern Wind Baum " +
  "Vogel Hund Pferd Brot Wein Glück Schmerz Liebe Hass Kraft Macht Ruhe Lust Angst Kammer Mauer Stadt Straße Brücke " +
  "Kirche Glocke Schlüssel Spiegel Schatten Gestalt Zauber Kreis Zeichen Siegel Pergament Staub Urväter Gerät"
).split(" ");
const speakers = "ADAM BEATE DER ALTE CHOR DIE HEXE EIN SCHÜLER STIMME VON OBEN".split(" ");

/** German-like text of exactly `bytes` bytes of UTF-8. */
export function proseText(bytes: number): string {
  const random = seededRandom(seed);
  let text = "";
  let made = 0;
  while (made < bytes - 2_000) {
    const next = paragraph(random);
    text += next;
    made += Buffer.byteLength(next);
  }
  const rest = Buffer.from(Array.from({ length: 40 }, () => paragraph(random)).join("")).toString();
  // One byte per character: any number of bytes can be filled.
  const ascii = rest.replaceAll(/[^\n -~]/g, "");
  return `${text}${ascii.slice(0, bytes - made - 1)}\n`;
}

function paragraph(random: Random): string {
  const sentences = Array.from({ length: random.integer(1, 6) }, () => sentence(random));
  const heading = random.integer(0, 3) === 0 ? `${random.pick(speakers)}.\n` : "";
  return `${heading}${wrap(sentences.join(" "))}\n\n`;
}

function sentence(random: Random): string {
  const clauses = Array.from({ length: random.integer(1, 3) }, () => clause(random));
  const text = clauses.join(random.integer(0, 2) === 0 ? "; " : ", ");
  return text.charAt(0).toUpperCase() + text.slice(1) + random.pick([".", ".", ".", "!", "?", ":"]);
}

function clause(random: Random): string {
  const words = Array.from({ length: random.integer(3, 9) }, () => word(random));
  return [...words, random.pick(verbs)].join(" ");
}

function word(random: Random): string {
  const kind = random.integer(0, 9);
  if (kind < 6) return common(random, small);
  if (kind < 8) return common(random, nouns);
  return kind === 8 ? random.pick(adjectives) : common(random, verbs);
}

/** The first words of a list most often, as in languages. */
function common(random: Random, list: readonly string[]): string {
  return list[Math.floor(list.length * random.next() ** 2)] as string;
}

function wrap(text: string): string {
  let line = 0;
  return text
    .split(" ")
    .map((part) => {
      line += part.length + 1;
      if (line <= lineCharacters) return part;
      line = part.length + 1;
      return `\n${part}`;
    })
    .join(" ")
    .replaceAll(" \n", "\n");
}
