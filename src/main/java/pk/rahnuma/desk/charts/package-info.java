/// Charts for supervisors: [Figures] asks the rooms, a [Chart] is a table that can be drawn, [Drawing] draws it as SVG
/// on the server. Every bar leads to the cases behind it, and every table can be taken away.
package pk.rahnuma.desk.charts;
