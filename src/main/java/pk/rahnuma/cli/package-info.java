/// Command line. [RahnumaCommand] is the main command, with the list of all commands. The commands that start the desk
/// are here: [ServeCommand], the default; [DemoCommand], on fictitious data; [AotTrainingCommand], for the build. Each
/// other group has a package: `desk`, `scripts`, `staff` and `storage`. They share `terminal` and use
/// [pk.rahnuma.startup] to open a context; no group uses another. `demo` has the demo data.
///
/// Before a command begins, [JvmRelauncher] gives the JVM its options. [LogbackConfigurator] configures logging,
/// [SingleLineLayout] formats it.
package pk.rahnuma.cli;
