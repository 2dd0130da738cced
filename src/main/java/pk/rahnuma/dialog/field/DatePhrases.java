package pk.rahnuma.dialog.field;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import pk.rahnuma.dialog.understanding.Lexicon.Sense;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Days as people name them in a sentence: "since March", "2 saal se", "pichle mahine".
final class DatePhrases {

    /// A day that a phrase means.
    ///
    /// @param exact false when the phrase is less precise than a day
    record NamedDay(LocalDate day, boolean exact) {}

    private static final int MIN_YEAR = 1950;
    private static final int MAX_YEAR = 2099;
    private static final int MONTHS_PER_YEAR = 12;
    private static final int DAYS_OF_HALF_A_MONTH = 15;
    /// A longer sentence that does not say "since" or "ago" may count something else.
    private static final int MAX_BARE_WORDS = 4;

    private final Utterance utterance;
    private final LocalDate today;
    private final boolean future;
    private final boolean since;

    /// @param utterance words of the sentence
    /// @param future whether a day after today is meant where the words leave it open
    /// @param since whether a duration alone is one until today
    DatePhrases(Utterance utterance, LocalDate today, boolean future, boolean since) {
        this.utterance = utterance;
        this.today = today;
        this.future = future;
        this.since = since;
    }

    Optional<NamedDay> findDay() {
        return findCountedBack()
                .or(this::findNearToday)
                .or(this::findMonthOrYear)
                .or(this::findWholeUnit);
    }

    private Optional<NamedDay> findNearToday() {
        if (hasKind(PhraseKind.TODAY)) {
            return toExactDay(today);
        }
        if (hasKind(PhraseKind.YESTERDAY)) {
            return toExactDay(today.minusDays(1));
        }
        if (hasKind(PhraseKind.TOMORROW)) {
            return toExactDay(today.plusDays(1));
        }
        return hasKind(PhraseKind.DAY_BESIDE_TODAY)
                ? Optional.of(new NamedDay(future ? today.plusDays(1) : today.minusDays(1), false))
                : Optional.empty();
    }

    /// "March 2024", "since March", "2022 se": the first day of it.
    private Optional<NamedDay> findMonthOrYear() {
        Integer month = findWrittenMonth();
        boolean written = month != null;
        Integer year = null;
        for (int i = 0; i < utterance.wordCount(); i++) {
            String word = utterance.word(i);
            Integer named = MonthNames.monthOf(word);
            if (named != null) {
                if (month != null) {
                    return Optional.empty();
                }
                month = named;
            } else if (isYear(word)) {
                if (year != null) {
                    return Optional.empty();
                }
                year = Integer.valueOf(word);
            } else if (word.chars().anyMatch(Character::isDigit) && !(written && month.equals(numberOf(word)))) {
                return Optional.empty();
            }
        }
        if (month == null && year == null) {
            return Optional.empty();
        }
        if (month == null) {
            return toRoughDay(LocalDate.of(year, 1, 1));
        }
        return toRoughDay((year == null ? findNearestMonth(month) : YearMonth.of(year, month)).atDay(1));
    }

    /// Month of "03/2024" or "2024-03", or null.
    private Integer findWrittenMonth() {
        for (int i = 0; i + 1 < utterance.wordCount(); i++) {
            String month = isYear(utterance.word(i)) ? utterance.word(i + 1) : utterance.word(i);
            boolean beside = isYear(utterance.word(i)) || isYear(utterance.word(i + 1));
            Integer number = numberOf(month);
            if (beside && number != null && number >= 1 && number <= MONTHS_PER_YEAR) {
                return number;
            }
        }
        return null;
    }

    private YearMonth findNearestMonth(int month) {
        YearMonth current = YearMonth.from(today);
        YearMonth named = YearMonth.of(current.getYear(), month);
        if (future) {
            return named.isBefore(current) ? named.plusYears(1) : named;
        }
        return named.isAfter(current) ? named.minusYears(1) : named;
    }

    /// "2 saal se", "do mahine pehle", "a year ago", "dedh saal", "2-3 years". A long sentence has to say "since" or
    /// "ago".
    private Optional<NamedDay> findCountedBack() {
        if (future || !hasKind(PhraseKind.AGO) && (!since || utterance.wordCount() > MAX_BARE_WORDS)) {
            return Optional.empty();
        }
        for (int i = 1; i < utterance.wordCount(); i++) {
            ChronoUnit unit = unitAt(i);
            OptionalInt halves = unit == null ? OptionalInt.empty() : halvesBefore(i);
            if (halves.isPresent()) {
                return toRoughDay(halvesBack(halves.getAsInt(), unit));
            }
        }
        return Optional.empty();
    }

    private LocalDate halvesBack(int halves, ChronoUnit unit) {
        return switch (unit) {
            case YEARS -> today.minusMonths((long) halves * MONTHS_PER_YEAR / 2);
            case MONTHS -> today.minusMonths(halves / 2).minusDays(halves % 2 * DAYS_OF_HALF_A_MONTH);
            default -> today.minusDays(unit.getDuration().toDays() * halves / 2);
        };
    }

    /// Number before a unit, in halves: 3 for "dedh", 2 for "a", 4 for "2-3", since it has been that long for sure.
    private OptionalInt halvesBefore(int unit) {
        int at = unit - 1;
        if (isKind(PhraseKind.ONE_AND_HALF, at)) {
            return OptionalInt.of(3);
        }
        if (isKind(PhraseKind.TWO_AND_HALF, at)) {
            return OptionalInt.of(5);
        }
        boolean half = false;
        boolean article = false;
        while (isKind(PhraseKind.HALF, at) || isKind(PhraseKind.ARTICLE, at)) {
            half |= isKind(PhraseKind.HALF, at);
            article |= isKind(PhraseKind.ARTICLE, at);
            at--;
        }
        OptionalInt count = countAt(at);
        if (count.isEmpty()) {
            return half ? OptionalInt.of(1) : article ? OptionalInt.of(2) : count;
        }
        OptionalInt first = countAt(at - 1);
        int least = first.isPresent() ? Math.min(first.getAsInt(), count.getAsInt()) : count.getAsInt();
        return OptionalInt.of(2 * least + (half || isKind(PhraseKind.HALF_ADDED, at - 1) ? 1 : 0));
    }

    private boolean isKind(PhraseKind kind, int index) {
        return utterance.is(kind, index, 1);
    }

    /// "last month", "pichle saal", "is hafte": its first day.
    private Optional<NamedDay> findWholeUnit() {
        for (int i = 0; i + 1 < utterance.wordCount(); i++) {
            boolean last = utterance.is(PhraseKind.LAST, i, 1);
            ChronoUnit unit = unitAt(i + 1);
            if (unit != null && (last || utterance.is(PhraseKind.CURRENT, i, 1))) {
                LocalDate within = last ? today.minus(1, unit) : today;
                return toRoughDay(
                        switch (unit) {
                            case YEARS -> within.withDayOfYear(1);
                            case MONTHS -> within.withDayOfMonth(1);
                            default -> within;
                        });
            }
        }
        return Optional.empty();
    }

    private OptionalInt countAt(int index) {
        if (index < 0) {
            return OptionalInt.empty();
        }
        Integer number = numberOf(utterance.word(index));
        String named = number == null ? utterance.sense(Sense.NUMBER, index, 1) : number.toString();
        return named == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(named));
    }

    /// Number of at most two digits, or null.
    private static Integer numberOf(String word) {
        return !word.isEmpty() && word.length() <= 2 && word.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.valueOf(word)
                : null;
    }

    private ChronoUnit unitAt(int index) {
        if (utterance.is(PhraseKind.YEAR, index, 1)) {
            return ChronoUnit.YEARS;
        }
        if (utterance.is(PhraseKind.MONTH, index, 1)) {
            return ChronoUnit.MONTHS;
        }
        if (utterance.is(PhraseKind.WEEK, index, 1)) {
            return ChronoUnit.WEEKS;
        }
        return utterance.is(PhraseKind.DAY, index, 1) ? ChronoUnit.DAYS : null;
    }

    private boolean hasKind(PhraseKind kind) {
        return utterance.contains(kind);
    }

    private static boolean isYear(String word) {
        return word.length() == 4
                && word.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(word) >= MIN_YEAR
                && Integer.parseInt(word) <= MAX_YEAR;
    }

    private static Optional<NamedDay> toExactDay(LocalDate day) {
        return Optional.of(new NamedDay(day, true));
    }

    private static Optional<NamedDay> toRoughDay(LocalDate day) {
        return Optional.of(new NamedDay(day, false));
    }
}
