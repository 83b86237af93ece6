import { historyFilter } from '#history/audit.form.ts';
import { listHistory } from '#history/history.server.ts';
import { readAgreementId, signatureFilter } from '#agreements/agreement.form.ts';
import { findAgreement, listCalls, listSignatures } from '#agreements/agreement.server.ts';
import { listPlaces } from '#municipalities/municipality.server.ts';
import { arrangeSignatures } from '#agreements/agreement.ts';
import { agreementText } from '#agreements/agreement.text.ts';
import { readFilter } from '#ui/filter.ts';
import { notAllowed, notFound } from '../../../../errors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read, today, language } = locals;
	const { id: person_id, municipality_code } = locals.person!;
	const id = readAgreementId(params.id) ?? notFound();
	const filter = readFilter(signatureFilter, url.searchParams);
	// Names, numbers and notes of everyone: the list is KOMBIT's tool.
	if (filter.vis === 'ringeliste' && municipality_code) notAllowed();
	const { historik = null } = readFilter(historyFilter, url.searchParams);
	const [agreement, places, signatures, calls, history] = await Promise.all([
		read(findAgreement, id, today),
		read(listPlaces, { today, person_id }),
		read(listSignatures, id, { today, reader: { municipality_code }, filter }),
		filter.vis === 'ringeliste' ? read(listCalls, id, { today, filter }) : null,
		filter.vis === 'ringeliste'
			? null
			: read(listHistory, { agreement_id: id }, { before: historik, reader: municipality_code })
	]);
	return {
		title: calls ? agreementText[language].calls_title(agreement.title) : agreement.title,
		agreement,
		places,
		filter,
		calls,
		history,
		signatures: arrangeSignatures(signatures, { filter, municipality_code })
	};
};
