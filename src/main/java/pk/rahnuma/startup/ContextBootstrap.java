package pk.rahnuma.startup;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.startup.settings.EnvironmentSettings;
import pk.rahnuma.vault.MasterKeyset;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.column.SealedColumnService;

/// Starts the application, or the part of it that a command needs.
public final class ContextBootstrap {

    private ContextBootstrap() {}

    /// Opens a context for a command: all beans, the database migrated, the keyset and the format of sealed values
    /// checked, no server. The caller closes it. On the embedded database it works beside a server.
    ///
    /// @throws pk.rahnuma.startup.settings.UserErrorException when something is wrong that the operator can fix
    public static CommandContext openContext(EnvironmentSettings settings) {
        return openContext(settings, Map.of(), scripts(settings), EmbeddedDatabaseLock::lockOrConnect);
    }

    /// Opens a context for a command that must not run beside a server: as [#openContext], and with exclusive access to
    /// the embedded database.
    ///
    /// @throws pk.rahnuma.startup.settings.UserErrorException also when a server runs on it
    public static CommandContext openExclusively(EnvironmentSettings settings) {
        return openContext(settings, Map.of(), scripts(settings), EmbeddedDatabaseLock::lockExclusively);
    }

    /// Starts the application with its server. The caller closes it.
    ///
    /// @param more properties of Micronaut, which take precedence over the settings
    /// @throws pk.rahnuma.startup.settings.UserErrorException when something is wrong that the operator can fix
    public static RunningServer startServer(EnvironmentSettings settings, Map<String, Object> more) {
        ContentLoader scripts = scripts(settings);
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

    private static ContentLoader scripts(EnvironmentSettings settings) {
        return new ContentLoader(settings.scripts().map(Path::toString).orElse(null));
    }

    /// Opens the database, the scripts and the context concurrently, since none needs another and each takes its time.
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
        CompletableFuture<HikariDataSource> pool =
                keyset.thenApply(ready -> DataSourceFactory.openMigrated(file.resolveAddress(settings.database())));
        try {
            ApplicationContext context = context(properties(settings, more), scripts, keyset::join, pool::join);
            CommandContext opened = new CommandContext(context, pool.join(), file);
            check(opened);
            return opened;
        } catch (RuntimeException e) {
            pool.thenAccept(HikariDataSource::close);
            file.close();
            throw StartupErrorMessages.toUserError(e, settings);
        }
    }

    private static void check(CommandContext opened) {
        try {
            opened.getBean(SubjectEncryptionService.class).checkKeyset();
            opened.getBean(SealedColumnService.class).checkFormat();
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static ApplicationContext context(
            Map<String, Object> properties,
            ContentLoader scripts,
            Supplier<MasterKeyset> keyset,
            Supplier<DataSource> pool) {
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .properties(properties)
                .singletons(scripts)
                .beanDefinitions(
                        RuntimeBeanDefinition.builder(MasterKeyset.class, keyset)
                                .scope(Singleton.class)
                                .build(),
                        RuntimeBeanDefinition.builder(DataSource.class, pool)
                                .scope(Singleton.class)
                                .build())
                .start();
    }

    private static Map<String, Object> properties(EnvironmentSettings settings, Map<String, Object> more) {
        Map<String, Object> properties = settings.toProperties();
        properties.putAll(more);
        return properties;
    }
}
