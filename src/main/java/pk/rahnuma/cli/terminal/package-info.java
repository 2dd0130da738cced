/// What commands of all groups write with: lines that nothing in them can steer ([Page]), lists and how long they may
/// be ([Limit]), times and choices ([Words]), links into the console ([DeskAddress]).
package pk.rahnuma.cli.terminal;
