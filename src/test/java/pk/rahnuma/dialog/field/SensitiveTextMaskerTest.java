package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveTextMaskerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            my card is 42101-7654321-9 thanks             | my card is •••••-•••••••-9 thanks
            4210176543219                                 | ••••••••••••9
            42101 7654321 9                               | ••••• ••••••• 9
            42101.7654321.9                               | •••••.•••••••.9
            ۴۲۱۰۱-۷۶۵۴۳۲۱-۹ میرا نمبر                      | •••••-•••••••-۹ میرا نمبر
            call 0333 7654329                             | call •••• •••••29
            +92 333 7654329                               | +•• ••• •••••29
            00923337654329 please                         | ••••••••••••29 please
            (0333) 765-43-29                              | (••••) •••-••-29
            NTN 1234567-8                                 | NTN ••••••7-8
            sara.khan@example.pk and 03001234567          | s•••@example.pk and •••••••••67
            0333.7654329 call                             | ••••.•••••29 call
            0333_7654329                                  | ••••_•••••29
            +92:333:765:4329                              | +••:•••:•••:••29
            42101_7654321_9                               | •••••_•••••••_9
            42101:7654321:9                               | •••••:•••••••:9
            42,101,765,432,19                             | ••,•••,•••,•••,•9
            passport AB1234567                            | passport •••••••67
            passport AB 1234567, a1234567                 | passport •• •••••67, ••••••67
            sara.khan (at) example.pk                     | s••• (at) example.pk
            sara.khan [at] example [dot] pk               | s••• [at] example [dot] pk
            write to sara AT example dot pk               | write to s••• AT example dot pk
            two: 42101-7654321-9, 35202-1234567-1         | two: •••••-•••••••-9, •••••-•••••••-1
            """)
    void masksNumbersAndAddressesHoweverTheyAreWritten(String text, String masked) {
        assertThat(SensitiveTextMasker.maskText(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.10",
                "203.0.113.10-203.0.113.200",
                "203.135.100.128/29, 2001:db8:1200::/48",
                "sent on 2026-11-26 at 14:05",
                "26.11.2026",
                "ticket TJE8-NHTH-WN",
                "15,000 rupees",
                "we have 12 people in 3 offices",
                "09:15-17:30 on 26-11-2026",
                "2026-11-26 14:05:30",
                "2400:1234:5678:1::/64",
                "202.163.92.33, 202.163.92.34",
                "we are at home, dot dot dot",
                "look at the picture",
                "no digits @ all"
            })
    void leavesNetworkAddressesDaysAndSmallNumbersReadable(String text) {
        assertThat(SensitiveTextMasker.maskText(text)).isEqualTo(text);
    }

    @Test
    void masksWhatAFieldReadByTheFieldsOwnMaskAndTheRestByItsParts() {
        FieldContext ask = new FieldContext(Map.of(), List.of(), "en", java.time.LocalDate.of(2026, 11, 26), null);
        CnicField cnic = new CnicField();
        assertThat(SensitiveTextMasker.maskText(cnic, cnic.parseAnswer("42101 7654321 9", ask), "42101 7654321 9", ask))
                .isEqualTo("42101-•••••••-9");
        assertThat(SensitiveTextMasker.maskText(
                        cnic, cnic.parseAnswer("4210-765", ask), "my card 4210-765 I think", ask))
                .isEqualTo("my card ••••-••5 I think");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1", "1 ", "1-", "0 ", "a.", "a@", "a@a.", "+1 ", "1.", "٣", "((((", "\u200b1", "1_", "1:", "0_3",
                "a at ", "a (at) ", "a dot ", "AB1", "1 ,"
            })
    void takesTimeByTheLengthOfTheTextAlone(String part) {
        String hostile = part.repeat(40_000 / part.length());
        assertTimeoutPreemptively(Duration.ofSeconds(3), () -> SensitiveTextMasker.maskText(hostile));
    }
}
