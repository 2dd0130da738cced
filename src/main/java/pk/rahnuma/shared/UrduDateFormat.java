package pk.rahnuma.shared;

import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates and times as people say them: `پیر 30 نومبر، صبح 11 بجے` in Urdu, `Mon 30 Nov, subah 11 baje` in Roman Urdu.
/// ICU separates the parts of a date by commas, and writes `11:00 صبح` or `11:00 am`. Not thread-safe.
final class UrduDateFormat {

    /// Styles of an ICU date argument that this class formats: fields of a date, of a time, or of both.
    private static final Pattern STYLE = Pattern.compile("::(?=.)([EdMy]*)(h(?:mm)?)?");

    /// Parts of the day, each until the next one.
    private enum DayPart {
        NIGHT(0, "رات", "raat"),
        MORNING(4, "صبح", "subah"),
        NOON(12, "دوپہر", "dopahar"),
        AFTERNOON(15, "سہ پہر", "seh pehar"),
        EVENING(17, "شام", "shaam"),
        LATE_EVENING(20, "رات", "raat");

        private final int firstHour;
        private final String urdu;
        private final String romanUrdu;

        DayPart(int firstHour, String urdu, String romanUrdu) {
            this.firstHour = firstHour;
            this.urdu = urdu;
            this.romanUrdu = romanUrdu;
        }

        static DayPart ofHour(int hour) {
            DayPart part = NIGHT;
            for (DayPart next : values()) {
                if (hour >= next.firstHour) {
                    part = next;
                }
            }
            return part;
        }
    }

    private final String language;
    /// Null for a style without a date.
    private final SimpleDateFormat dateFormat;
    private final boolean hasTime;

    /// @param language `ur` or `ur-Latn`
    /// @param style one that [#supportsStyle(String)]
    UrduDateFormat(String language, ULocale locale, String style) {
        Matcher fields = STYLE.matcher(style);
        if (!fields.matches()) {
            throw new IllegalArgumentException(style);
        }
        this.language = language;
        this.dateFormat = fields.group(1).isEmpty()
                ? null
                : new SimpleDateFormat(
                        DateTimePatternGenerator.getInstance(locale)
                                .getBestPattern(fields.group(1))
                                .replaceAll("[,،]", ""),
                        locale);
        this.hasTime = fields.group(2) != null;
    }

    /// @param style of an ICU date argument: `::EEEdMMMhmm`
    static boolean supportsStyle(String style) {
        return STYLE.matcher(style).matches();
    }

    /// Text in the time zone of the calendar.
    String formatCalendar(Calendar calendar) {
        if (dateFormat == null) {
            return timeText(calendar);
        }
        String date = dateFormat.format(calendar);
        return hasTime ? date + Language.listSeparator(language) + timeText(calendar) : date;
    }

    /// Part of the day, and the hour of 12; minutes only when there are any.
    private String timeText(Calendar calendar) {
        DayPart part = DayPart.ofHour(calendar.get(Calendar.HOUR_OF_DAY));
        int hour = calendar.get(Calendar.HOUR) == 0 ? 12 : calendar.get(Calendar.HOUR);
        int minute = calendar.get(Calendar.MINUTE);
        String clock = minute == 0 ? String.valueOf(hour) : String.format(Locale.ROOT, "%d:%02d", hour, minute);
        return language.equals(Language.URDU)
                ? part.urdu + " " + clock + " بجے"
                : part.romanUrdu + " " + clock + " baje";
    }
}
