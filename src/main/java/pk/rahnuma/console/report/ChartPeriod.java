package pk.rahnuma.console.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import pk.rahnuma.dialog.EngineContext;
import pk.rahnuma.persistence.TimeBuckets;

/// What is looked at: the last days, today included, by Pakistan's days; and whose.
///
/// @param days one of [#CHOICES]
/// @param language null for all
public record ChartPeriod(LocalDate today, int days, String language) {

    /// How many days can be looked at.
    public static final List<Integer> CHOICES = List.of(7, 30, 90, 180);

    /// Whose language can be chosen.
    public static final List<String> LANGUAGES = List.of("en", "ur", "ur-Latn");

    private static final int BY_DAY = 30;
    private static final int WEEK = 7;

    static ChartPeriod of(LocalDate today, int days, String language) {
        return new ChartPeriod(
                today,
                CHOICES.contains(days) ? days : BY_DAY,
                language != null && LANGUAGES.contains(language) ? language : null);
    }

    /// Whether it is cut into days, not into weeks.
    public boolean byDay() {
        return days <= BY_DAY;
    }

    TimeBuckets span() {
        Duration bucket = Duration.ofDays(byDay() ? 1 : WEEK);
        return new TimeBuckets(start(today.minusDays(days - 1L)), start(today.plusDays(1)), bucket, language);
    }

    /// When a day begins, in Pakistan.
    public static Instant start(LocalDate day) {
        return day.atStartOfDay(EngineContext.PAKISTAN).toInstant();
    }

    /// The days of a bucket: its first, and its last.
    LocalDate first(int bucket) {
        return day(span().at(bucket));
    }

    LocalDate last(int bucket) {
        LocalDate end = day(span().at(bucket + 1)).minusDays(1);
        return end.isAfter(today) ? today : end;
    }

    LocalDate begin() {
        return today.minusDays(days - 1L);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(EngineContext.PAKISTAN).toLocalDate();
    }

    /// As it stands in an address.
    public String query() {
        return "days=" + days + (language == null ? "" : "&language=" + language);
    }
}
