/// Charts for supervisors: [ChartService] asks the rooms, a [ChartTable] is a table that can be drawn,
/// [BarChartDrawing] draws it as SVG on the server. Every bar leads to the cases behind it, and every table can be
/// taken away.
package pk.rahnuma.console.report;
