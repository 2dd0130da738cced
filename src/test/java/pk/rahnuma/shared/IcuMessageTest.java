package pk.rahnuma.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcuMessageTest {

    private static final String TIME = "{due, date, ::EEEdMMMhmm}";

    private static String format(String language, String pattern, String time) {
        return IcuMessage.forLanguage(language, pattern).format(Map.of("due", calendar(time)));
    }

    private static Calendar calendar(String time) {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Karachi"));
        calendar.setTime(Date.from(Instant.parse("2026-11-30T" + time + ":00+05:00")));
        return calendar;
    }

    @ParameterizedTest
    @CsvSource({
        "00:00, رات 12 بجے, raat 12 baje",
        "03:59, رات 3:59 بجے, raat 3:59 baje",
        "04:00, صبح 4 بجے, subah 4 baje",
        "09:00, صبح 9 بجے, subah 9 baje",
        "11:00, صبح 11 بجے, subah 11 baje",
        "11:05, صبح 11:05 بجے, subah 11:05 baje",
        "12:00, دوپہر 12 بجے, dopahar 12 baje",
        "14:30, دوپہر 2:30 بجے, dopahar 2:30 baje",
        "15:00, سہ پہر 3 بجے, seh pehar 3 baje",
        "17:00, شام 5 بجے, shaam 5 baje",
        "18:00, شام 6 بجے, shaam 6 baje",
        "20:00, رات 8 بجے, raat 8 baje",
        "21:00, رات 9 بجے, raat 9 baje",
        "23:59, رات 11:59 بجے, raat 11:59 baje"
    })
    void urduSaysTheTimeWithThePartOfTheDay(String time, String urdu, String romanUrdu) {
        assertThat(format(Language.URDU, TIME, time)).isEqualTo("پیر 30 نومبر، " + urdu);
        assertThat(format(Language.ROMAN_URDU, TIME, time)).isEqualTo("Mon 30 Nov, " + romanUrdu);
        assertThat(format(Language.URDU, "{due, date, ::hmm}", time)).isEqualTo(urdu);
    }

    @Test
    void urduDatesHaveNoComma() {
        assertThat(format(Language.URDU, "{due, date, ::EEEdMMM} تک", "09:00")).isEqualTo("پیر 30 نومبر تک");
        assertThat(format(Language.URDU, "{due, date, ::dMMMy} تک", "09:00")).isEqualTo("30 نومبر 2026 تک");
        assertThat(format(Language.ROMAN_URDU, "{due, date, ::EEEdMMM} tak", "09:00"))
                .isEqualTo("Mon 30 Nov tak");
        assertThat(format(Language.ROMAN_URDU, "{due, date, ::dMMMy} tak", "09:00"))
                .isEqualTo("30 Nov 2026 tak");
    }

    @Test
    void englishDatesAreThoseOfIcu() {
        assertThat(format(Language.ENGLISH, TIME, "11:00").replace('\u202f', ' '))
                .isEqualTo("Mon, 30 Nov, 11:00 am");
    }

    @Test
    void datesWithinChoicesAreFormatted() {
        IcuMessage message = IcuMessage.forLanguage(
                Language.URDU,
                "{given, select, yes {{due, date, ::EEEdMMMhmm} تک، {count, plural, other {# دن}}} other {-}}");
        assertThat(message.format(Map.of("given", "yes", "count", 3L, "due", calendar("17:00"))))
                .isEqualTo("پیر 30 نومبر، شام 5 بجے تک، 3 دن");
        assertThat(message.format(Map.of("given", "no", "count", 3L, "due", "")))
                .isEqualTo("-");
        assertThat(message.argumentNames()).containsExactlyInAnyOrder("given", "due", "count");
    }

    @Test
    void aMissingDateIsShownAsItsName() {
        assertThat(IcuMessage.forLanguage(Language.URDU, "{due, date, ::EEEdMMM}")
                        .format(Map.of()))
                .isEqualTo("{due}");
    }
}
