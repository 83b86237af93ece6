import { clockTime, longDate } from '#language/dates.ts';
import { type Language, texts } from '#language/language.ts';
import { nameInMail } from '#messages/mail.ts';
import type { MeetingPage } from './meeting.server.ts';
import { mailboxesIn } from './meeting.ts';
import { meetingText } from './meeting.text.ts';
import type { Letter } from './rota.ts';

const letterText = texts(
	{
		subject: {
			asking: (title: string) => `Vil I være med i redaktionen? ${title}`,
			reminder: (title: string) => `Påmindelse: vil I være med i redaktionen? ${title}`
		},
		hello: (name: string) => `Hej ${name}`,
		lead: {
			asking: (place: string) =>
				`Det er blevet jeres tur: KOMBIT spørger, om ${place} vil være med i redaktionen af det næste programledermøde. Fem kommuner hjælper med programmet på to redaktionsmøder før mødet.`,
			reminder: (place: string) =>
				`KOMBIT har spurgt, om ${place} vil være med i redaktionen af programledermødet, og mangler jeres svar. Fem kommuner hjælper med programmet på to redaktionsmøder før mødet.`
		},
		meeting: 'Mødet',
		no_date: 'datoen er ikke sat endnu',
		to_calendar: 'til kalenderen',
		answer: 'Sig ja eller nej her. Log ind med denne mailadresse:',
		questions: (who: string) => `Har I spørgsmål, så skriv til ${who}.`
	},
	{
		subject: {
			asking: (title) => `Will you help edit the meeting? ${title}`,
			reminder: (title) => `Reminder: will you help edit the meeting? ${title}`
		},
		hello: (name) => `Hello ${name}`,
		lead: {
			asking: (place) =>
				`It is your turn: KOMBIT asks whether ${place} will help edit the next programme-leader meeting. Five municipalities help with the programme at two editorial meetings before it.`,
			reminder: (place) =>
				`KOMBIT has asked whether ${place} will help edit the programme-leader meeting, and is waiting for your answer. Five municipalities help with the programme at two editorial meetings before it.`
		},
		meeting: 'The meeting',
		no_date: 'the day is not set yet',
		to_calendar: 'for the calendar',
		answer: 'Say yes or no here. Sign in with this mail address:',
		questions: (who) => `If you have questions, write to ${who}.`
	}
);

/**
 * The letter that asks a municipality's programleder to help edit a meeting, or reminds them. It holds no secret: its links
 * ask for a sign-in.
 * @param by who asks; questions go to the meeting's mailbox or else to them
 * @param address where Overblik is reached, such as https://overblik.example
 */
export function askingLetter(
	language: Language,
	{
		kind,
		name,
		municipality,
		meeting,
		by,
		address
	}: {
		kind: Letter['kind'];
		name: string;
		municipality: string;
		meeting: Pick<
			MeetingPage,
			| 'id'
			| 'title'
			| 'held_on'
			| 'starts_at'
			| 'ends_at'
			| 'place'
			| 'link'
			| 'mailbox'
			| 'first_editing_on'
			| 'second_editing_on'
		>;
		by: { name: string; email: string };
		address: string;
	}
): { subject: string; text: string } {
	const t = letterText[language];
	const words = meetingText[language];
	const page = `${address}/moeder/${meeting.id}`;
	const time =
		meeting.starts_at &&
		words.time(
			clockTime(meeting.starts_at, language),
			meeting.ends_at && clockTime(meeting.ends_at, language)
		);
	const place = meeting.place && nameInMail(meeting.place);
	const editing = ([1, 2] as const).flatMap((nth) => {
		const name = nth === 1 ? 'first_editing_on' : 'second_editing_on';
		const day = meeting[name];
		return [
			`${words[name]}: ${day ? longDate(day, language) : t.no_date}`,
			...(day ? [`${t.to_calendar}: ${page}/kalender?redaktion=${nth}`] : [])
		];
	});
	const [mailbox] = mailboxesIn(meeting.mailbox ?? '');
	return {
		subject: t.subject[kind](meeting.title),
		text: [
			t.hello(nameInMail(name)),
			t.lead[kind](nameInMail(municipality)),
			[
				`${t.meeting}: ${nameInMail(meeting.title)}`,
				[longDate(meeting.held_on, language), time, place].filter(Boolean).join(', '),
				...(meeting.link ? [meeting.link] : []),
				...editing
			].join('\n'),
			`${t.answer}\n${page}#redaktion`,
			t.questions(mailbox ?? `${nameInMail(by.name)}, ${by.email}`)
		].join('\n\n')
	};
}
