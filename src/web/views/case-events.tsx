// What should have come from the peer beside what came.

import type { JSX } from "preact";
import type { DetailEvent, ExpectedEvents } from "../../metrics/conformance-details.js";
import { toCsv } from "../data/csv.js";
import { type EventRow, type EventWords, eventRows } from "../data/event-rows.js";
import { says } from "../words/report-words.js";
import { CopyButton } from "./copy-button.js";
import { Section } from "./section.js";
import { VisibleTitle, VisibleValue } from "./visible-text.js";

/** What {@link CaseEvents} shows. */
export interface CaseEventsProps {
  /** Undefined where the case is not judged by its events. */
  readonly expected: ExpectedEvents | undefined;
  readonly received: readonly DetailEvent[];
}

/** See the file's first line. Nothing where there is neither. */
export function CaseEvents({ expected, received }: CaseEventsProps): JSX.Element | null {
  if (expected === undefined && received.length === 0) return null;
  const rows = eventRows(expected?.ok ?? [], received);
  const note = expected === undefined ? says.casePage.notJudged : says.casePage.eventsNote;
  return (
    <Section id="case-events" title={says.casePage.events} note={note}>
      <EventTable rows={rows} isJudged={expected !== undefined} />
      {expected?.nonStrict.map((list, index) => (
        <div key={index}>
          <h3 class="sub-heading">{alternativeTitle(index, expected.nonStrict.length)}</h3>
          <EventTable rows={eventRows(list, received)} isJudged />
        </div>
      ))}
    </Section>
  );
}

function alternativeTitle(index: number, count: number): string {
  return says.casePage.allowed(count === 1 ? undefined : index + 1);
}

function EventTable({
  rows,
  isJudged,
}: {
  readonly rows: readonly EventRow[];
  readonly isJudged: boolean;
}): JSX.Element {
  if (rows.length === 0) return <p class="events-none">{says.casePage.noEvents}</p>;
  const differing = rows.find(({ isSame }) => !isSame)?.place;
  return (
    <div class="table-block">
      <div class="table-scroll">
        <table class="events-table">
          <thead>
            <tr>
              <th scope="col">{says.casePage.number}</th>
              {isJudged && <th scope="col">{says.casePage.expected}</th>}
              <th scope="col">{says.casePage.received}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ place, expected, received }) => (
              <tr key={place} class={isJudged && place === differing ? "event-differs" : undefined}>
                <th scope="row">
                  {place}
                  {isJudged && place === differing && <span class="event-sign">{says.casePage.differs}</span>}
                </th>
                {isJudged && (
                  <td>
                    <Event words={expected} />
                  </td>
                )}
                <td>
                  <Event words={received} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="table-actions">
        <CopyButton label={says.tables.copy} text={() => eventsCsv(rows)} />
      </div>
    </div>
  );
}

function eventsCsv(rows: readonly EventRow[]): string {
  const words = (event: EventWords | undefined): readonly (string | undefined)[] => [
    event?.title,
    event?.payload,
  ];
  return toCsv(
    ["place", "expected", "expected_payload", "received", "received_payload"],
    rows.map(({ place, expected, received }) => [place, ...words(expected), ...words(received)]),
  );
}

function Event({ words }: { readonly words: EventWords | undefined }): JSX.Element {
  if (words === undefined) return <span class="value-empty">{says.casePage.nothing}</span>;
  return (
    <>
      <VisibleTitle text={words.title} />
      {words.payload !== undefined && <VisibleValue text={words.payload} />}
    </>
  );
}
