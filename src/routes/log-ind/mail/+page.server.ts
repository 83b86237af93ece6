import { fail } from '@sveltejs/kit';
import { LINK_MINUTES, sendLink } from '#people/link.server.ts';
import { peopleText } from '#people/people.text.ts';
import { readMail } from '#people/sign-in.ts';
import { ownPath } from '#ui/address.ts';
import { checkLinkDoor, limit, rememberBrowser } from '../enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	checkLinkDoor(event);
	const { locals, url } = event;
	return {
		title: peopleText[locals.language].by_mail,
		back: ownPath(url.searchParams.get('videre') ?? '')
	};
};

export const actions: Actions = {
	/** Asks for a link. The answer is the same, and as quick, whether the address is known or not. */
	default: async (event) => {
		checkLinkDoor(event);
		const { locals, request, url } = event;
		const form = await request.formData();
		const typed = String(form.get('adresse') ?? '');
		const back = ownPath(String(form.get('videre') ?? ''));
		const email = readMail(typed);
		if (!email) return fail(422, { faulty: true, address: typed.slice(0, 300), back });
		const address = event.getClientAddress();
		await limit(event, 'link_from_address', address);
		// In this order: what is refused here does not count for the account everywhere.
		await limit(event, 'link_for_account_here', `${email} ${address}`);
		await limit(event, 'link_for_account_here_daily', `${email} ${address}`);
		await limit(event, 'link_for_account_daily', email);
		const { db, mail, language, clock, log } = locals;
		const asked = {
			email,
			browser: rememberBrowser(event),
			next_path: back,
			origin: url.origin,
			language,
			clock
		};
		// After the answer: looking somebody up and writing to them takes time that nobody shall measure.
		setImmediate(() => {
			sendLink(db, mail, asked).catch((problem: unknown) =>
				log.error(
					{ reason: problem instanceof Error ? problem.name : '', said: reasonOf(problem) },
					'a sign-in link could not be sent'
				)
			);
		});
		log.info('a sign-in link was asked for');
		return { sent: true, minutes: String(LINK_MINUTES), back };
	}
};

// A mail's trouble is worded without the recipient; whatever else fails may repeat what was asked.
function reasonOf(problem: unknown): string {
	return problem instanceof Error && problem.name === 'MailTrouble' ? problem.message : '';
}
