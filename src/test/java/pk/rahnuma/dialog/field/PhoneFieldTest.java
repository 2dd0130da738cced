package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.asking;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

class PhoneFieldTest {
    private final PhoneField phone = new PhoneField();
    private final FieldContext mobile = asking(Map.of("mobile", true));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03001234567",
                "0300-1234567",
                "+92 300 1234567",
                "+92 (0) 300 123 45 67",
                "0092 300 1234567",
                "923001234567",
                "3001234567",
                "۰۳۰۰ ۱۲۳۴۵۶۷",
                "+92–300–1234567",
                "\u202a+92 300 1234567\u202c"
            })
    void aMobileNumberMayBeWrittenInManyWays(String said) {
        assertThat(phone.parseAnswer(said, mobile)).isEqualTo(accepted("+923001234567"));
    }

    @RandomTest(tries = 200)
    void everyMobileNumberReadsTheSameInEveryForm(RandomValues random) {
        String code = "3%02d".formatted(random.intBetween(0, 99));
        String own = "%07d".formatted(random.intBetween(0, 9_999_999));
        String shown = phone.formatValue("+92" + code + own, mobile);
        assertThat(List.of("0" + code + "-" + own, "92" + code + own, "0092 " + code + " " + own, shown))
                .extracting(written -> phone.parseAnswer(written, mobile))
                .containsOnly(accepted("+92" + code + own));
    }

    @RandomTest(tries = 200)
    void aMobileNumberIsShownAsTheLibraryHasIt(RandomValues random) throws NumberParseException {
        String kept = "+923%02d%07d".formatted(random.intBetween(0, 99), random.intBetween(0, 9_999_999));
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        assertThat(phone.formatValue(kept, PLAIN))
                .isEqualTo(numbers.format(numbers.parse(kept, null), PhoneNumberFormat.INTERNATIONAL));
    }

    @Test
    void aLandlineIsNoMobileNumber() {
        assertThat(phone.parseAnswer("021-34567890", mobile)).isEqualTo(refused(problem("not_mobile")));
        assertThat(phone.parseAnswer("(021) 34567890", PLAIN)).isEqualTo(accepted("+922134567890"));
    }

    @Test
    void theShortNumbersOfCompaniesArePhonesToo() {
        assertThat(phone.parseAnswer("042 111 222 333", PLAIN)).isEqualTo(accepted("+9242111222333"));
    }

    @Test
    void aForeignNumberIsWelcomeOnlyWhereNoMobileIsAsked() {
        assertThat(phone.parseAnswer("+1 (202) 456-1111", PLAIN)).isEqualTo(accepted("+12024561111"));
        assertThat(phone.parseAnswer("00971 50 123 4567", mobile)).isEqualTo(refused(problem("not_pakistani")));
    }

    @Test
    void aDigitTooFewIsCountedOut() {
        assertThat(phone.parseAnswer("0300 123456", mobile)).isEqualTo(refused(problem("wrong_length", "count", 10L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "call me", "0300 12x4567", "12345", "++923001234567"})
    void anythingElseIsNoPhone(String said) {
        assertThat(phone.parseAnswer(said, PLAIN)).isEqualTo(refused(problem("not_a_phone")));
    }

    @Test
    void itIsShownInGroupsAndMaskedInTheMiddle() {
        assertThat(phone.formatValue("+923001234567", PLAIN)).isEqualTo("+92 300 1234567");
        assertThat(phone.maskValue("+923001234567", PLAIN)).isEqualTo("+92 300 •••••67");
        assertThat(phone.maskValue("+922134567890", PLAIN)).isEqualTo("+92 21 ••••••90");
    }

    @Test
    void numbersOfAllTheWorldReadBackAsShown() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        for (String region : numbers.getSupportedRegions()) {
            String kept = numbers.format(numbers.getExampleNumber(region), PhoneNumberFormat.E164);
            assertThat(phone.parseAnswer(phone.formatValue(kept, PLAIN), PLAIN))
                    .as(region)
                    .isEqualTo(accepted(kept));
        }
    }
}
