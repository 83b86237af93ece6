import { nameInMail } from '#messages/mail.ts';
import { texts } from '#language/language.ts';

const letterText = texts(
	{
		subject: 'Du er inviteret til Overblik',
		text: (name: string, by: string, address: string) =>
			`Hej ${name}

${by} har givet dig adgang til Overblik: KOMBIT-projekter, KLIK-opgaver og aftaler for alle 98 kommuner på ét sted.

Log ind her med denne mailadresse:
${address}/log-ind

Der er ingen adgangskode. Kender du ikke noget til det, kan du se bort fra mailen.`
	},
	{
		subject: 'You are invited to Overblik',
		text: (name, by, address) =>
			`Hello ${name}

${by} has given you access to Overblik: KOMBIT projects, KLIK tasks and agreements of all 98 municipalities in one place.

Sign in here with this mail address:
${address}/log-ind

There is no password. If you know nothing about it, you can ignore this mail.`
	}
);

/** The letter to somebody who is invited, in both languages, since theirs is not known yet. It holds no secret. */
export function invitationLetter({
	name,
	by,
	place,
	address
}: {
	name: string;
	by: string;
	place: string | null;
	address: string;
}): { subject: string; text: string } {
	const inviter = `${nameInMail(by)} (${place ?? 'KOMBIT'})`;
	const invited = nameInMail(name);
	const { da, en } = letterText;
	return {
		subject: `${da.subject} / ${en.subject}`,
		text: `${da.text(invited, inviter, address)}\n\n----\n\n${en.text(invited, inviter, address)}\n`
	};
}
