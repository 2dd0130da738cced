/// What every page of the console is made with: its words ([pk.rahnuma.desk.page.ConsoleWords]), its files
/// ([pk.rahnuma.desk.page.ConsoleFiles]), and the writing of a template for somebody
/// ([pk.rahnuma.desk.page.Screens]). Templates lie in `src/main/jte` and are classes once the build is done; each gets
/// a [pk.rahnuma.desk.page.Screen] and records of its own part of the console. All that they print is escaped.
package pk.rahnuma.desk.page;
