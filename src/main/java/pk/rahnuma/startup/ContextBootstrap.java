package pk.rahnuma.startup;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.LoggerFactory;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.vault.MasterKeyset;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Starts the application, or the part of it that a command needs.
public final class ContextBootstrap {

    private ContextBootstrap() {}

    /// Opens a context for a command: all beans, the database migrated, the keyset checked, no server. The
    /// caller closes it. On the embedded database it works beside a server.
    ///
    /// @throws pk.rahnuma.startup.UserErrorException when something is wrong that the operator can fix
    public static CommandContext openContext(EnvironmentSettings settings) {
        return openContext(settings, Map.of(), loadContent(settings), EmbeddedDatabaseLock::lockOrConnect);
    }

    /// Opens a context for a command that must not run beside a server: as [#openContext], and with exclusive access to
    /// the embedded database.
    ///
    /// @throws pk.rahnuma.startup.UserErrorException also when a server runs on it
    public static CommandContext openExclusively(EnvironmentSettings settings) {
        return openExclusively(settings, Map.of());
    }

    /// As [#openExclusively(EnvironmentSettings)].
    ///
    /// @param more properties of Micronaut, which take precedence over the settings
    public static CommandContext openExclusively(EnvironmentSettings settings, Map<String, Object> more) {
        return openContext(settings, more, loadContent(settings), EmbeddedDatabaseLock::lockExclusively);
    }

    /// Starts the application with its server. The caller closes it.
    ///
    /// @param more properties of Micronaut, which take precedence over the settings
    /// @throws pk.rahnuma.startup.UserErrorException when something is wrong that the operator can fix
    public static RunningServer startServer(EnvironmentSettings settings, Map<String, Object> more) {
        ContentLoader scripts = loadContent(settings);
        scripts.startLoading();
        CommandContext opened = openContext(settings, more, scripts, EmbeddedDatabaseLock::lockExclusively);
        try {
            EmbeddedServer server = opened.getBean(EmbeddedServer.class);
            server.start();
            return new RunningServer(opened, server);
        } catch (RuntimeException e) {
            opened.close();
            throw StartupErrorMessages.toUserError(e, settings);
        }
    }

    private static ContentLoader loadContent(EnvironmentSettings settings) {
        return new ContentLoader(settings.scripts().map(Path::toString).orElse(null));
    }

    /// Reads the keyset while the context is built, since each takes its time.
    private static CommandContext openContext(
            EnvironmentSettings settings,
            Map<String, Object> more,
            ContentLoader scripts,
            Function<EnvironmentSettings, EmbeddedDatabaseLock> embedded) {
        // SLF4J complains when two threads log for the first time at once.
        LoggerFactory.getILoggerFactory();
        EmbeddedDatabaseLock file =
                settings.database().embedded() ? embedded.apply(settings) : EmbeddedDatabaseLock.NOT_EMBEDDED;
        CompletableFuture<MasterKeyset> keyset = CompletableFuture.supplyAsync(() -> KeysetFile.loadKeyset(settings));
        try {
            ApplicationContextBuilder context =
                    createBuilder(settings.withDatabase(file.resolveAddress(settings.database())), more);
            CommandContext opened = new CommandContext(startContext(context, scripts, keyset), file);
            checkContext(opened);
            return opened;
        } catch (RuntimeException e) {
            file.close();
            throw StartupErrorMessages.toUserError(e, settings);
        }
    }

    private static void checkContext(CommandContext opened) {
        try {
            opened.getBean(SubjectEncryptionService.class).checkKeyset();
            DatabasePurposeCheck.checkPurpose(opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /// Starts a context that has only a database, migrated to this version. The caller closes it.
    ///
    /// @param more properties of Micronaut
    public static ApplicationContext openDatabase(
            EnvironmentSettings settings, MigrationVersion version, Map<String, Object> more) {
        return startContext(createBuilder(settings, more).build(), version);
    }

    /// Starts a context that has only a database, as it is. The caller closes it.
    public static ApplicationContext openUnmigrated(EnvironmentSettings settings) {
        return createBuilder(settings, Map.of()).start();
    }

    private static ApplicationContext startContext(
            ApplicationContextBuilder builder, ContentLoader scripts, CompletableFuture<MasterKeyset> keyset) {
        ApplicationContext context = builder.singletons(scripts)
                .beanDefinitions(RuntimeBeanDefinition.builder(MasterKeyset.class, keyset::join)
                        .scope(Singleton.class)
                        .build())
                .build();
        // No database is made for a keyset that is not valid.
        keyset.join();
        return startContext(context, MigrationVersion.LATEST);
    }

    private static ApplicationContextBuilder createBuilder(EnvironmentSettings settings, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(settings.database().toProperties());
        properties.put("rahnuma.data", settings.data().toString());
        properties.put("micronaut.metrics.enabled", settings.variables().containsKey("RAHNUMA_METRICS_TOKEN"));
        if (!settings.variables().getOrDefault("RAHNUMA_API_ORIGINS", "").isBlank()) {
            properties.put("micronaut.server.cors.enabled", true);
        }
        settings.bindAddress().ifPresent(address -> properties.put("micronaut.server.host", address));
        properties.putAll(more);
        prepareProcess();
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .environments(settings.database().environments().toArray(String[]::new))
                .environmentPropertySource(false)
                .propertySources(settings.toPropertySources())
                .properties(properties);
    }

    /// Sets what the database needs of the whole process.
    private static void prepareProcess() {
        // H2 reads it once, when its first class is loaded: its port is for this machine alone.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        // Micronaut Data passes a time to the driver as a Timestamp, which is in the zone of this process.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
    }

    private static ApplicationContext startContext(ApplicationContext context, MigrationVersion version) {
        try {
            context.start();
            SchemaMigration.migrateTables(context, version);
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }
}
