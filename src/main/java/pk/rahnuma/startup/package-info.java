/// Assembly and start of the application: with its server ([ContextBootstrap#startServer], a [RunningServer]), or
/// without it for a command ([ContextBootstrap#openContext], a [CommandContext]; [CommandRunner] for a command that
/// only works in it).
///
/// [EnvironmentSettings] is the checked environment, which `application.yml` maps to
/// properties. [DatabaseAddress] is the
/// address of the database; Micronaut makes the pool, and [SchemaMigration] migrates the tables. The embedded database
/// is protected by an [EmbeddedDatabaseLock] in the [DataFolder]: one process has the file open and accepts
/// connections of others; [KeysetFile] is the keyset beside it.
///
/// An error that the operator can fix is a [UserErrorException], one line that says how;
/// [StartupErrorMessages] derives that line from the cause. Used by [pk.rahnuma.cli].
package pk.rahnuma.startup;
