package pk.rahnuma.console.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.persistence.TimeBuckets;
import pk.rahnuma.shared.Language;

/// Period of the charts: the last days, today included, by Pakistan's days; and the language of the people.
///
/// @param days one of [#DAY_CHOICES]
/// @param language null for all
public record ChartPeriod(LocalDate today, int days, String language) {

    /// Available numbers of days.
    public static final List<Integer> DAY_CHOICES = List.of(7, 30, 90, 180);

    /// Available languages.
    public static final List<String> LANGUAGE_CHOICES = List.of(Language.ENGLISH, Language.URDU, Language.ROMAN_URDU);

    private static final int MAX_DAILY_BUCKETS = 30;
    private static final int DAYS_PER_WEEK = 7;

    static ChartPeriod fromParameters(LocalDate today, int days, String language) {
        return new ChartPeriod(
                today,
                DAY_CHOICES.contains(days) ? days : MAX_DAILY_BUCKETS,
                language != null && LANGUAGE_CHOICES.contains(language) ? language : null);
    }

    /// Tells whether the period is divided into days, not into weeks.
    public boolean isByDay() {
        return days <= MAX_DAILY_BUCKETS;
    }

    TimeBuckets toTimeBuckets() {
        Duration bucket = Duration.ofDays(isByDay() ? 1 : DAYS_PER_WEEK);
        return new TimeBuckets(startOfDay(today.minusDays(days - 1L)), startOfDay(today.plusDays(1)), bucket, language);
    }

    /// Begin of a day in Pakistan.
    public static Instant startOfDay(LocalDate day) {
        return day.atStartOfDay(EngineContext.PAKISTAN_ZONE).toInstant();
    }

    /// Days of a bucket: the first, and the last.
    LocalDate firstDay(int bucket) {
        return toDay(toTimeBuckets().bucketStart(bucket));
    }

    LocalDate lastDay(int bucket) {
        LocalDate end = toDay(toTimeBuckets().bucketStart(bucket + 1)).minusDays(1);
        return end.isAfter(today) ? today : end;
    }

    LocalDate beginDate() {
        return today.minusDays(days - 1L);
    }

    private static LocalDate toDay(Instant at) {
        return at.atZone(EngineContext.PAKISTAN_ZONE).toLocalDate();
    }

    /// Query of a URL.
    public String toQuery() {
        return "days=" + days + (language == null ? "" : "&language=" + language);
    }
}
