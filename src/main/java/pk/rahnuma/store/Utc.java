package pk.rahnuma.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Times as they lie in the database: UTC without a zone, to the microsecond. `Timestamp` is never used, because it
/// goes through the zone of the machine.
public final class Utc {

    private Utc() {}

    /// Cut, not rounded: databases differ in which they do. Null stays null.
    public static LocalDateTime of(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /// Null stays null.
    public static Instant read(ResultSet row, int column) throws SQLException {
        LocalDateTime utc = row.getObject(column, LocalDateTime.class);
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }
}
