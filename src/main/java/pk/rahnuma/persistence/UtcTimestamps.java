package pk.rahnuma.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Timestamps as stored in the database: UTC without a zone, to the microsecond. `Timestamp` is never used, because it
/// depends on the zone of the machine.
public final class UtcTimestamps {

    private UtcTimestamps() {}

    /// Converts to UTC; truncates instead of rounding, because databases differ in that. Null stays null.
    public static LocalDateTime toUtc(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /// Binds a timestamp as text, which all databases read as a time: the driver would do the same, at ten times the
    /// cost.
    ///
    /// @param instant or null
    public static void bindInstant(PreparedStatement statement, int position, Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(position, Types.TIMESTAMP);
        } else {
            statement.setString(position, formatTime(toUtc(instant)));
        }
    }

    /// Text like `2026-01-31 23:59:59.000001`.
    private static String formatTime(LocalDateTime time) {
        char[] text = "0000-00-00 00:00:00.000000".toCharArray();
        putNumber(text, 3, time.getYear());
        putNumber(text, 6, time.getMonthValue());
        putNumber(text, 9, time.getDayOfMonth());
        putNumber(text, 12, time.getHour());
        putNumber(text, 15, time.getMinute());
        putNumber(text, 18, time.getSecond());
        putNumber(text, 25, time.getNano() / 1_000);
        return new String(text);
    }

    private static void putNumber(char[] text, int last, int number) {
        int at = last;
        for (int left = number; left > 0; left /= 10) {
            text[at--] = (char) ('0' + left % 10);
        }
    }

    /// Reads a timestamp; null stays null.
    public static Instant readInstant(ResultSet row, int column) throws SQLException {
        LocalDateTime utc = row.getObject(column, LocalDateTime.class);
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }
}
