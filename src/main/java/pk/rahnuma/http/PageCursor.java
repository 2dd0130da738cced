package pk.rahnuma.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Position in a list that is read in pages, the newest first. Clients get it as text without a meaning.
///
/// @param position a time in microseconds, or a number
/// @param id of the last row at that position; 0 when the position is enough
public record PageCursor(long position, long id) {

    /// Rows of a page, unless the client asks for less.
    public static final int MAX_PAGE_SIZE = 50;

    /// Before the first row.
    private static final PageCursor START = new PageCursor(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final int MAX_LENGTH = 64;
    private static final Pattern CONTENT = Pattern.compile("(\\d{1,19})\\.(-?\\d{1,19})");

    public static PageCursor ofTime(Instant time, long id) {
        return new PageCursor(ChronoUnit.MICROS.between(Instant.EPOCH, time), id);
    }

    /// Reads a cursor.
    ///
    /// @param text null for the first page
    /// @throws ApiException when it was not made here
    public static PageCursor parseText(String text) {
        if (text == null) {
            return START;
        }
        try {
            byte[] content = text.length() > MAX_LENGTH
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(text);
            Matcher parts = CONTENT.matcher(new String(content, StandardCharsets.US_ASCII));
            if (parts.matches()) {
                return new PageCursor(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw ApiException.ofKind(
                ProblemDetail.Kind.BAD_REQUEST, "Give `cursor` as the page before has it in `next`, or leave it out.");
    }

    /// Reads the number of rows of a page.
    ///
    /// @throws ApiException when it is not 1 to [#MAX_PAGE_SIZE]
    public static int readLimit(int asked) {
        return readLimit(asked, MAX_PAGE_SIZE);
    }

    /// Reads the number of rows of a page.
    ///
    /// @throws ApiException when it is not 1 to the maximum
    public static int readLimit(int asked, int max) {
        if (asked < 1 || asked > max) {
            throw ApiException.ofKind(ProblemDetail.Kind.BAD_REQUEST, "Give `limit`: 1 to " + max + ".");
        }
        return asked;
    }

    /// The position as a time.
    ///
    /// @param latest of all rows: the position of the first page
    public Instant timeUpTo(Instant latest) {
        Instant time = Instant.EPOCH.plus(position, ChronoUnit.MICROS);
        return time.isAfter(latest) ? latest : time;
    }

    /// The position as a number of at most 31 bits.
    public int number() {
        return (int) Math.min(position, Integer.MAX_VALUE);
    }

    public String toText() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((position + "." + id).getBytes(StandardCharsets.US_ASCII));
    }
}
