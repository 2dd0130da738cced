/// What every page of the console is made with: its words ([pk.rahnuma.console.page.ConsoleTexts]), its files
/// ([pk.rahnuma.console.page.ConsoleAssetController]), and the writing of a template for somebody
/// ([pk.rahnuma.console.page.TemplateRenderer]). Templates lie in `src/main/jte` and are classes once the build is
/// done; each gets a [pk.rahnuma.console.page.ViewContext] and records of its own part of the console. All that they
/// print is escaped.
package pk.rahnuma.console.page;
