package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.asking;
import static pk.rahnuma.dialog.field.FieldContexts.codes;
import static pk.rahnuma.dialog.field.FieldContexts.in;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFieldTest {
    private final DateField date = new DateField();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24",
                "2026/11/24",
                "24/11/2026",
                "24-11-2026",
                "24.11.26",
                "24 Nov 2026",
                "24-Nov-2026",
                "24th of November, 2026",
                "November 24, 2026",
                "۲۴ نومبر ۲۰۲۶ء",
                "24 navambar 2026",
                "۲۴/۱۱/۲۰۲۶"
            })
    void aDayMayBeWrittenInManyWays(String said) {
        assertThat(date.parseAnswer(said, PLAIN)).isEqualTo(accepted("2026-11-24"));
    }

    @ParameterizedTest
    @CsvSource({
        "31/4/2026, no_such_day",
        "11/24/2026, no_such_day",
        "29 Feb 2025, no_such_day",
        "24/11, not_a_date",
        "24 Foo 2026, not_a_date",
        "24:11:2026, not_a_date",
        "24112026, not_a_date",
        "24/11/2026 10:00, not_a_date",
        "24/11/202, not_a_date",
        "soon, not_a_date",
        "24/11/0026, year"
    })
    void refusesAnInvalidDayWithTheReason(String said, String code) {
        assertThat(codes(date.parseAnswer(said, PLAIN))).containsExactly(code);
    }

    @Test
    void aShortYearIsTheNearerCentury() {
        assertThat(date.parseAnswer("1/2/46", PLAIN)).isEqualTo(accepted("2046-02-01"));
        assertThat(date.parseAnswer("1/2/85", PLAIN)).isEqualTo(accepted("1985-02-01"));
    }

    @Test
    void todayIsBothPastAndFuture() {
        FieldContext past = asking(Map.of("past", true));
        FieldContext future = asking(Map.of("future", true));
        assertThat(date.parseAnswer("24/11/2026", past)).isEqualTo(accepted("2026-11-24"));
        assertThat(date.parseAnswer("24/11/2026", future)).isEqualTo(accepted("2026-11-24"));
        assertThat(date.parseAnswer("25/11/2026", past)).isEqualTo(refused(problem("not_past")));
        assertThat(date.parseAnswer("23/11/2026", future)).isEqualTo(refused(problem("not_future")));
    }

    @Test
    void itIsShownWithTheMonthInWords() {
        assertThat(date.formatValue("2026-11-24", PLAIN)).isEqualTo("24 Nov 2026");
        assertThat(date.formatValue("2026-11-24", in("ur"))).isEqualTo("24 نومبر 2026");
        assertThat(date.formatValue("2026-11-24", in("ur-Latn"))).isEqualTo("24 Nov 2026");
    }

    @Test
    void everyDayOfAYearReadsBackAsShownInEveryLanguage() {
        for (String language : new String[] {"en", "ur", "ur-Latn"}) {
            for (int day = 1; day <= 365; day++) {
                String value = LocalDate.ofYearDay(2027, day).toString();
                assertThat(date.parseAnswer(date.formatValue(value, in(language)), in(language)))
                        .isEqualTo(accepted(value));
            }
        }
    }
}
