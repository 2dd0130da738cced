package pk.rahnuma.startup;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.shared.SandboxConfiguration;

/// Keeps sandboxes and real persons apart. The first start marks the database, and each start compares the mark: a
/// sandbox refuses the database of a real desk, and a real desk that of a sandbox.
final class DatabasePurposeCheck {

    private static final String SANDBOX = "SANDBOX";
    private static final String PRODUCTION = "PRODUCTION";

    private DatabasePurposeCheck() {}

    /// Compares the mark, and sets it on the first start.
    ///
    /// @throws UserErrorException when the database has the other purpose
    static void checkPurpose(CommandContext opened) {
        boolean sandbox = opened.getBean(SandboxConfiguration.class).sandbox();
        try (Connection connection = DelegatingDataSource.unwrapDataSource(opened.getBean(DataSource.class))
                .getConnection()) {
            String purpose = readPurpose(connection);
            if (purpose.isEmpty()) {
                markPurpose(connection, sandbox ? SANDBOX : PRODUCTION);
                // Another node may have set the mark a moment ago.
                purpose = readPurpose(connection);
            }
            if (!purpose.equals(sandbox ? SANDBOX : PRODUCTION)) {
                throw new UserErrorException(
                        sandbox
                                ? "RAHNUMA_SANDBOX: this database belongs to a real desk: unset it, or use an empty database"
                                : "RAHNUMA_SANDBOX: this database belongs to a sandbox: set it to true, or use another"
                                        + " database");
            }
        } catch (SQLException e) {
            throw new UserErrorException("the purpose of the database cannot be read: " + FaultLog.describeCauses(e));
        }
    }

    private static String readPurpose(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select purpose from database_purpose where id = 1")) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static void markPurpose(Connection connection, String purpose) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert ignore into database_purpose"
                + " (id, purpose, created_at) values (1, ?, current_timestamp)")) {
            insert.setString(1, purpose);
            insert.executeUpdate();
        }
    }
}
