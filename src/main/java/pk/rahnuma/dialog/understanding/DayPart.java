package pk.rahnuma.dialog.understanding;

import java.time.LocalTime;

/// A part of the day, and the time that is meant where only the part is named.
public enum DayPart {
    MORNING(PhraseKind.MORNING, 9),
    AFTERNOON(PhraseKind.AFTERNOON, 14),
    EVENING(PhraseKind.EVENING, 19),
    NIGHT(PhraseKind.NIGHT, 21);

    private static final int HALF_DAY_HOURS = 12;
    /// An hour of the night before it belongs to the next day: "raat 2 baje".
    private static final int FIRST_EVENING_HOUR = 6;

    private final PhraseKind phrases;
    private final LocalTime time;

    DayPart(PhraseKind phrases, int hour) {
        this.phrases = phrases;
        this.time = LocalTime.of(hour, 0);
    }

    PhraseKind phrases() {
        return phrases;
    }

    public LocalTime time() {
        return time;
    }

    /// Hour of the day, from 0 to 35: one of the night may be on the next day.
    ///
    /// @param hour on a clock of 12 hours, or of 24
    int hourOfDay(int hour) {
        return switch (this) {
            case MORNING -> hour;
            case AFTERNOON, EVENING -> hour < HALF_DAY_HOURS ? hour + HALF_DAY_HOURS : hour;
            case NIGHT ->
                hour == HALF_DAY_HOURS || hour < FIRST_EVENING_HOUR
                        ? hour % HALF_DAY_HOURS + 2 * HALF_DAY_HOURS
                        : hour < HALF_DAY_HOURS ? hour + HALF_DAY_HOURS : hour;
        };
    }
}
