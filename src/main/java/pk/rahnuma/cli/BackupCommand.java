package pk.rahnuma.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.SchemaMigration;
import pk.rahnuma.startup.StartupErrorMessages;
import pk.rahnuma.startup.UserErrorException;
import pk.rahnuma.vault.MasterKeyset;

/// Writes all data to one file, as of one moment, with or without a running server. The file is a zip: the version of
/// the tables with the checksum of their baseline, the keyset, and each table as lines of JSON, the names of the
/// columns first. It can be restored to a
/// database of another kind.
@Command(name = "backup", description = "Write all data and the keyset to one file", mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {

    static final String VERSION_ENTRY = "version.txt";
    static final String BASELINE_ENTRY = "baseline.txt";
    static final String KEYSET_ENTRY = "keyset.json";
    static final String TABLES_FOLDER = "tables/";

    @Parameters(paramLabel = "FILE", description = "File to create; an existing file is never overwritten")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        EnvironmentSettings settings = EnvironmentSettings.fromEnvironment();
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getOut());
        try (CommandContext opened = ContextBootstrap.openContext(settings)) {
            writeBackup(file.toAbsolutePath(), opened, settings.database().embedded(), progress);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "Wrote %,d rows to %s: it contains the keyset, so its holder can read everything.%n",
                        progress.totalRows(), file);
        return 0;
    }

    /// Writes to a temporary name first, so that a file with the final name is complete.
    static void writeBackup(Path file, CommandContext opened, boolean embedded, TerminalProgress progress) {
        if (Files.exists(file)) {
            throw new UserErrorException("backup: " + file + " exists already: expected the name of a new file");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = createOwnerOnlyFile(part);
                ZipOutputStream zip =
                        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)))) {
            MasterKeyset keyset = opened.getBean(MasterKeyset.class);
            writeEntry(zip, KEYSET_ENTRY, keyset.toJson());
            try (Connection connection = DelegatingDataSource.unwrapDataSource(opened.getBean(DataSource.class))
                    .getConnection()) {
                beginSnapshot(connection, embedded);
                writeEntry(zip, VERSION_ENTRY, schemaVersion(connection));
                writeEntry(zip, BASELINE_ENTRY, Integer.toString(SchemaMigration.baselineChecksum(opened.context())));
                for (BackupTable table : BackupTable.readTables(connection)) {
                    writeTable(zip, connection, table, embedded, progress);
                }
                connection.rollback();
            }
            zip.finish();
            zip.flush();
            channel.force(true);
            Files.move(part, file);
        } catch (IOException e) {
            discardPart(part);
            throw new UserErrorException(
                    "backup: cannot write " + file + ": expected a writable place with free space");
        } catch (SQLException | RuntimeException e) {
            discardPart(part);
            throw e instanceof UserErrorException refused
                    ? refused
                    : new UserErrorException("backup: cannot read the data: " + StartupErrorMessages.errorLine(e));
        }
    }

    private static FileChannel createOwnerOnlyFile(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /// Starts a transaction whose reads see the moment of the first one. InnoDB does that at REPEATABLE READ without
    /// locks, H2 at SERIALIZABLE.
    private static void beginSnapshot(Connection connection, boolean embedded) throws SQLException {
        connection.setTransactionIsolation(
                embedded ? Connection.TRANSACTION_SERIALIZABLE : Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    static String schemaVersion(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                        select version from flyway_schema_history where success order by installed_rank desc
                        """);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static void writeTable(
            ZipOutputStream zip, Connection connection, BackupTable table, boolean embedded, TerminalProgress progress)
            throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry(TABLES_FOLDER + table.name().toLowerCase(Locale.ROOT) + ".jsonl"));
        JsonGenerator json = new JsonFactory().createGenerator((OutputStream) zip, JsonEncoding.UTF8);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setRootValueSeparator(null);
        List<BackupTable.Column> columns = table.columns();
        json.writeStartArray();
        for (BackupTable.Column column : columns) {
            json.writeString(column.name().toLowerCase(Locale.ROOT));
        }
        json.writeEndArray();
        json.writeRaw('\n');
        try (PreparedStatement select = connection.prepareStatement(table.selectSql())) {
            if (!embedded) {
                // Connector/J: row by row, instead of the whole table in memory.
                select.setFetchSize(Integer.MIN_VALUE);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    json.writeStartArray();
                    for (int i = 0; i < columns.size(); i++) {
                        columns.get(i).kind().writeValue(json, row, i + 1);
                    }
                    json.writeEndArray();
                    json.writeRaw('\n');
                    progress.countRow(table.name());
                }
            }
        }
        json.close();
        zip.closeEntry();
    }

    private static void writeEntry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void discardPart(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // A partial file ends in .part, so it is not taken for a backup.
        }
    }
}
