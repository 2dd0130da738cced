/// The command line. [RahnumaCommand] is the program, with the list of its commands. Those that start the desk are
/// here: [ServeCommand], which is what it does without a command; [DemoCommand], on made-up data; [AotTrainingCommand],
/// for the build. The others have a package for each group, and what all of them share is below:
///
///     RahnumaCommand, ServeCommand, DemoCommand, AotTrainingCommand
///     scripts   desk   staff   storage   demo
///     terminal
///     boot
///
/// Each uses those below it, the groups nothing of each other.
///
/// Before a command begins, [JvmRelauncher] gives the JVM its options. [LogbackConfigurator] says what is logged,
/// [SingleLineLayout] how.
package pk.rahnuma.cli;
