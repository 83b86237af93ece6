import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	type ChartConfiguration,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
} from 'chart.js';
import type { Reading } from './reading.ts';

// Only the parts in use are registered, so that the rest of chart.js never reaches the reader.
Chart.register(
	BarController,
	BarElement,
	CategoryScale,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
);

/**
 * A chart.js chart without axes or colours of its own, exactly over the plot of the drawing in `sheet`. It shows the
 * point, the bar and the words under the pointer.
 * @returns takes it away again
 */
export function readWithChart(sheet: HTMLElement, reading: Reading): () => void {
	const canvas = document.createElement('canvas');
	canvas.setAttribute('aria-hidden', 'true');
	const layer = document.createElement('div');
	layer.className = 'reading no-print';
	Object.assign(layer.style, { position: 'absolute', inset: '0' });
	layer.append(canvas);
	sheet.append(layer);

	const chart = new Chart(canvas, configuration(sheet, reading));
	const paint = () => {
		applyColours(chart, sheet);
		chart.update('none');
	};
	paint();
	const scheme = matchMedia('(prefers-color-scheme: dark)');
	scheme.addEventListener('change', paint);
	return () => {
		scheme.removeEventListener('change', paint);
		chart.destroy();
		layer.remove();
	};
}

function configuration(sheet: HTMLElement, reading: Reading): ChartConfiguration {
	const { says } = reading;
	const shared = {
		animation: false,
		responsive: true,
		maintainAspectRatio: false,
		layout: { padding: () => plotPadding(sheet) },
		plugins: {
			tooltip: {
				displayColors: false,
				padding: 8,
				cornerRadius: 4,
				caretPadding: 8,
				// The words stand once for all bars of a group, so only the first of them speaks.
				filter: (item: { datasetIndex: number }) => item.datasetIndex === 0,
				callbacks: {
					title: (items: { dataIndex: number }[]) => (items[0] ? says(items[0].dataIndex).head : ''),
					label: (item: { dataIndex: number }) => says(item.dataIndex).lines
				}
			}
		}
	};
	if (reading.type === 'line')
		return {
			type: 'line',
			data: {
				datasets: [
					{
						data: reading.counts.map((y, x) => ({ x, y })),
						borderWidth: 0,
						borderColor: 'transparent',
						pointRadius: 0,
						pointHoverRadius: 5,
						pointHoverBorderWidth: 2
					}
				]
			},
			options: {
				...shared,
				interaction: { mode: 'nearest', axis: 'x', intersect: false },
				scales: {
					x: { type: 'linear', display: false, min: 0, max: reading.across },
					y: { type: 'linear', display: false, min: 0, max: reading.most }
				}
			}
		} as ChartConfiguration;
	return {
		type: 'bar',
		data: {
			labels: reading.groups.map((_, i) => i),
			datasets: (reading.groups[0] ?? []).map((_, series) => ({
				data: reading.groups.map((values) => values[series] ?? 0),
				backgroundColor: 'transparent'
			}))
		},
		options: {
			...shared,
			indexAxis: 'y',
			interaction: { mode: 'index', axis: 'y', intersect: false },
			scales: {
				x: { type: 'linear', display: false, min: 0, max: reading.most },
				y: { type: 'category', display: false }
			}
		}
	} as ChartConfiguration;
}

/** The margins of the drawing now shown, measured, because it scales with the page. */
function plotPadding(sheet: HTMLElement): { left: number; top: number; right: number; bottom: number } {
	const outer = sheet.getBoundingClientRect();
	for (const plot of sheet.querySelectorAll('rect.plot')) {
		const inner = plot.getBoundingClientRect();
		if (inner.width > 0)
			return {
				left: inner.left - outer.left,
				top: inner.top - outer.top,
				right: outer.right - inner.right,
				bottom: outer.bottom - inner.bottom
			};
	}
	return { left: 0, top: 0, right: 0, bottom: 0 };
}

function applyColours(chart: Chart, sheet: HTMLElement): void {
	const [ink, paper, accent] = resolve(sheet, ['--ink', '--paper', '--accent']);
	const font = { family: getComputedStyle(sheet).fontFamily, size: 13 };
	const tooltip = chart.options.plugins?.tooltip;
	if (tooltip)
		Object.assign(tooltip, {
			backgroundColor: ink,
			titleColor: paper,
			bodyColor: paper,
			titleFont: { ...font, weight: 600 },
			bodyFont: font
		});
	for (const dataset of chart.data.datasets)
		Object.assign(dataset, { pointHoverBackgroundColor: accent, pointHoverBorderColor: paper });
}

/** Tokens are written with light-dark(), which only a property that takes a colour resolves. */
function resolve(sheet: HTMLElement, tokens: string[]): string[] {
	const probe = document.createElement('span');
	sheet.append(probe);
	const colours = tokens.map((token) => {
		probe.style.color = `var(${token})`;
		return getComputedStyle(probe).color;
	});
	probe.remove();
	return colours;
}
