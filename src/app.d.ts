import type { Logger } from 'pino';
import type { Database } from '#database/connection.server.ts';
import type { Read } from '#database/recall.server.ts';
import type { Day } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import type { Mailer } from '#messages/mail.server.ts';
import type { Provider } from '#people/provider.ts';
import type { Trouble } from '#people/sign-in.ts';
import type { SignedIn } from '#people/session.server.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			code?:
				'not_found' | 'not_allowed' | 'conflict' | 'bad_address' | 'not_let_in' | 'database_away' | 'bug';
			trouble?: Trouble;
			until?: string;
			faults?: string[];
			requestId?: string;
		}
		interface Locals {
			db: Database;
			/** Reads as `(db, …)` functions do, remembering answers while nothing changes: for pages. */
			read: Read;
			/** How mail goes out; from the demo none does, it lands in the page /postkasse. */
			mail: Mailer;
			/** Who is signed in; null for nobody. */
			person: SignedIn | null;
			/** The only today. In the demo the day its world stands on, else the day in Copenhagen. */
			today: Day;
			/** The only now: the moment that goes with `today`. */
			now: Date;
			/** The real moment, also in the demo: what sessions, links and limits run on. */
			clock: Date;
			/** Set where the database holds the demo world. */
			demo: { today: Day; scale: number } | null;
			language: Language;
			/** How many months the name of who left is kept (RETENTION_MONTHS). */
			retentionMonths: number;
			requestId: string;
			/** The log of this request. No token, code, link or mail goes into it. */
			log: Logger;
			/** How one may sign in at this address. */
			entry: {
				/** Whether a session may start here: not by plain http over a network. */
				safe: boolean;
				/** Whether links may be sent by mail: there is a mail server, and we know our own address. */
				links: boolean;
				providers: Provider[];
			};
			/** The database did not answer when the request came in. */
			databaseAway: boolean;
		}
		interface PageData {
			language: Language;
			today: Day;
			title?: string;
		}
	}
}

export {};
