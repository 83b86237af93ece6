import { texts } from '#language/language.ts';

export const mailText = texts(
	{
		mailbox: 'Demoens postkasse',
		lead: 'Her ligger de mails, som Overblik ville have sendt. Demoen sender ingen, og alle, der ser demoen, kan læse dem her.',
		empty: 'Der er ingen mails endnu. Bed om et link på siden Log ind.',
		ask: 'Gå til Log ind',
		to: 'Til',
		sent: 'Sendt'
	},
	{
		mailbox: 'The demo’s mailbox',
		lead: 'Here are the mails that Overblik would have sent. The demo sends none, and everybody who sees the demo can read them here.',
		empty: 'There are no mails yet. Ask for a link on the page Sign in.',
		ask: 'Go to Sign in',
		to: 'To',
		sent: 'Sent'
	}
);
