package pk.rahnuma.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestSql;
import pk.rahnuma.vault.MasterKeyset;

/// Databases that were made before the baseline, when version 1 was another migration and many followed.
class SchemaMigrationTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"H2", "MariaDB"})
    void aDatabaseFromBeforeTheBaselineIsRefusedInOneLineAndNothingIsChanged(String database) {
        EnvironmentSettings settings = settings(database);
        List<String> before;
        try (ApplicationContext context = ContextBootstrap.openUnmigrated(settings)) {
            TestSql sql = context.getBean(TestSql.class);
            createTablesOfBefore(sql);
            before = readTables(sql);
        }
        assertThatThrownBy(() -> ContextBootstrap.startServer(settings, Map.of()))
                .isInstanceOf(UserErrorException.class)
                .hasMessage("the tables were made before the first release and are not migrated: start with an empty"
                        + " database (DATABASE_URL), or with an empty data folder (RAHNUMA_DATA)");
        assertThatThrownBy(() -> ContextBootstrap.openContext(settings)).isInstanceOf(UserErrorException.class);
        try (ApplicationContext context = ContextBootstrap.openUnmigrated(settings)) {
            assertThat(readTables(context.getBean(TestSql.class))).isEqualTo(before);
        }
    }

    private static void createTablesOfBefore(TestSql sql) {
        sql.execute("create table ticket (id bigint not null primary key, state varchar(16) not null)");
        sql.execute("insert into ticket (id, state) values (1, 'ANSWERED')");
        sql.execute("""
                create table flyway_schema_history (
                    installed_rank int not null primary key, version varchar(50), description varchar(200) not null,
                    type varchar(20) not null, script varchar(1000) not null, checksum int,
                    installed_by varchar(100) not null, installed_on timestamp default current_timestamp not null,
                    execution_time int not null, success boolean not null)
                """);
        insertMigration(sql, 1, "foundation", 1);
        insertMigration(sql, 2, "slow look ups", 2);
        insertMigration(sql, 46, "sms budget", 3);
    }

    private static void insertMigration(TestSql sql, int version, String description, int rank) {
        sql.execute(
                """
                insert into flyway_schema_history
                    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                values (?, ?, ?, 'SQL', ?, ?, 'sa', 1, true)
                """,
                rank,
                Integer.toString(version),
                description,
                "V" + version + "__" + description.replace(' ', '_') + ".sql",
                rank * 1_000);
    }

    private static List<String> readTables(TestSql sql) {
        List<String> rows = new ArrayList<>(sql.queryTexts("select * from flyway_schema_history order by 1"));
        rows.addAll(sql.queryTexts("select * from ticket"));
        rows.addAll(sql.queryTexts("select table_name from information_schema.tables"
                + " where table_name in ('ticket', 'conversation', 'database_purpose')"));
        return rows;
    }

    private EnvironmentSettings settings(String database) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "RAHNUMA_DATA",
                folder.resolve("data").toString(),
                "RAHNUMA_KEYSET",
                MasterKeyset.generateNew().toJson()));
        DataFolder.ensureExists(folder.resolve("data"));
        if (database.equals("MariaDB")) {
            variables.put("DATABASE_URL", MariaDbServer.sharedServer().freshSchema());
            variables.put("DATABASE_USER", MariaDbServer.USER);
            variables.put("DATABASE_PASSWORD", MariaDbServer.PASSWORD);
        }
        return EnvironmentSettings.fromVariables(variables);
    }
}
