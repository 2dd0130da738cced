package pk.rahnuma.dialog.field.text;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.asking;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;

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

    @Property
    boolean everyMobileNumberReadsTheSameInEveryForm(
            @ForAll @IntRange(max = 99) int prefix, @ForAll @IntRange(max = 9_999_999) int rest) {
        String code = "3%02d".formatted(prefix);
        String own = "%07d".formatted(rest);
        FieldParseResult kept = accepted("+92" + code + own);
        return phone.parseAnswer("0" + code + "-" + own, mobile).equals(kept)
                && phone.parseAnswer("92" + code + own, mobile).equals(kept)
                && phone.parseAnswer("0092 " + code + " " + own, mobile).equals(kept)
                && phone.parseAnswer(phone.formatValue("+92" + code + own, mobile), mobile)
                        .equals(kept);
    }

    @Property
    boolean aMobileNumberIsShownAsTheLibraryHasIt(
            @ForAll @IntRange(max = 99) int prefix, @ForAll @IntRange(max = 9_999_999) int rest)
            throws NumberParseException {
        String kept = "+923%02d%07d".formatted(prefix, rest);
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        return phone.formatValue(kept, PLAIN)
                .equals(numbers.format(numbers.parse(kept, null), PhoneNumberFormat.INTERNATIONAL));
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
