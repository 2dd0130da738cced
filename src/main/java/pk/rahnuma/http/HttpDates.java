package pk.rahnuma.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times in headers (RFC 9110, section 5.6.7).
public final class HttpDates {

    private static final DateTimeFormatter FIXED_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private HttpDates() {}

    public static String formatDate(Instant time) {
        return FIXED_DATE.format(time);
    }
}
