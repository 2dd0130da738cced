/// What commands of all groups write with: lines that nothing in them can steer ([TerminalOutput]), lists and how long
/// they may be ([LimitOption]), times and choices ([TerminalFormat]), links into the console ([ConsoleUrl]).
package pk.rahnuma.cli.terminal;
