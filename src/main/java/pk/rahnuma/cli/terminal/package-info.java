/// Output shared by the commands of all groups: text without control characters ([TerminalOutput]), lists and their
/// limits ([LimitOption]), times and choices ([TerminalFormat]), links to the console ([ConsoleUrl]).
package pk.rahnuma.cli.terminal;
