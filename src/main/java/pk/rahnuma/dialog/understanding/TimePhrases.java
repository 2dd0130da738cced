package pk.rahnuma.dialog.understanding;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.Lexicon.Sense;

/// Times to come as people name them: "tomorrow 10 am", "kal subah", "2 ghante baad".
public final class TimePhrases {

    private static final long DAYS = PhraseKind.bits(
            PhraseKind.TODAY, PhraseKind.TOMORROW, PhraseKind.DAY_BESIDE_TODAY, PhraseKind.DAY_AFTER_TOMORROW);
    private static final long PARTS =
            PhraseKind.bits(PhraseKind.MORNING, PhraseKind.AFTERNOON, PhraseKind.EVENING, PhraseKind.NIGHT);
    private static final long TIMES = DAYS | PARTS | PhraseKind.bits(PhraseKind.HOUR, PhraseKind.CLOCK);
    private static final long AROUND = PhraseKind.bits(
            PhraseKind.REMINDER,
            PhraseKind.LATER,
            PhraseKind.WAIT,
            PhraseKind.FILLER,
            PhraseKind.REQUEST,
            PhraseKind.CLOSING);
    private static final int MAX_PHRASE_WORDS = 4;

    /// An hour, maybe with "am" or "pm" written to it.
    private static final Pattern CLOCK_HOUR = Pattern.compile("(\\d{1,2})(am|pm)?");
    private static final Pattern MINUTES = Pattern.compile("([0-5]\\d)(am|pm)?");
    private static final int HALF_DAY_HOURS = 12;
    private static final int DAY_HOURS = 24;
    /// An hour before it is one of the afternoon, where nothing tells: "5 baje".
    private static final int FIRST_MORNING_HOUR = 8;
    private static final int MAX_HOURS_AHEAD = 72;
    /// Until then a night belongs to the day before: "tomorrow" is the coming day.
    private static final int NIGHT_HOURS = 4;

    private final Utterance utterance;
    private Integer daysAhead;
    private DayPart part;
    private Integer hour;
    private int minutes;
    private Boolean afterNoon;
    private Integer hoursAhead;
    private boolean other;

    private TimePhrases(Utterance utterance) {
        this.utterance = utterance;
        for (int i = 0; i < utterance.wordCount(); ) {
            i += readPhrase(i);
        }
    }

    /// Time that a text names.
    ///
    /// @param whole whether the text must say nothing else
    /// @param now local time
    public static Optional<LocalDateTime> findTime(Utterance text, boolean whole, LocalDateTime now) {
        boolean mayHaveTime = text.containsAny(TIMES) || text.hasDigit();
        if (!mayHaveTime || text.contains(PhraseKind.GREETING)) {
            return Optional.empty();
        }
        TimePhrases phrases = new TimePhrases(text);
        return whole && phrases.other ? Optional.empty() : phrases.resolveTime(now);
    }

    /// @return number of words that were read
    private int readPhrase(int at) {
        int most = Math.min(MAX_PHRASE_WORDS, utterance.wordCount() - at);
        for (int count = most; count > 0; count--) {
            if (readDay(at, count) || readPart(at, count)) {
                return count;
            }
        }
        int numbers = readNumber(at);
        if (numbers > 0) {
            return numbers;
        }
        // The shortest phrase: a day may be part of a longer one.
        for (int count = 1; count <= most; count++) {
            if (utterance.isAny(AROUND, at, count)) {
                return count;
            }
        }
        other = true;
        return 1;
    }

    private boolean readDay(int at, int count) {
        if (utterance.is(PhraseKind.TODAY, at, count)) {
            daysAhead = 0;
        } else if (utterance.is(PhraseKind.TOMORROW, at, count)
                || utterance.is(PhraseKind.DAY_BESIDE_TODAY, at, count)) {
            daysAhead = 1;
        } else if (utterance.is(PhraseKind.DAY_AFTER_TOMORROW, at, count)) {
            daysAhead = 2;
        } else {
            return false;
        }
        return true;
    }

    private boolean readPart(int at, int count) {
        for (DayPart named : DayPart.values()) {
            if (utterance.is(named.phrases(), at, count)) {
                part = named;
                return true;
            }
        }
        return false;
    }

    /// "10", "10 am", "10:30", "saat baje", "2 ghante".
    private int readNumber(int at) {
        String named = utterance.sense(Sense.NUMBER, at, 1);
        Matcher written = CLOCK_HOUR.matcher(named == null ? utterance.word(at) : named);
        if (!written.matches()) {
            return 0;
        }
        int number = Integer.parseInt(written.group(1));
        int next = at + 1;
        if (isAt(PhraseKind.HOUR, next)) {
            hoursAhead = number;
            return 2;
        }
        if (number >= DAY_HOURS) {
            return 0;
        }
        hour = number;
        readHalf(written.group(2));
        Matcher behind = MINUTES.matcher(next < utterance.wordCount() ? utterance.word(next) : "");
        if (behind.matches()) {
            minutes = Integer.parseInt(behind.group(1));
            readHalf(behind.group(2));
            next++;
        }
        if (next < utterance.wordCount() && readHalf(utterance.word(next))) {
            next++;
        }
        return (isAt(PhraseKind.CLOCK, next) ? next + 1 : next) - at;
    }

    private boolean isAt(PhraseKind kind, int index) {
        return index < utterance.wordCount() && utterance.is(kind, index, 1);
    }

    /// @param word after the number, or null
    private boolean readHalf(String word) {
        if ("am".equals(word) || "pm".equals(word)) {
            afterNoon = word.equals("pm");
            return true;
        }
        return false;
    }

    private Optional<LocalDateTime> resolveTime(LocalDateTime now) {
        if (hoursAhead != null) {
            return Optional.of(hoursAhead)
                    .filter(hours -> hours > 0 && hours <= MAX_HOURS_AHEAD)
                    .map(now::plusHours);
        }
        boolean clock = afterNoon != null || utterance.contains(PhraseKind.CLOCK);
        if (daysAhead == null && part == null && !(hour != null && clock)) {
            return Optional.empty();
        }
        LocalDate today = daysAhead == null
                ? now.toLocalDate()
                : now.minusHours(NIGHT_HOURS).toLocalDate();
        LocalDateTime time = today.plusDays(daysAhead == null ? 0 : daysAhead)
                .atStartOfDay()
                .plusHours(hour == null ? defaultTime().getHour() : hourOfDay())
                .plusMinutes(hour == null ? 0 : minutes);
        return Optional.of(time.isAfter(now) ? time : time.plusDays(1));
    }

    private LocalTime defaultTime() {
        DayPart usual = daysAhead != null && daysAhead == 0 ? DayPart.EVENING : DayPart.MORNING;
        return (part == null ? usual : part).time();
    }

    private int hourOfDay() {
        if (afterNoon != null) {
            return hour % HALF_DAY_HOURS + (afterNoon ? HALF_DAY_HOURS : 0);
        }
        if (part != null) {
            return part.hourOfDay(hour);
        }
        return hour < FIRST_MORNING_HOUR ? hour + HALF_DAY_HOURS : hour;
    }
}
