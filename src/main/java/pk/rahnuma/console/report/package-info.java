/// Charts for supervisors: [ChartService] reads the values from the domain packages, a [ChartTable] is a table that can
/// be drawn, [BarChartDrawing] draws it as SVG on the server. Every bar links to the cases behind it, and every table
/// can be exported.
package pk.rahnuma.console.report;
