/// Shared parts of the console's pages: texts ([pk.rahnuma.console.page.ConsoleTexts]), static files
/// ([pk.rahnuma.console.page.ConsoleAssetController]), and the renderer of templates
/// ([pk.rahnuma.console.page.TemplateRenderer]). Templates are in `src/main/jte` and are compiled to classes by the
/// build; each gets a [pk.rahnuma.console.page.ViewContext] and records of its own area. All output is escaped.
package pk.rahnuma.console.page;
