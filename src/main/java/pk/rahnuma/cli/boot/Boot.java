package pk.rahnuma.cli.boot;

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
import pk.rahnuma.guidance.CurrentScripts;
import pk.rahnuma.vault.Keyset;
import pk.rahnuma.vault.SealedColumnService;
import pk.rahnuma.vault.Vault;

/// Starts the house, or the part of it that a command needs.
public final class Boot {

    private Boot() {}

    /// For a command: all beans, the database migrated, keyset and format of sealed values checked, no server. To be
    /// closed. On the embedded database it works beside a server.
    ///
    /// @throws Refused when something is wrong that can be mended
    public static Opened open(Settings settings) {
        return open(settings, Map.of(), scripts(settings), EmbeddedFile::share);
    }

    /// For a command that no server may run beside: as [#open], and on the embedded database alone.
    ///
    /// @throws Refused also when a server runs on it
    public static Opened alone(Settings settings) {
        return open(settings, Map.of(), scripts(settings), EmbeddedFile::own);
    }

    /// The whole house, with its server. To be closed.
    ///
    /// @param more properties of Micronaut, which win over the settings
    /// @throws Refused when something is wrong that can be mended
    public static Serving serve(Settings settings, Map<String, Object> more) {
        CurrentScripts scripts = scripts(settings);
        scripts.begin();
        Opened opened = open(settings, more, scripts, EmbeddedFile::own);
        try {
            EmbeddedServer server = opened.get(EmbeddedServer.class);
            server.start();
            return new Serving(opened, server);
        } catch (RuntimeException e) {
            opened.close();
            throw Refusals.of(e, settings);
        }
    }

    private static CurrentScripts scripts(Settings settings) {
        return new CurrentScripts(settings.scripts().map(Path::toString).orElse(null));
    }

    /// The database, the scripts and the context need nothing of each other, and each takes its time: they start
    /// together.
    private static Opened open(
            Settings settings,
            Map<String, Object> more,
            CurrentScripts scripts,
            Function<Settings, EmbeddedFile> embedded) {
        // Two threads that log for the first time at once make SLF4J complain.
        LoggerFactory.getILoggerFactory();
        EmbeddedFile file = settings.database().embedded() ? embedded.apply(settings) : EmbeddedFile.NONE;
        CompletableFuture<Keyset> keyset = CompletableFuture.supplyAsync(() -> KeysetFile.load(settings));
        CompletableFuture<HikariDataSource> pool =
                keyset.thenApply(ready -> Pool.open(file.address(settings.database())));
        try {
            ApplicationContext context = context(properties(settings, more), scripts, keyset::join, pool::join);
            Opened opened = new Opened(context, pool.join(), file);
            check(opened);
            return opened;
        } catch (RuntimeException e) {
            pool.thenAccept(HikariDataSource::close);
            file.close();
            throw Refusals.of(e, settings);
        }
    }

    private static void check(Opened opened) {
        try {
            opened.get(Vault.class).check();
            opened.get(SealedColumnService.class).check();
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static ApplicationContext context(
            Map<String, Object> properties,
            CurrentScripts scripts,
            Supplier<Keyset> keyset,
            Supplier<DataSource> pool) {
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .properties(properties)
                .singletons(scripts)
                .beanDefinitions(
                        RuntimeBeanDefinition.builder(Keyset.class, keyset)
                                .scope(Singleton.class)
                                .build(),
                        RuntimeBeanDefinition.builder(DataSource.class, pool)
                                .scope(Singleton.class)
                                .build())
                .start();
    }

    private static Map<String, Object> properties(Settings settings, Map<String, Object> more) {
        Map<String, Object> properties = settings.properties();
        properties.putAll(more);
        return properties;
    }
}
