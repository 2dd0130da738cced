package pk.rahnuma.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.DataFolder;
import pk.rahnuma.startup.EmbeddedDatabaseLock;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.KeysetFile;
import pk.rahnuma.startup.SchemaMigration;
import pk.rahnuma.startup.StartupErrorMessages;
import pk.rahnuma.startup.UserErrorException;
import pk.rahnuma.vault.MasterKeyset;

/// Restores a backup into an empty database, in one transaction, and stores its keyset where the server reads it. The
/// tables are created in the version of the backup, filled, and then migrated.
@Command(name = "restore", description = "Read a backup into an empty database", mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {

    private static final int BATCH_SIZE = 500;

    @Parameters(paramLabel = "FILE", description = "File that the command 'backup' wrote")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getOut());
        restoreBackup(file.toAbsolutePath(), EnvironmentSettings.fromEnvironment(), progress);
        spec.commandLine().getOut().printf("Restored %,d rows from %s.%n", progress.totalRows(), file);
        return 0;
    }

    static void restoreBackup(Path file, EnvironmentSettings settings, TerminalProgress progress) {
        try (ZipFile zip = new ZipFile(file.toFile());
                EmbeddedDatabaseLock embedded = settings.database().embedded()
                        ? EmbeddedDatabaseLock.lockExclusively(settings)
                        : EmbeddedDatabaseLock.NOT_EMBEDDED) {
            MasterKeyset keyset =
                    KeysetFile.parseKeyset(readText(zip, BackupCommand.KEYSET_ENTRY), "restore: the keyset in " + file);
            MigrationVersion version = MigrationVersion.fromVersion(readText(zip, BackupCommand.VERSION_ENTRY));
            boolean writesKeyset = needsKeyset(settings, keyset);
            try (ApplicationContext context = ContextBootstrap.openUnmigrated(
                    settings.withDatabase(embedded.resolveAddress(settings.database())))) {
                DataSource pool = DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class));
                refuseUnlessEmpty(pool, settings);
                refuseOtherBaseline(context, zip, file);
                SchemaMigration.migrateTables(context, version);
                refuseNewer(pool, version, file);
                fillTables(pool, zip, progress);
                if (writesKeyset) {
                    KeysetFile.writeNew(KeysetFile.locateIn(settings.data()), keyset);
                }
                SchemaMigration.migrateTables(context, MigrationVersion.LATEST);
            }
        } catch (IOException e) {
            throw new UserErrorException(
                    "restore: cannot read " + file + ": expected a file that the command 'backup' made");
        } catch (SQLException | RuntimeException e) {
            throw StartupErrorMessages.toUserError(e, settings);
        }
    }

    /// Refuses a backup of tables that this program does not migrate, before it creates any.
    private static void refuseOtherBaseline(ApplicationContext context, ZipFile zip, Path file) throws IOException {
        if (zip.getEntry(BackupCommand.BASELINE_ENTRY) == null
                || !readText(zip, BackupCommand.BASELINE_ENTRY)
                        .equals(Integer.toString(SchemaMigration.baselineChecksum(context)))) {
            throw new UserErrorException("restore: " + file + " was made before the first release, by a version whose"
                    + " tables are not migrated: restore it with that version");
        }
    }

    private static void refuseNewer(DataSource pool, MigrationVersion version, Path file) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            if (!MigrationVersion.fromVersion(BackupCommand.schemaVersion(connection))
                    .equals(version)) {
                throw new UserErrorException("restore: " + file + " was made by a newer Rahnuma: use that version");
            }
        }
    }

    /// Tells whether to write the keyset: not when the environment has it, and never over another one.
    private static boolean needsKeyset(EnvironmentSettings settings, MasterKeyset keyset) throws IOException {
        Path file = KeysetFile.locateIn(settings.data());
        boolean given = settings.keyset().isPresent();
        if (!given && !Files.exists(file)) {
            DataFolder.ensureExists(settings.data());
            return true;
        }
        String there = given ? settings.keyset().get() : Files.readString(file);
        String name = given ? "RAHNUMA_KEYSET" : file.toString();
        if (!KeysetFile.parseKeyset(there, name).toJson().equals(keyset.toJson())) {
            throw new UserErrorException(name + " is another keyset than the one in the backup: remove it first");
        }
        return false;
    }

    private static void refuseUnlessEmpty(DataSource pool, EnvironmentSettings settings) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            for (BackupTable table : BackupTable.readTables(connection)) {
                try (PreparedStatement select =
                                connection.prepareStatement("select 1 from " + table.name() + " limit 1");
                        ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        throw new UserErrorException("restore: the database is not empty (" + settings.database()
                                + "): expected a new one, or another RAHNUMA_DATA");
                    }
                }
            }
        }
    }

    private static void fillTables(DataSource pool, ZipFile zip, TerminalProgress progress)
            throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            for (BackupTable table : BackupTable.readTables(connection)) {
                ZipEntry entry =
                        zip.getEntry(BackupCommand.TABLES_FOLDER + table.name().toLowerCase(Locale.ROOT) + ".jsonl");
                if (entry != null) {
                    fillTable(connection, table, zip, entry, progress);
                }
            }
            connection.commit();
        }
    }

    private static void fillTable(
            Connection connection, BackupTable table, ZipFile zip, ZipEntry entry, TerminalProgress progress)
            throws SQLException, IOException {
        ObjectReader json = new ObjectMapper().reader();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
            BackupTable filled = new BackupTable(table.name(), orderColumns(table, json.readTree(lines.readLine())));
            try (PreparedStatement insert = connection.prepareStatement(filled.insertSql())) {
                int waiting = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    bindRow(insert, filled, json.readTree(line));
                    insert.addBatch();
                    progress.countRow(table.name());
                    if (++waiting == BATCH_SIZE) {
                        insert.executeBatch();
                        waiting = 0;
                    }
                }
                if (waiting > 0) {
                    insert.executeBatch();
                }
            }
        }
    }

    /// Columns in the order of the file, which may come from another database.
    private static List<BackupTable.Column> orderColumns(BackupTable table, JsonNode names) {
        List<BackupTable.Column> columns = new ArrayList<>(names.size());
        for (JsonNode name : names) {
            columns.add(table.columns().stream()
                    .filter(column -> column.name().equalsIgnoreCase(name.textValue()))
                    .findFirst()
                    .orElseThrow(() -> new UserErrorException(
                            "restore: there is no column " + table.name() + "." + name.textValue() + " here")));
        }
        return columns;
    }

    private static void bindRow(PreparedStatement insert, BackupTable table, JsonNode row)
            throws SQLException, IOException {
        for (int i = 0; i < table.columns().size(); i++) {
            table.columns().get(i).kind().bindValue(insert, i + 1, row.get(i));
        }
    }

    private static String readText(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("no " + name);
        }
        return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
