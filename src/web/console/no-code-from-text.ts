// The policy of the page allows no code that is made from text, and zod would try: imported before any schema is made.

import { z } from "zod";

z.config({ jitless: true });
