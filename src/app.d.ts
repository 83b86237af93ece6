import type { Logger } from 'pino';
import type { Database } from '#database/connection.server.ts';
import type { Read } from '#database/recall.server.ts';
import type { AsOf, AsOfPage, AsOfTrouble } from '#history/asof.ts';
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
				| 'not_found'
				| 'not_allowed'
				| 'conflict'
				| 'bad_address'
				| 'too_large'
				| 'looking_back'
				| 'not_let_in'
				| 'database_away'
				| 'bug';
			trouble?: Trouble;
			until?: string;
			faults?: string[];
			/** What is wrong with the day that a page should show. */
			day?: 'unreadable' | 'to_come' | 'before_all';
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
			/** The only today. In the demo the day its world stands on, else the day in Copenhagen; the day looked back to. */
			today: Day;
			/** Today, also where the page looks back. */
			present: Day;
			/** Reads the present, also where the page looks back. */
			readPresent: Read;
			/** The day that the page looks back to (`?pr=`); `db`, `read`, `today` and `now` are as of it. Null in the present. */
			as_of: AsOf | null;
			/** The same as asked for, or what is wrong with it. */
			looking_back: AsOf | AsOfTrouble | null;
			/** A form was sent to a page that looks back; nothing was done. */
			refused: boolean;
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
				/** Whether mails may say where we are: there is a mail server, and we know our own address. */
				letters: boolean;
				/** Whether people may sign in by a link in a mail. */
				links: boolean;
				providers: Provider[];
			};
			/** The database did not answer when the request came in. */
			databaseAway: boolean;
		}
		interface PageData {
			language: Language;
			today: Day;
			/** Set where the page looks back: nothing on it can be written. */
			as_of: AsOfPage | null;
			title?: string;
		}
	}
}

export {};
