import { texts } from '#language/language.ts';

export const peopleText = texts(
	{
		enter: 'Log ind',
		enter_demo: 'Gå ind i demoen',
		demo_lead:
			'Vælg, hvem du vil være. Personerne er opdigtede; deres roller er dem, Overblik er lavet til. Demoen står på den 23. november 2023.',
		be: (name: string) => `Vær ${name}`,
		personas: {
			'program-office':
				'Ser hele porteføljen: hvem mangler at skrive under, hvad er forsinket, hvad kommer i de næste uger.',
			'project-lead': 'Leder Gateway og SAPA: ringelisten, fristen og de kommuner, der mangler.',
			herning: 'Ser, hvad Herning skylder, til hvem og hvornår, og hvem i kommunen der gør det.',
			langeland: 'En lille kommune med få hænder: hvad haster først?',
			'empty-role': 'En kommune uden programleder: KLIK-administratoren holder skansen.'
		},
		enter_lead:
			'Overblik er for dem, der er inviteret. Der er ingen adgangskode: du logger ind med din arbejdsmail.',
		no_way:
			'Der er endnu ingen måde at logge ind på. Den, der driver Overblik, sætter SMTP_URL og ORIGIN (links med mail) eller OIDC_PROVIDERS; README fortæller hvordan.',
		no_mail: 'Her sendes ingen links med mail. Brug en af de andre måder.',
		unknown_persona: 'Den person findes ikke i demoen. Vælg en af dem her.',
		already: (name: string) => `Du er logget ind som ${name}.`,
		go_on: 'Gå til overblikket',
		by_mail: 'Med et link i en mail',
		by_mail_demo: 'Prøv det som i drift',
		by_mail_demo_lead:
			'I drift logger man ind med et link, der kommer med mail. Demoen sender ingen mails: linket ligger i demoens postkasse.',
		example: (address: string) => `For eksempel ${address}`,
		mail: 'Arbejdsmail',
		mail_hint: 'Den adresse, du er inviteret med.',
		bad_mail: 'Skriv en mailadresse som navn@kommune.dk.',
		send_link: 'Send link',
		sent: 'Se i din mail',
		sent_lead: (minutes: string) =>
			`Hvis adressen er kendt, er der sendt et link. Det gælder i ${minutes} minutter, kan bruges én gang, og skal åbnes her i den samme browser.`,
		sent_nothing:
			'Kommer der ingen mail, så se i mappen med uønsket post, og tjek, at adressen er den, du er inviteret med.',
		mailbox: 'Åbn demoens postkasse',
		ask_again: 'Bed om et nyt link',
		confirm: 'Log ind i Overblik',
		confirm_lead: 'Tryk på knappen, så er du inde. Linket kan bruges én gang.',
		by_provider: 'Med din organisations login',
		with: (name: string) => `Log ind med ${name}`,
		back_to_sign_in: 'Til Log ind',
		link_mail: {
			subject: 'Dit link til Overblik',
			text: (name: string, link: string, minutes: string) =>
				`Hej ${name}

Her er dit link til Overblik:
${link}

Det gælder i ${minutes} minutter, kan bruges én gang og skal åbnes i den browser, hvor du bad om det.

Har du ikke bedt om det, kan du se bort fra mailen; uden den browser lukker linket ingen ind.
`
		},
		troubles: {
			plain_http: {
				title: 'Her kan man ikke logge ind',
				body: 'Adressen begynder med http://, så andre på nettet kunne læse med. Brug adressen med https://. Er det et lukket net, kan den, der driver Overblik, tillade det med INTRANET_HTTP=on.'
			},
			too_many: {
				title: 'Der er prøvet for mange gange',
				body: 'Vent lidt, og prøv igen. Sådan kan ingen prøve sig frem.'
			},
			link_unknown: {
				title: 'Linket virker ikke',
				body: 'Det er ikke helt, som det blev sendt, eller der er bedt om et nyere. Kun det nyeste gælder.'
			},
			link_used: {
				title: 'Linket er brugt',
				body: 'Et link kan bruges én gang. Er du ikke logget ind, så bed om et nyt.'
			},
			link_expired: {
				title: 'Linket er for gammelt',
				body: 'Et link gælder i 15 minutter. Bed om et nyt.'
			},
			link_foreign: {
				title: 'Åbn linket der, hvor du bad om det',
				body: 'Linket hører til en anden browser eller en anden enhed. Åbn det dér, eller bed om et nyt her.'
			},
			provider_away: {
				title: 'Din organisations login svarer ikke',
				body: 'Prøv igen om lidt, eller log ind på en anden måde.'
			},
			provider_wrong: {
				title: 'Svaret fra din organisations login kan ikke bruges',
				body: 'Det passer ikke med det, Overblik spurgte om, så ingen er lukket ind. Prøv igen. Sker det igen, så sig det til den, der driver Overblik, med nummeret herunder.'
			},
			provider_refused: {
				title: 'Din organisations login sagde nej',
				body: 'Prøv igen, eller spørg jeres it-afdeling.'
			},
			cancelled: {
				title: 'Du blev ikke logget ind',
				body: 'Du fortrød, eller din organisation gav ikke lov. Intet er ændret.'
			},
			flow_lost: {
				title: 'Vejen ind er udløbet',
				body: 'Der gik mere end ti minutter, siden er allerede brugt, eller den blev begyndt i en anden browser. Begynd forfra.'
			},
			unknown_person: {
				title: 'Du har ikke adgang til Overblik endnu',
				body: 'Din organisation kender dig, men du er ikke inviteret til Overblik med den mailadresse. Spørg programlederen i din kommune eller KOMBIT.'
			},
			mail_unverified: {
				title: 'Din mailadresse er ikke bekræftet',
				body: 'Din organisations login siger ikke god for adressen. Log ind med et link i en mail, eller spørg jeres it-afdeling.'
			},
			no_access: {
				title: 'Du har ingen adgang, der passer',
				body: 'Det, din organisation siger om kommune og rolle, passer ikke med den adgang, du har i Overblik. Spørg programlederen i din kommune eller KOMBIT.'
			}
		},
		again_at: (time: string) => `Du kan prøve igen kl. ${time}.`,
		account: 'Min konto',
		account_lead: 'Det, Overblik ved om dig, hvor du er logget ind, og hvilke kasketter du har.',
		details: 'Mine oplysninger',
		name: 'Navn',
		title: 'Stilling',
		phone: 'Telefon',
		mail_fixed: 'Adressen, du logger ind med, ændrer en administrator.',
		own_data: 'Hent alt, hvad Overblik ved om mig, som en fil',
		hats: 'Mine kasketter',
		hats_lead: 'Du handler med én adgang ad gangen.',
		one_hat: 'Du har denne ene adgang.',
		act_by: 'Skift til denne',
		acting_by: 'Du handler med denne nu',
		ways_in: 'Din organisations login',
		ways_in_lead:
			'Fjerner du bindingen, kan du stadig logge ind med et link i en mail. Logger du ind den vej igen, bindes det på ny. Åbne sessioner bliver stående; log dem ud herunder.',
		ways_in_only:
			'Her sendes ingen links med mail, så den sidste binding kan ikke fjernes. Åbne sessioner bliver stående; log dem ud herunder.',
		bound_since: (when: string) => `Bundet ${when}`,
		unbind: 'Fjern bindingen',
		last_way: 'Det er din eneste vej ind og kan ikke fjernes.',
		sessions: 'Her er du logget ind',
		sessions_lead: (hours: string, days: string) =>
			`En session slutter, når den ikke er brugt i ${hours} timer, og senest efter ${days} dage.`,
		this_one: 'denne browser',
		unknown_browser: 'Ukendt browser',
		ways: { demo: 'demoens dør', mail: 'link i mail', oidc: 'organisationens login' },
		came: (since: string, way: string) => `Logget ind ${since} (${way})`,
		seen: (when: string) => `Sidst brugt ${when}`,
		end_one: 'Log ud der',
		end_others: 'Log ud alle andre steder',
		ended: 'Sessionen er slut.',
		lost: 'Du var logget ud, da du sendte formularen, og den var for stor til at blive gemt. Browserens tilbageknap fører tilbage til det, du skrev: tag en kopi af det, før du logger ind her.',
		kept: 'Din formular er gemt',
		kept_lead:
			'Du var logget ud, da du sendte den. Intet er ændret endnu. Her er det, du skrev; det ligger her i en time.',
		send_now: 'Send nu',
		drop: 'Smid den væk',
		kept_sent_to: 'Hører til siden',
		and_more: (count: string) => `og ${count} til`
	},
	{
		enter: 'Sign in',
		enter_demo: 'Enter the demo',
		demo_lead:
			'Choose who you want to be. The people are made up; their roles are those Overblik is built for. The demo stands on 23 November 2023.',
		be: (name) => `Be ${name}`,
		personas: {
			'program-office':
				'Sees the whole portfolio: who has not signed, what is late, what comes in the next weeks.',
			'project-lead':
				'Leads Gateway and SAPA: the phone list, the deadline and the municipalities that are missing.',
			herning: 'Sees what Herning owes, to whom and by when, and who in the municipality does it.',
			langeland: 'A small municipality with few hands: what is urgent first?',
			'empty-role': 'A municipality without a programme leader: the KLIK administrator holds the fort.'
		},
		enter_lead:
			'Overblik is for those who are invited. There is no password: you sign in with your work mail.',
		no_way:
			'There is no way to sign in yet. Whoever runs Overblik sets SMTP_URL and ORIGIN (links by mail) or OIDC_PROVIDERS; the README tells how.',
		no_mail: 'No links are sent by mail here. Use one of the other ways.',
		unknown_persona: 'There is no such person in the demo. Choose one of these.',
		already: (name) => `You are signed in as ${name}.`,
		go_on: 'Go to the overview',
		by_mail: 'With a link in a mail',
		by_mail_demo: 'Try it as in real use',
		by_mail_demo_lead:
			'In real use one signs in with a link that comes by mail. The demo sends no mail: the link lies in the demo’s mailbox.',
		example: (address) => `For example ${address}`,
		mail: 'Work mail',
		mail_hint: 'The address you were invited by.',
		bad_mail: 'Write a mail address such as name@kommune.dk.',
		send_link: 'Send link',
		sent: 'Look in your mail',
		sent_lead: (minutes) =>
			`If the address is known, a link has been sent. It holds for ${minutes} minutes, works once, and must be opened here in the same browser.`,
		sent_nothing:
			'If no mail comes, look among the junk, and check that the address is the one you were invited by.',
		mailbox: 'Open the demo’s mailbox',
		ask_again: 'Ask for a new link',
		confirm: 'Sign in to Overblik',
		confirm_lead: 'Press the button and you are in. The link works once.',
		by_provider: 'With your organisation’s sign-in',
		with: (name) => `Sign in with ${name}`,
		back_to_sign_in: 'To Sign in',
		link_mail: {
			subject: 'Your link to Overblik',
			text: (name, link, minutes) =>
				`Hello ${name}

Here is your link to Overblik:
${link}

It holds for ${minutes} minutes, works once and must be opened in the browser in which you asked for it.

If you did not ask for it, ignore this mail; without that browser the link lets nobody in.
`
		},
		troubles: {
			plain_http: {
				title: 'One cannot sign in here',
				body: 'The address begins with http://, so others on the network could read along. Use the address with https://. On a closed network, whoever runs Overblik can allow it by INTRANET_HTTP=on.'
			},
			too_many: {
				title: 'Too many tries',
				body: 'Wait a little and try again. This keeps anybody from guessing.'
			},
			link_unknown: {
				title: 'The link does not work',
				body: 'It is not quite as it was sent, or a newer one was asked for. Only the newest holds.'
			},
			link_used: {
				title: 'The link is used',
				body: 'A link works once. If you are not signed in, ask for a new one.'
			},
			link_expired: { title: 'The link is too old', body: 'A link holds for 15 minutes. Ask for a new one.' },
			link_foreign: {
				title: 'Open the link where you asked for it',
				body: 'The link belongs to another browser or another device. Open it there, or ask for a new one here.'
			},
			provider_away: {
				title: 'Your organisation’s sign-in does not answer',
				body: 'Try again in a moment, or sign in another way.'
			},
			provider_wrong: {
				title: 'The answer of your organisation’s sign-in cannot be used',
				body: 'It does not fit what Overblik asked, so nobody was let in. Try again. If it happens again, tell whoever runs Overblik, with the number below.'
			},
			provider_refused: {
				title: 'Your organisation’s sign-in said no',
				body: 'Try again, or ask your IT department.'
			},
			cancelled: {
				title: 'You were not signed in',
				body: 'You changed your mind, or your organisation did not allow it. Nothing has changed.'
			},
			flow_lost: {
				title: 'The way in has expired',
				body: 'More than ten minutes went by, the page was used already, or it was begun in another browser. Start over.'
			},
			unknown_person: {
				title: 'You have no access to Overblik yet',
				body: 'Your organisation knows you, but you are not invited to Overblik by that mail address. Ask the programme leader of your municipality, or KOMBIT.'
			},
			mail_unverified: {
				title: 'Your mail address is not confirmed',
				body: 'Your organisation’s sign-in does not vouch for the address. Sign in with a link in a mail, or ask your IT department.'
			},
			no_access: {
				title: 'You have no access that fits',
				body: 'What your organisation says of municipality and role does not fit the access you have in Overblik. Ask the programme leader of your municipality, or KOMBIT.'
			}
		},
		again_at: (time) => `You can try again at ${time}.`,
		account: 'My account',
		account_lead: 'What Overblik knows about you, where you are signed in, and which hats you have.',
		details: 'My details',
		name: 'Name',
		title: 'Title',
		phone: 'Telephone',
		mail_fixed: 'The address you sign in by is changed by an administrator.',
		own_data: 'Get all that Overblik knows about me as a file',
		hats: 'My hats',
		hats_lead: 'You act by one access at a time.',
		one_hat: 'You have this one access.',
		act_by: 'Change to this',
		acting_by: 'You act by this one now',
		ways_in: 'Your organisation’s sign-in',
		ways_in_lead:
			'If you remove the binding, you can still sign in with a link in a mail. Signing in that way again binds it anew. Open sessions stay; sign them out below.',
		ways_in_only:
			'No links are sent by mail here, so the last binding cannot be removed. Open sessions stay; sign them out below.',
		bound_since: (when) => `Bound ${when}`,
		unbind: 'Remove the binding',
		last_way: 'It is your only way in and cannot be removed.',
		sessions: 'You are signed in here',
		sessions_lead: (hours, days) =>
			`A session ends when it was not used for ${hours} hours, and after ${days} days at the latest.`,
		this_one: 'this browser',
		unknown_browser: 'Unknown browser',
		ways: { demo: 'the demo’s door', mail: 'link in a mail', oidc: 'the organisation’s sign-in' },
		came: (since, way) => `Signed in ${since} (${way})`,
		seen: (when) => `Last used ${when}`,
		end_one: 'Sign out there',
		end_others: 'Sign out everywhere else',
		ended: 'The session has ended.',
		lost: 'You were signed out when you sent the form, and it was too large to be kept. Your browser’s back button leads back to what you wrote: take a copy of it before you sign in here.',
		kept: 'Your form is kept',
		kept_lead:
			'You were signed out when you sent it. Nothing has changed yet. Here is what you wrote; it stays for an hour.',
		send_now: 'Send now',
		drop: 'Throw it away',
		kept_sent_to: 'Belongs to the page',
		and_more: (count) => `and ${count} more`
	}
);
