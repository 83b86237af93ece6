import { sql } from 'kysely';
import { it } from 'vitest';
import { lookBack } from '#database/connection.server.ts';
import { testDatabase } from '../../tests/support/database.ts';
import * as P from '#projects/project.server.ts';
import * as A from '#agreements/agreement.server.ts';
import * as T from '#tasks/task.server.ts';
import * as M from '#municipalities/municipality.server.ts';
import * as D from '#municipalities/duties.server.ts';
import { portfolioWindow } from '#projects/project.ts';
import { listHistory } from './history.server.ts';
import { municipalityFilter } from '#municipalities/municipality.form.ts';
const db = await testDatabase({ demo: true });
it('x', async () => {
	await sql`analyze`.execute(db);
	const day = '2023-10-23';
	const then = lookBack(db, { day, known: 'then', present: '2023-11-23' });
	const reads: Record<string, (d: typeof db, today: string) => Promise<unknown>> = {
		listProjects: (d, today) => P.listProjects(d, { today, person_id: 1 }),
		missing: (d, today) => A.listMissingCounts(d, { today }),
		weeks: (d, today) => T.listWeeks(d, { today, weeks: 5 }),
		next: (d, today) => P.listNextMilestones(d, { today, until: '2023-12-30' }),
		portfolio: (d, today) => P.listPortfolio(d, { today, ...portfolioWindow(today) }),
		project: (d, today) => P.findProject(d, 'sygesikring', today, null),
		tasks: (d, today) => T.listTasks(d, { sorter: 'frist' } as never, { today, municipality: null }),
		summarize: (d, today) => T.summarizeTasks(d, { today, municipality: null }),
		load: (d, today) => T.listLoad(d, { today, weeks: 8 }),
		findTask: (d, today) => T.findTask(d, 1, { today, reader: null }),
		taskCopies: (d, today) => T.listCopies(d, 1, { sorter: 'kommune' } as never, { today, reader: null }),
		agreements: (d, today) => A.listAgreements(d, { today, municipality_code: null, filter: {} as never }),
		findAgreement: (d, today) => A.findAgreement(d, 1, today),
		signatures: (d, today) => A.listSignatures(d, 1, { today, reader: { municipality_code: null }, filter: {} as never }),
		municipalities: (d, today) => M.findMunicipalities(d, { today, person_id: 1, filter: municipalityFilter.parse({}) }),
		matrix: (d, today) => M.findMunicipalities(d, { today, person_id: 1, filter: municipalityFilter.parse({ vis: 'opgaver' }) }),
		matrixA: (d, today) => M.findMunicipalities(d, { today, person_id: 1, filter: municipalityFilter.parse({ vis: 'aftaler' }) }),
		places: (d, today) => M.listPlaces(d, { today, person_id: 1 }),
		duties: (d, today) => D.findDuties(d, { municipality_code: '657', today, since: null }),
		history: (d) => listHistory(d, { municipality_code: '657' }, { before: null, reader: null }),
		historyT: (d) => listHistory(d, { task_id: 1 }, { before: null, reader: null }),
		historyP: (d) => listHistory(d, { project_slug: 'sygesikring' }, { before: null, reader: null }),
		nothing: (d) => sql`select 1`.execute(d)
	};
	for (const [name, read] of Object.entries(reads)) {
		const times: number[][] = [[], []];
		for (let i = 0; i < 5; i++)
			for (const [at, [d, today]] of ([[db, '2023-11-23'], [then, day]] as const).entries()) {
				const t = performance.now();
				try { await read(d as never, today); } catch (e) { console.log(name, String(e)); }
				times[at]!.push(performance.now() - t);
			}
		const [a, b] = times.map((x) => x.toSorted((p, q) => p - q)[2]!);
		console.log(name.padEnd(16), a!.toFixed(1), b!.toFixed(1), (b! / a!).toFixed(1));
	}
}, 120000);
