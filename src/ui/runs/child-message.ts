// What a run that was started from the page tells the process of the page, and is told, over the channel between the two.

import { z } from "zod";
import { liveEvent } from "../../link/live-event.js";
import { reportDocuments } from "../../link/report-documents.js";

/** From the run. */
export const childMessage = z.union([z.object({ live: liveEvent }), z.object({ report: reportDocuments })]);
export type ChildMessage = z.infer<typeof childMessage>;

/** To the run: whether anybody looks. */
export const parentMessage = z.object({ isWatched: z.boolean() });
export type ParentMessage = z.infer<typeof parentMessage>;
